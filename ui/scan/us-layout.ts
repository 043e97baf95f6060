/**
 * Many scanners arrive set for an American keyboard and are plugged into a French one: digits come out as
 * & é " ' ( and A as Q. The keys themselves (event.code) are right, so the text can be read again from them.
 */

const symbols: Record<string, string> = {
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Backquote: '`~',
  Space: '  ',
}
const shiftedDigits = ')!@#$%^&*('
const FRENCH_DIGIT_ROW = /^[&é"'(\-è_çà]$/

export type Key = { key: string; code: string; shift: boolean }

function onUsKeyboard({ code, key, shift }: Key): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return shift ? shiftedDigits[Number(digit)]! : digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const pair = symbols[code]
  return pair ? pair[shift ? 1 : 0]! : key
}

/** A burst with symbols from the digit row and not one digit was typed on the wrong layout. */
export function textOf(keys: readonly Key[]): string {
  const plain = keys.map(({ key }) => key).join('')
  const fromDigitRow = keys.filter(({ code, key }) => code.startsWith('Digit') && FRENCH_DIGIT_ROW.test(key))
  if (fromDigitRow.length === 0 || /\d/.test(plain)) return plain
  return keys.map(onUsKeyboard).join('')
}
