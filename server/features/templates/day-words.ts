import { civilOf } from '../../lib/time.ts'

const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const

/** Of the north, by months, as shops sell: spring is March to May. `day` is a local day. */
export const seasonOf = (day: number) => SEASONS[Math.floor((civilOf(day).month % 12) / 3)]!

const formats = new Map<string, Intl.DateTimeFormat>()

/** « 3 mars 2026 », “3 March 2026”: a day of the calendar, in words. */
export function dayWords(day: string, language: 'fr' | 'en', { year = true } = {}): string {
  const key = `${language} ${year}`
  let format = formats.get(key)
  if (!format) {
    const shape = {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
      ...(year && ({ year: 'numeric' } as const)),
    } as const
    formats.set(key, (format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', shape)))
  }
  return format
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/^1 (?=\p{L})/u, language === 'fr' ? '1er ' : '1 ')
}
