/**
 * The card's number. Ours are EAN-13 in the range that GS1 leaves to shops (prefix 2), so that any till's
 * scanner reads them and no product has them; numbers from another system are kept as they are.
 */
import { assert } from '../../lib/assert.ts'

/** Random, never counted up: a number seen must not tell another one. */
export function makeCardNumber(): string {
  let digits = '2'
  while (digits.length < 12) {
    // Bytes from 250 on are thrown away, or the digits 0 to 5 would come more often.
    for (const byte of crypto.getRandomValues(new Uint8Array(16)))
      if (byte < 250 && digits.length < 12) digits += byte % 10
  }
  return digits + checkDigit(digits)
}

/** GS1 General Specifications, 7.9: weights 1 and 3 by turns from the left for twelve digits. */
export function checkDigit(twelve: string): number {
  assert(/^\d{12}$/.test(twelve), 'a check digit is made from twelve digits')
  const sum = Array.from(twelve).reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return (10 - (sum % 10)) % 10
}

export const isEan13 = (text: string) =>
  /^\d{13}$/.test(text) && checkDigit(text.slice(0, 12)) === Number(text[12])

/** A number as it is kept: without the spaces and dashes it is read with; null when it cannot be a card's. */
export function readCardNumber(text: string): string | null {
  const bare = text.replace(/[\s.\-_\u202f\u00a0]/g, '').toUpperCase()
  return /^[0-9A-Z]{4,32}$/.test(bare) && /\d/.test(bare) ? bare : null
}

/**
 * What a scan may hold: the bare number (bar code), a link to the card with the number in it, or
 * 'card:<number>'. Null when it is neither.
 */
export function readCardScan(text: string): string | null {
  const trimmed = text.trim()
  const named = /^(?:card|carte):(.{4,40})$/i.exec(trimmed)?.[1]
  if (named) return readCardNumber(named)
  if (!/^https?:\/\//i.test(trimmed))
    return /^[\d\s.\-\u202f\u00a0]{4,40}$/.test(trimmed) ? readCardNumber(trimmed) : null
  const runs = trimmed.match(/\d{8,20}/g) ?? []
  return runs.find(isEan13) ?? runs.at(-1) ?? null
}

/** '2123 456 789 012': four, then threes, as one reads it aloud; others in fours. */
export function groupCardNumber(value: string): string {
  const groups = isEan13(value)
    ? /^(....)(...)(...)(...)$/.exec(value)!.slice(1)
    : (value.match(/.{1,4}/g) ?? [value])
  return groups.join('\u202f')
}
