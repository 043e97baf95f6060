/** What a demo is made from: its size, its clock, its chance. */
import { localDayOf } from '../../server/lib/time.ts'
import { busyness, isPrivateSale } from './calendar.ts'
import { makeCatalogue, type DemoProduct } from './catalogue.ts'
import { randomFrom, type Random } from './random.ts'

export type Size = { customers: number; days: number }
export const WHOLE: Size = { customers: 900, days: 3 * 365 }

/** `busy` is 1 on an ordinary day; a private sale draws only those who were invited. */
export type OpenDay = { day: number; busy: number; is_private_sale: boolean }

export type Shop = {
  random: Random
  now: Date
  time_zone: string
  today: number
  first_day: number
  /** From the first day to today, without those on which both shops are closed. */
  open_days: OpenDay[]
  products: DemoProduct[]
}

export function demoShop(seed: number, now: Date, size: Size): Shop {
  const random = randomFrom(seed)
  const time_zone = 'Europe/Paris'
  const today = localDayOf(now.getTime(), time_zone)
  const first_day = today - size.days
  const open_days = Array.from({ length: size.days + 1 }, (_, nth) => first_day + nth)
    .map((day) => ({ day, busy: busyness(day), is_private_sale: isPrivateSale(day) }))
    .filter(({ busy }) => busy > 0)
  const products = makeCatalogue(random.branch('catalogue'), now.getTime() - size.days * 86_400_000)
  return { random, now, time_zone, today, first_day, open_days, products }
}
