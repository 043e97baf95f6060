/** The chain's customers, each told by a number alone, so that any worker knows any of them. */
import type { CustomerWish } from '../../../server/features/customers/schemas.ts'
import { checkDigit } from '../../../server/features/customers/card-number.ts'
import { DAY_MS, isoDate } from '../../../server/lib/time.ts'
import { emailOf, fictionPhone, namedPerson } from '../names.ts'
import { randomFrom, type Random } from '../random.ts'
import { TOWNS } from './towns.ts'
import type { Job } from './size.ts'

export type Member = {
  nth: number
  customer_id: string
  first_name: string
  store: number
  /** Orders a month, before the whole is brought to the number of sales that was asked for. */
  rate: number
  from_day: number
  until_day: number
  basket_cents: number
}
/** What is asked once, when the card is made, and not kept by the worker. */
export type Arrival = { member: Member; wish: Omit<CustomerWish, 'consents'>; created_at: Date }

/** Orders a month, weight, and whether they stop one day. */
const RHYTHMS: (readonly [orders: { from: number; to: number; stops: boolean }, weight: number])[] = [
  [{ from: 2.4, to: 4.4, stops: false }, 12],
  [{ from: 0.8, to: 2, stops: false }, 30],
  [{ from: 0.15, to: 0.6, stops: false }, 25],
  [{ from: 0.6, to: 3, stops: true }, 23],
  [{ from: 0.03, to: 0.08, stops: false }, 10],
]

type Chain = Pick<Job, 'seed' | 'size' | 'today' | 'store_ids'>

export function arrivalOf({ seed, size, today, store_ids }: Chain, nth: number): Arrival {
  const random = randomFrom(`${seed} member ${nth}`)
  const first_day = today - size.days
  // A third came in the first weeks; the others ever since.
  const from_day =
    first_day +
    Math.floor(
      random.chance(0.33) ? random.next() * Math.min(60, size.days / 4) : random.next() * size.days * 0.97,
    )
  const created_at = new Date(from_day * DAY_MS + random.between(7, 20) * 3_600_000)
  const { from, to, stops } = random.weigh(RHYTHMS)
  const name = namedPerson(random)
  const store = random.weigh(storeWeights(store_ids.length))
  const phone = fictionPhone((nth * 7_919) % size.customers)
  const wish = {
    first_name: name.first_name,
    last_name: name.last_name,
    birth_date: random.chance(0.4)
      ? isoDate(Math.floor(Date.UTC(name.birth_year, 0, 1) / DAY_MS) + random.between(0, 364))
      : null,
    emails: random.chance(0.9) ? [emailOf(name, random, nth)] : [],
    phones: phone ? [phone] : [],
    card_number: cardNumber(nth),
    home_store_id: store_ids[store]!,
    address: { postal_code: TOWNS[store]![0], city: TOWNS[store]![1], country: 'FR' },
  }
  const member: Member = {
    nth,
    customer_id: random.id(created_at.getTime()),
    first_name: name.first_name,
    store,
    rate: from + random.next() * (to - from),
    from_day,
    until_day: stops ? from_day + random.between(20, 400) : today,
    basket_cents: basketOf(random),
  }
  return { member, wish, created_at }
}

const weights = new Map<number, (readonly [number, number])[]>()
function storeWeights(stores: number) {
  const known =
    weights.get(stores) ?? TOWNS.slice(0, stores).map(([, , size], nth) => [nth, size + 3] as const)
  weights.set(stores, known)
  return known
}

/** Around 62 €, from a person alone to a family of six. */
const basketOf = (random: Random) => Math.round(3000 + 5200 * (random.next() + random.next()) * 0.62)

/** Counted up, then mixed by a step that has no factor in common with ten thousand million: numbers that tell no order. */
function cardNumber(nth: number): string {
  const twelve = `22${String((nth * 7_368_787_919 + 1_234_567) % 10_000_000_000).padStart(10, '0')}`
  return `${twelve}${checkDigit(twelve)}`
}

/** What all members together would order; the sales asked for, over this, is what brings them there. */
export function expectedOrders(job: Chain): number {
  // A sample tells the mean well enough: the sum of a hundred thousand strangers hardly strays.
  const step = Math.max(1, Math.floor(job.size.customers / 5_000))
  let sum = 0
  for (let nth = 0; nth < job.size.customers; nth += step) {
    const { rate, from_day, until_day } = arrivalOf(job, nth).member
    sum += (rate * (Math.min(until_day, job.today) - from_day) * step) / 30.4
  }
  return sum
}
