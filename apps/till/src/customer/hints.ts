/** At most three things worth saying to this customer now, the most pressing first. Pure. */
import type { Person } from '../keep/shapes.ts'

export type Hint =
  | { kind: 'birthday'; days: number }
  | { kind: 'expiring'; unit: string; units: number; expires_at: string }
  | { kind: 'consent'; channels: string[] }

const HINTS_MAX = 3
const BIRTHDAY_SOON_DAYS = 7
const DAY_MS = 86_400_000

/** `today` is the shop's day, 2026-03-14. Born on 29 February, one is feasted on 1 March. */
export function daysToBirthday(birthday: string, today: string): number {
  const now = Date.parse(today)
  const year = Number(today.slice(0, 4))
  const at = (of: number) => Date.UTC(of, Number(birthday.slice(0, 2)) - 1, Number(birthday.slice(3, 5)))
  const next = at(year) >= now ? at(year) : at(year + 1)
  return Math.round((next - now) / DAY_MS)
}

/** `asks` are the channels about which this shop asks. */
export function hintsFor(person: Person, today: string, asks: readonly string[]): Hint[] {
  const hints: Hint[] = []
  const days = person.birthday ? daysToBirthday(person.birthday, today) : Infinity
  if (days <= BIRTHDAY_SOON_DAYS) hints.push({ kind: 'birthday', days })
  for (const { unit, expiring } of person.accounts)
    if (expiring) hints.push({ kind: 'expiring', unit, ...expiring })
  const reach = { email: person.email_hashes.length > 0, sms: person.last4s.length > 0 }
  const channels = asks.filter(
    (channel) =>
      (channel === 'email' || channel === 'sms') && reach[channel] && !person.asked.includes(channel),
  )
  if (channels.length > 0) hints.push({ kind: 'consent', channels })
  return hints.slice(0, HINTS_MAX)
}
