/** What a text message costs and must say. Pure. */
import { forSms, smsParts } from '../messages/rules.ts'

/** « STOP au 36180 »: without a number of the shop's there is none, and the message may not leave. */
export const stopMention = (short_number: string | null, language: 'fr' | 'en') =>
  short_number ? (language === 'fr' ? `STOP au ${short_number}` : `STOP to ${short_number}`) : ''

/** What networks take for a letter of 7 bits, and what a letter beside them makes of all the others. */
export type SmsSize = { alphabet: 'gsm7' | 'ucs2'; letters: number; parts: number; left: number }

const TWICE = /[\^{}\\[\]~|€]/

/** As it goes out: French letters that have a twin in the basic alphabet were changed for it. */
export function sizeOfSms(text: string): SmsSize {
  const plain = forSms(text)
  const { alphabet, parts } = smsParts(plain)
  const weigh = (one: string) =>
    Array.from(one).reduce(
      (sum, letter) => sum + (alphabet === 'ucs2' ? letter.length : TWICE.test(letter) ? 2 : 1),
      0,
    )
  const [alone, each] = alphabet === 'gsm7' ? [160, 153] : [70, 67]
  const room = parts.length === 1 ? alone : each
  return {
    alphabet,
    letters: weigh(plain),
    parts: parts.length,
    left: room - weigh(parts.at(-1)!),
  }
}

export type SmsRange = {
  people: number
  parts_min: number
  parts_max: number
  /** How many are sent so many parts, by number of parts. */
  by_parts: Record<string, number>
  millicents: number
  shortest: string
  longest: string
}

/** Over the texts of real customers; null over none. */
export function rangeOfSms(texts: string[], part_millicents: number): SmsRange | null {
  if (texts.length === 0) return null
  const sized = texts
    .map((text) => ({ text, ...sizeOfSms(text) }))
    .sort((a, b) => a.parts - b.parts || a.letters - b.letters)
  const by_parts: Record<string, number> = {}
  for (const { parts } of sized) by_parts[parts] = (by_parts[parts] ?? 0) + 1
  return {
    people: sized.length,
    parts_min: sized[0]!.parts,
    parts_max: sized.at(-1)!.parts,
    by_parts,
    millicents: sized.reduce((sum, { parts }) => sum + parts * part_millicents, 0),
    shortest: sized[0]!.text,
    longest: sized.at(-1)!.text,
  }
}
