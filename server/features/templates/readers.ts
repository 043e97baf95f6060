/** What templates may say of a person, read for thousands at once: only what is asked for. */
import type { DeviceKind } from '../../lib/device-kind.ts'
import { formatMoneyShort } from '../../lib/money.ts'
import { DAY_MS, isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { pickPromotions } from '../promotions/actions.ts'
import { groupCode, type Codes } from '../vouchers/codes.ts'
import { dayWords, seasonOf } from './day-words.ts'
import { findShop } from './queries.ts'
import { addPoints } from './reader-points.ts'
import * as rows from './reader-queries.ts'
import type { Reader } from './shape.ts'
import { storeValues } from './store-values.ts'
import { listWeather, townOf } from './weather.ts'

const PROMOTIONS_MAX = 6
const VOUCHERS_MAX = 5

export type ReaderOptions = {
  /** Opens the codes of vouchers in hand; without it they are known by their last signs only. */
  codes?: Codes
  /** In which values are said; without it, in each person's own. */
  language?: 'fr' | 'en'
  /** What it is read on, where it is made as it is read: on a page. What is written before has none. */
  device?: DeviceKind | undefined
}

/** Every name that a template may read of a person, in the order in which an editor offers them. */
export const READER_VALUES = [
  'first_name',
  'last_name',
  'salutation',
  'points',
  'points_words',
  'next_reward',
  'expiring',
  'tier',
  'vouchers',
  'store',
  'last_purchase',
  'card_number',
  'promotions',
  'birthday_words',
  'today_words',
  'context',
  'shop',
] as const

export type Asked = {
  ctx: Context
  shop: Awaited<ReturnType<typeof findShop>>
  people: rows.Person[]
  options: ReaderOptions
}
type Values = Record<string, unknown>
export type Into = (customer_id: string) => Values

/** By customer; who does not exist is not in it. `needs` are the names an opened template gives. */
export async function readReaders(
  ctx: Context,
  customer_ids: readonly string[],
  needs: readonly string[],
  options: ReaderOptions = {},
): Promise<Map<string, Reader>> {
  const shop = await findShop(ctx)
  const found = await rows.listPeople(ctx, customer_ids)
  const { language } = options
  const people = language ? found.map((one) => ({ ...one, language })) : found
  const readers = new Map<string, Reader>(
    people.map((person) => [
      person.customer_id,
      { customer_id: person.customer_id, language: languageOf(person), values: {} },
    ]),
  )
  const into: Into = (customer_id) => readers.get(customer_id)!.values
  const asked = { ctx, shop, people, options }
  const wants = (...names: string[]) => names.some((name) => needs.includes(name))
  addPerson(asked, into)
  if (wants('points', 'points_words', 'next_reward', 'expiring', 'tier')) await addPoints(asked, into, wants)
  if (wants('vouchers')) await addVouchers(asked, into)
  if (wants('store')) await addStores(asked, into)
  if (wants('context')) await addContext(asked, into)
  if (wants('stores')) await addAllStores(asked, into)
  if (wants('last_purchase')) await addLastPurchase(asked, into)
  if (wants('card_number')) await addCards(asked, into)
  const products = needs.flatMap((one) => /^products\.(.+)$/.exec(one)?.[1] ?? [])
  if (products.length > 0) await addProducts(asked, into, products)
  if (wants('promotions')) await addPromotions(asked, into)
  return readers
}

export const languageOf = ({ language }: rows.Person): 'fr' | 'en' => (language === 'en' ? 'en' : 'fr')

function addPerson({ ctx, shop, people }: Asked, into: Into) {
  const today = localDayOf(ctx.now.getTime(), shop.time_zone)
  for (const person of people) {
    const { first_name, last_name, birth_date } = person
    const language = languageOf(person)
    const hello = language === 'fr' ? 'Bonjour' : 'Hello'
    Object.assign(into(person.customer_id), {
      first_name,
      last_name,
      salutation: first_name ? `${hello} ${first_name}` : hello,
      birthday_words: birth_date && dayWords(birth_date, language, { year: false }),
      today,
      season: seasonOf(today),
      today_words: dayWords(isoDate(today), language),
      postal: {
        name: [first_name, last_name].filter(Boolean).join(' ') || null,
        line1: person.address_line1,
        line2: person.address_line2,
        postal_code: person.postal_code,
        city: person.city,
        country: person.country,
      },
    })
  }
}

async function addVouchers({ ctx, shop, people, options }: Asked, into: Into) {
  for (const { customer_id } of people) into(customer_id)['vouchers'] = []
  const today = localDayOf(ctx.now.getTime(), shop.time_zone)
  const languages = new Map(people.map((person) => [person.customer_id, languageOf(person)]))
  for (const voucher of await rows.listVouchers(
    ctx,
    people.map(({ customer_id }) => customer_id),
    VOUCHERS_MAX,
  )) {
    const language = languages.get(voucher.customer_id)!
    const code = options.codes?.open(voucher.code_sealed)
    const last = voucher.expires_at && localDayOf(voucher.expires_at.getTime() - 1, shop.time_zone)
    ;(into(voucher.customer_id)['vouchers'] as object[]).push({
      name: voucher.name,
      last4: voucher.code_last4,
      amount_words:
        voucher.balance_cents > 0
          ? formatMoneyShort(voucher.balance_cents, language, shop.currency)
          : undefined,
      code,
      code_grouped: code && groupCode(code),
      until: last === null ? undefined : dayWords(isoDate(last), language),
      days: last === null ? undefined : last - today,
    })
  }
}

async function addStores({ ctx, people }: Asked, into: Into) {
  const stores = await rows.listStores(ctx)
  for (const person of people) {
    const store = ownStore(stores, person)
    if (store) into(person.customer_id)['store'] = storeValues(store, languageOf(person))
  }
}

/** Where and when it is read: the season, the day, the reader's own store, and what is known of the weather there and of the screen. */
async function addContext({ ctx, shop, people, options }: Asked, into: Into) {
  const today = localDayOf(ctx.now.getTime(), shop.time_zone)
  const stores = await rows.listStores(ctx)
  const weather = { fr: await listWeather(ctx, 'fr'), en: await listWeather(ctx, 'en') }
  for (const person of people) {
    const language = languageOf(person)
    const store = ownStore(stores, person)
    const town = store && townOf(store)
    into(person.customer_id)['context'] = {
      season: seasonOf(today),
      date: isoDate(today),
      date_words: dayWords(isoDate(today), language),
      store: store?.name,
      weather: town ? weather[language].get(town) : undefined,
      device: options.device,
    }
  }
}

/** Whoever has no habit yet is shown the store where the card was made, or the only one there is. */
function ownStore(stores: rows.StoreRow[], { home_store_id, created_store_id }: rows.Person) {
  const byId = (id: string | null) => stores.find(({ store_id }) => store_id === id)
  return byId(home_store_id) ?? byId(created_store_id) ?? (stores.length === 1 ? stores[0] : undefined)
}

async function addAllStores({ ctx, people }: Asked, into: Into) {
  const stores = await rows.listStores(ctx)
  const inLanguage = (language: 'fr' | 'en') =>
    Object.fromEntries(stores.map((one) => [one.store_id, storeValues(one, language)]))
  const all = { fr: inLanguage('fr'), en: inLanguage('en') }
  for (const person of people) into(person.customer_id)['stores'] = all[languageOf(person)]
}

async function addLastPurchase({ ctx, shop, people }: Asked, into: Into) {
  const languages = new Map(people.map((person) => [person.customer_id, languageOf(person)]))
  for (const sale of await rows.listLastPurchases(
    ctx,
    people.map(({ customer_id }) => customer_id),
  )) {
    const language = languages.get(sale.customer_id)!
    const day = localDayOf(sale.occurred_at.getTime(), shop.time_zone)
    into(sale.customer_id)['last_purchase'] = {
      date: dayWords(isoDate(day), language),
      days_ago: Math.max(0, Math.round((ctx.now.getTime() - sale.occurred_at.getTime()) / DAY_MS)),
      total: formatMoneyShort(sale.total_cents, language, shop.currency),
      items: sale.labels,
      store: sale.store_name,
    }
  }
}

async function addCards({ ctx, people }: Asked, into: Into) {
  for (const { customer_id, value } of await rows.listCards(
    ctx,
    people.map((one) => one.customer_id),
  ))
    into(customer_id)['card_number'] = value.replace(/(.{4})(?=.)/g, '$1 ')
}

async function addProducts({ ctx, shop, people }: Asked, into: Into, product_ids: string[]) {
  const found = await rows.listProducts(ctx, product_ids)
  const inLanguage = (language: 'fr' | 'en') =>
    Object.fromEntries(
      found.map(({ product_id, name, price_cents }) => [
        product_id,
        { name, price_words: formatMoneyShort(price_cents, language, shop.currency) },
      ]),
    )
  const all = { fr: inLanguage('fr'), en: inLanguage('en') }
  for (const person of people) into(person.customer_id)['products'] = all[languageOf(person)]
}

async function addPromotions({ ctx, shop, people }: Asked, into: Into) {
  const picked = await pickPromotions(
    ctx,
    people.map((person) => ({
      customer_id: person.customer_id,
      store_id: person.home_store_id,
      language: languageOf(person),
    })),
    { count: PROMOTIONS_MAX, currency: shop.currency },
  )
  for (const { customer_id } of people) into(customer_id)['promotions'] = picked.get(customer_id) ?? []
}
