/** A store in the words of a message: where it is, when it is open, how one gets there. Pure. */
import { WEEKDAYS, type Span, type Weekday } from '../stores/rules.ts'
import type { StoreRow } from './reader-queries.ts'

const NAMES: Record<'fr' | 'en', Record<Weekday, string>> = {
  fr: {
    monday: 'lundi',
    tuesday: 'mardi',
    wednesday: 'mercredi',
    thursday: 'jeudi',
    friday: 'vendredi',
    saturday: 'samedi',
    sunday: 'dimanche',
  },
  en: {
    monday: 'Monday',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
}

export function storeValues(store: StoreRow, language: 'fr' | 'en') {
  const address = [store.address_line1, [store.postal_code, store.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
  return {
    store_id: store.store_id,
    name: store.name,
    address: address || undefined,
    city: store.city ?? undefined,
    phone: store.phone ? phoneWords(store.phone) : undefined,
    phone_url: store.phone ? `tel:${store.phone}` : undefined,
    map_url: address
      ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`
      : undefined,
    hours: hoursWords(store.opening_hours, language),
  }
}

const phoneWords = (phone: string) => {
  const french = /^\+33(\d{9})$/.exec(phone)
  return french ? `0${french[1]}`.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : phone
}

/** « Mardi au samedi, 10 h à 19 h »: days in a row that keep the same hours are told together. */
export function hoursWords(hours: Partial<Record<Weekday, Span[]>>, language: 'fr' | 'en'): string[] {
  const runs: { from: Weekday; to: Weekday; words: string }[] = []
  let previous = -2
  for (const [at, day] of WEEKDAYS.entries()) {
    const spans = hours[day] ?? []
    if (spans.length === 0) continue
    const words = spans.map((span) => spanWords(span, language)).join(language === 'fr' ? ' et ' : ' and ')
    const last = runs.at(-1)
    if (last && previous === at - 1 && last.words === words) last.to = day
    else runs.push({ from: day, to: day, words })
    previous = at
  }
  const names = NAMES[language]
  return runs.map(({ from, to, words }) => {
    const between =
      WEEKDAYS.indexOf(to) - WEEKDAYS.indexOf(from) === 1
        ? language === 'fr'
          ? ' et '
          : ' and '
        : language === 'fr'
          ? ' au '
          : ' to '
    const days = from === to ? names[from] : names[from] + between + names[to]
    return `${days.charAt(0).toUpperCase()}${days.slice(1)}, ${words}`
  })
}

function spanWords([from, to]: Span, language: 'fr' | 'en'): string {
  const clock = (time: string) => {
    const [hour, minute] = time.split(':')
    if (language === 'en') return time
    return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`
  }
  return language === 'fr' ? `${clock(from)} à ${clock(to)}` : `${clock(from)} to ${clock(to)}`
}
