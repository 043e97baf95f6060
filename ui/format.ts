/**
 * Money, numbers, dates and phones as the reader's language writes them. By Intl; what Intl leaves out is the
 * French habit: 14 h 30, narrow no-break spaces everywhere a number must not be cut.
 */

export type Language = 'fr' | 'en'

type Options = { language: Language; currency?: string; time_zone?: string }
type Moment = Date | string | number

const DAY_MS = 86_400_000
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }
const narrow = (text: string) => text.replaceAll('\u00a0', '\u202f')
/** Intl writes a French amount below zero with a hyphen. */
const figure = (text: string) => narrow(text).replace('-', '−')

/** Dates without a time ('2026-03-03') are days of the calendar: they belong to no zone. */
const isDay = (moment: Moment): moment is string =>
  typeof moment === 'string' && /^\d{4}-\d\d-\d\d$/.test(moment)
const toDate = (moment: Moment) => new Date(moment)

function makeDates({ language, time_zone }: Options) {
  const locale = locales[language]
  const cache = new Map<string, Intl.DateTimeFormat>()
  const write = (moment: Moment, shape: Intl.DateTimeFormatOptions) => {
    const timeZone = isDay(moment) ? 'UTC' : time_zone
    const key = JSON.stringify([shape, timeZone])
    const format = cache.get(key) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone })
    cache.set(key, format)
    const written = narrow(format.format(toDate(moment)))
    // The first of a month is the only day that French counts: 1er mars.
    return language === 'fr'
      ? written.replace(/(^|\s)1(?=\s\p{L})/u, (_, before: string) => `${before}1er`)
      : written
  }
  const dayNumber = (moment: Moment) => {
    const iso = new Intl.DateTimeFormat('en-CA', { timeZone: isDay(moment) ? 'UTC' : time_zone })
    return Date.parse(iso.format(toDate(moment))) / DAY_MS
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  const date = (moment: Moment) => write(moment, { day: 'numeric', month: 'long', year: 'numeric' })
  const clock = (said: string) => {
    if (language === 'en') return said
    const [hour, minute] = said.split(':')
    return `${Number(hour)}\u202fh\u202f${minute}`
  }
  const time = (moment: Moment) =>
    clock(write(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
  return {
    /** 3 mars 2026 */
    date,
    /** 03/03/2026, for columns */
    dateShort: (moment: Moment) => write(moment, { day: '2-digit', month: '2-digit', year: 'numeric' }),
    /** lundi 3 mars */
    weekday: (moment: Moment) => write(moment, { weekday: 'long', day: 'numeric', month: 'long' }),
    /** 3 mars */
    dayMonth: (moment: Moment) => write(moment, { day: 'numeric', month: 'long' }),
    /** mars 2026 */
    month: (moment: Moment) => write(moment, { month: 'long', year: 'numeric' }),
    /** An hour of the wall, '09:30', as 9 h 30 */
    clock,
    /** 14 h 30 */
    time,
    /** 3 mars 2026, 14 h 30 */
    dateTime: (moment: Moment) => `${date(moment)}, ${time(moment)}`,
    /** aujourd’hui, hier, il y a 3 jours, dans 2 mois: whole days of the calendar, not hours. */
    relativeDay: (moment: Moment, now: Moment = Date.now()) => {
      const days = dayNumber(moment) - dayNumber(now)
      const size = Math.abs(days)
      if (size < 31) return relative.format(days, 'day').replaceAll("'", '’')
      if (size < 365) return relative.format(Math.sign(days) * Math.round(size / 30.44), 'month')
      return relative.format(Math.sign(days) * Math.floor(size / 365.25 + 0.01), 'year')
    },
  }
}

function makeNumbers({ language, currency = 'EUR' }: Options) {
  const locale = locales[language]
  const plain = new Intl.NumberFormat(locale)
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const sign = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '')
  return {
    /** 1234.5 → 1 234,5 */
    number: (value: number) => figure(plain.format(value)),
    /** 150000 → 150 k */
    numberShort: (value: number) => figure(short.format(value)),
    /** 123450 cents → 1 234,50 € */
    money: (cents: number) => figure(exact.format(cents / 100)),
    /** 1000 cents → 10 €; cents are written only when there are some */
    moneyShort: (cents: number) => figure((cents % 100 === 0 ? whole : exact).format(cents / 100)),
    /** 123450 cents → 1 235 €: rounded, for big figures and axes */
    moneyRound: (cents: number) => figure(whole.format(Math.round(cents / 100))),
    /** 0.125 → 12,5 % */
    percent: (ratio: number) => figure(share.format(ratio)),
    /** 0.12 → +12 %: for comparisons */
    change: (ratio: number) => sign(ratio) + figure(share.format(Math.abs(ratio))),
    /** 24 → +24 */
    signed: (value: number) => sign(value) + figure(plain.format(Math.abs(value))),
  }
}

/** France and the overseas departments that share its ten-digit national form. */
const FRENCH = /^\+(33|262|590|594|596)(\d{9})$/

/** '+33612345678' → '06 12 34 56 78'; a foreign number stays international; what is not E.164 stays as it is. */
export function phone(e164: string): string {
  const french = FRENCH.exec(e164)
  if (french) return `0${french[2]}`.replace(/(\d\d)(?=\d)/g, '$1\u00a0')
  const foreign = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/.exec(e164)
  if (!foreign) return e164
  return `+${foreign[1]}\u00a0${foreign[2]!.replace(/(\d{3})(?=\d{2})/g, '$1\u00a0')}`
}

export function makeFormats(options: Options) {
  return { ...makeNumbers(options), ...makeDates(options), phone }
}

export type Formats = ReturnType<typeof makeFormats>
