/** A month of orders of a worker's members, in the order of time, with those that carry no card. */
import { startOfLocalDay } from '../../../server/lib/time.ts'
import { weekdayOf } from '../calendar.ts'
import { randomFrom, type Random } from '../random.ts'
import type { Member } from './people.ts'
import { TIME_ZONE, WITH_CARD } from './size.ts'

export type Order = {
  sale_id: string
  at_ms: number
  member: Member | null
  store: number
  lines: { category: string; unit_price_cents: number }[]
  /** Whether this is a day for using what is on the card. */
  uses_card: boolean
}

const WEEK = {
  monday: 0.9,
  tuesday: 0.85,
  wednesday: 0.95,
  thursday: 1.05,
  friday: 1.4,
  saturday: 1.5,
  sunday: 0.12,
}
const DEPARTMENTS: [string, number][] = [
  ['Épicerie', 30],
  ['Frais', 26],
  ['Fruits et légumes', 18],
  ['Boissons', 14],
  ['Hygiène et entretien', 12],
  ['Surgelés', 10],
  ['Bébé', 5],
  ['Animaux', 4],
]

export type Month = { from_day: number; to_day: number; nth: number }

/** `scale` brings what members would order to the number of sales that was asked for. */
export function ordersOf(members: Member[], month: Month, scale: number, random: Random): Order[] {
  const orders: Order[] = []
  const days = Array.from({ length: month.to_day - month.from_day }, (_, nth) => month.from_day + nth)
  const busy = days.map((day) => [day, WEEK[weekdayOf(day)]] as const)
  for (const member of members) {
    const [from, until] = [
      Math.max(member.from_day + 1, month.from_day),
      Math.min(member.until_day, month.to_day),
    ]
    if (from >= until) continue
    const there =
      from === month.from_day && until === month.to_day
        ? busy
        : busy.slice(from - month.from_day, until - month.from_day)
    const expected = (member.rate * scale * (until - from)) / 30.4
    for (let left = random.poisson(expected); left > 0; left--) {
      const day = random.weigh(there)
      const known = random.chance(WITH_CARD)
      orders.push(
        orderOn(
          day,
          known ? member : null,
          random.chance(0.97) ? member.store : -1,
          member.basket_cents,
          random,
        ),
      )
    }
  }
  return orders.toSorted((a, b) => a.at_ms - b.at_ms)
}

function orderOn(
  day: number,
  member: Member | null,
  store: number,
  basket_cents: number,
  random: Random,
): Order {
  // Two waves: before noon, and from five to eight.
  const hour = random.chance(0.35) ? 8.6 + random.next() * 4 : 13 + Math.sqrt(random.next()) * 6.4
  const at_ms = startOfLocalDay(day, TIME_ZONE) + Math.floor(hour * 3_600_000)
  const count = random.weigh([
    [1, 22],
    [2, 38],
    [3, 28],
    [4, 12],
  ])
  const total = Math.max(800, Math.round(basket_cents * (0.55 + random.next() * 0.9)))
  const lines: Order['lines'] = []
  let left = total
  for (let nth = 0; nth < count; nth++) {
    const unit_price_cents =
      nth === count - 1
        ? left
        : Math.max(150, Math.round((left / (count - nth)) * (0.6 + random.next() * 0.8)))
    if (unit_price_cents <= 0) break
    left -= unit_price_cents
    lines.push({ category: random.weigh(DEPARTMENTS), unit_price_cents })
  }
  return { sale_id: random.id(at_ms), at_ms, member, store, lines, uses_card: random.chance(0.6) }
}

/** From the first day to yesterday, in slices of about a month. */
export function monthsOf(first_day: number, today: number): Month[] {
  const count = Math.max(1, Math.round((today - first_day) / 30.4))
  const edge = (nth: number) => first_day + Math.round((nth * (today - first_day)) / count)
  return Array.from({ length: count }, (_, nth) => ({ from_day: edge(nth), to_day: edge(nth + 1), nth }))
}

export const randomOfMonth = (seed: number, part: number, { nth }: Month) =>
  randomFrom(`${seed} orders ${part} ${nth}`)
