/**
 * Lets the demo's three years pass, day by day on their own clock: cards are taken, sales rung up, goods brought back, by
 * the actions that tills and people use. What was written that day says so.
 */
import { sql } from 'kysely'
import type { Parts } from '../../server/app.ts'
import { DEFAULT_PURPOSE, DEFAULT_VERSION } from '../../server/features/consents/default-texts.ts'
import { recordConsents } from '../../server/features/consents/actions.ts'
import { createCustomer, importCustomers } from '../../server/features/customers/actions.ts'
import type { CustomerWish } from '../../server/features/customers/schemas.ts'
import { settleDueAccounts } from '../../server/features/points/nightly.ts'
import { findHouse, type House as SalesHouse } from '../../server/features/sales/house.ts'
import { recordMany } from '../../server/features/sales/record-many.ts'
import { returnSale } from '../../server/features/sales/return-sale.ts'
import type { SaleToRecord } from '../../server/features/sales/wish.ts'
import { expireVouchers } from '../../server/features/vouchers/actions.ts'
import type { Codes } from '../../server/features/vouchers/codes.ts'
import { inTenant, type Context } from '../../server/platform/database.ts'
import { isoDate, localDayOf } from '../../server/lib/time.ts'
import { assert } from '../../server/lib/assert.ts'
import type { House } from './house.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'
import type { Visit } from './visits.ts'

/** Written together, as of the evening of the last: a round trip for every day would be most of the wait. */
const DAYS_AT_ONCE = 3

type Told = (share: number) => void
type Return = { visit: Visit; at: Date }
type Day = { joined: DemoPerson[]; visits: Visit[]; returns: Return[] }
type Life = { house: House; sales: SalesHouse; codes: Codes; random: Random; receipts: Map<string, number> }

export async function live(
  parts: Parts,
  codes: Codes,
  shop: Shop,
  house: House,
  people: DemoPerson[],
  visits: Visit[],
  told: Told,
) {
  const sales = await findHouse(parts.db, house.tenant_id)
  const life: Life = { house, sales, codes, random: shop.random.branch('life'), receipts: new Map() }
  const days = daysOf(shop, people, visits)
  const months = [...Map.groupBy(days, ([day]) => isoDate(day).slice(0, 7)).values()]
  for (const [nth, month] of months.entries()) {
    await inTenant(parts.db, { tenant_id: house.tenant_id, actor: 'system' }, async (ctx) => {
      for (const [, day] of month) await liveDay(ctx, life, day)
    })
    await endMonth(parts, house, lastInstantOf(month.at(-1)![1]))
    told((nth + 1) / months.length)
  }
}

function daysOf({ time_zone }: Shop, people: DemoPerson[], visits: Visit[]): [number, Day][] {
  const days = new Map<number, Day>()
  const dayOf = (at: Date) => {
    const day = Math.floor(localDayOf(at.getTime(), time_zone) / DAYS_AT_ONCE) * DAYS_AT_ONCE
    const known = days.get(day) ?? { joined: [], visits: [], returns: [] }
    days.set(day, known)
    return known
  }
  for (const person of people) dayOf(person.joined_at).joined.push(person)
  for (const visit of visits) dayOf(visit.at).visits.push(visit)
  for (const visit of visits) if (visit.back) dayOf(visit.back.at).returns.push({ visit, at: visit.back.at })
  return [...days].toSorted(([a], [b]) => a - b)
}

const lastInstantOf = ({ joined, visits, returns }: Day) =>
  new Date(
    Math.max(
      ...[...joined.map((one) => one.joined_at), ...visits, ...returns].map((one) =>
        ('at' in one ? one.at : one).getTime(),
      ),
    ) + 60_000,
  )

async function liveDay(ctx: Context, life: Life, { joined, visits, returns }: Day) {
  await takeCards(ctx, life, joined)
  if (visits.length > 0) await sell(ctx, life, visits)
  const last = visits.at(-1)?.at.getTime() ?? 0
  for (const { visit, at } of returns.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    await bringBack({ ...ctx, now: new Date(Math.max(at.getTime(), last + CLOSING_MS)) }, life, visit, at)
}

const CLOSING_MS = 20_000

/** At the counter one by one; from the card index of before all at once, with what they had signed on paper. */
async function takeCards(ctx: Context, { house }: Life, joined: DemoPerson[]) {
  const [old, fresh] = [joined.filter((one) => one.from_old_file), joined.filter((one) => !one.from_old_file)]
  const owner: Context = { ...ctx, actor: `staff:${house.owner_id}` }
  if (old.length > 0) {
    const now = old[0]!.joined_at
    const rows = old.map((one) => ({
      customer_id: one.customer_id,
      wish: wishOf(one, house),
      created_at: one.joined_at,
    }))
    const answers = await importCustomers({ ...owner, now }, rows, {
      source: 'import',
      import_id: null,
      duplicates: 'create',
    })
    const odd = answers.find(({ effect }) => effect !== 'created')
    assert(!odd, `everybody in the card index is somebody new: ${JSON.stringify(odd)}`)
    for (const one of old)
      await recordConsents({ ...owner, now }, one.customer_id, consentsOf(one), {
        source: 'paper',
        store_id: house.stores[one.home]!.store_id,
        device_id: null,
      })
  }
  for (const one of fresh) {
    const { store_id, device_id, sellers } = house.stores[one.home]!
    const seller = sellers[one.joined_at.getTime() % sellers.length]!
    const at: Context = { ...ctx, actor: `staff:${seller}`, now: one.joined_at }
    const wish = {
      ...wishOf(one, house),
      customer_id: one.customer_id,
      consents: consentsOf(one) as CustomerWish['consents'] & {},
      accept_duplicates: true,
    }
    await createCustomer(at, wish, { source: 'till', store_id, device_id })
  }
}

const consentsOf = ({ consents, joined_at }: DemoPerson) =>
  consents.map((channel) => ({
    channel,
    purpose: DEFAULT_PURPOSE,
    given: true,
    text_version: DEFAULT_VERSION,
    occurred_at: joined_at.toISOString(),
  }))

function wishOf(person: DemoPerson, { stores }: House) {
  const { first_name, last_name, birth_date, emails, phones, address, card_number, tags } = person
  return {
    first_name,
    last_name,
    birth_date,
    emails,
    phones,
    card_number,
    tags,
    home_store_id: stores[person.home]!.store_id,
    ...(address && { address }),
  }
}

type Purse = { points: number; cards: { voucher_id: string; balance_cents: number }[] }

/** What that day's customers had on their cards when the shops opened. */
async function readPurses(ctx: Context, customer_ids: string[]): Promise<Map<string, Purse>> {
  const { rows } = await sql<{ customer_id: string; points: number; cards: Purse['cards'] | null }>`
    select c.customer_id, coalesce(a.balance - a.held, 0) as points, (
      select jsonb_agg(jsonb_build_object('voucher_id', v.voucher_id, 'balance_cents', v.balance_cents) order by v.expires_at)
      from voucher v where v.tenant_id = ${ctx.tenant_id} and v.customer_id = c.customer_id and v.kind = 'gift_card'
        and v.balance_cents > 0 and v.expires_at > ${ctx.now} and v.withdrawn_at is null) as cards
    from customer c left join account a on a.tenant_id = ${ctx.tenant_id} and a.account_id = c.account_id and a.unit = 'points'
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = any(${customer_ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ customer_id, points, cards }) => [customer_id, { points, cards: cards ?? [] }]))
}

const USES_GIFT_CARD = 0.8
const TAKES_REWARD = 0.1

async function sell(ctx: Context, life: Life, visits: Visit[]) {
  const closing = { ...ctx, now: new Date(visits.at(-1)!.at.getTime() + CLOSING_MS) }
  const purses = await readPurses(
    closing,
    visits.flatMap(({ person }) => person?.customer_id ?? []),
  )
  const sales = visits.map((visit) => saleOf(life, visit, purses))
  const recorded = await recordMany(closing, sales, life.sales, life.codes)
  // A gift card that ran out that same hour, points that expired overnight: she pays like everybody else.
  const refused = sales
    .filter((_, nth) => recorded[nth]!.refusal)
    .map(({ vouchers: _v, redemptions: _r, ...plain }) => plain)
  if (refused.length === 0) return
  for (const { refusal } of await recordMany(closing, refused, life.sales, life.codes))
    if (refusal) throw refusal
}

function saleOf({ house, receipts }: Life, visit: Visit, purses: Map<string, Purse>): SaleToRecord {
  const { store_id, device_id, receipt_code, sellers } = house.stores[visit.store]!
  const number = (receipts.get(device_id) ?? 0) + 1
  receipts.set(device_id, number)
  const seller = sellers[Math.floor(visit.mood * 997) % sellers.length]!
  const total_cents = visit.lines.reduce(
    (sum, { product, quantity, discount_cents }) => sum + product.price_cents * quantity - discount_cents,
    0,
  )
  const purse = visit.person ? purses.get(visit.person.customer_id) : undefined
  const card = visit.mood < USES_GIFT_CARD ? purse?.cards.shift() : undefined
  const has_accessory = visit.lines.some(({ product }) => product.category === 'Accessoires')
  const takes =
    !card && purse !== undefined && purse.points >= 150 && has_accessory && visit.mood > 1 - TAKES_REWARD * 2
  if (takes) purse.points -= 150
  return {
    sale_id: visit.sale_id,
    store_id,
    device_id,
    staff_id: seller,
    actor: `staff:${seller}`,
    source: 'till',
    occurred_at: visit.at.toISOString(),
    receipt_number: `${receipt_code}-${String(number).padStart(6, '0')}`,
    ...(visit.person && { customer_id: visit.person.customer_id }),
    lines: visit.lines.map(({ product, quantity, discount_cents }) => ({
      product_id: product.product_id,
      quantity_milli: quantity * 1000,
      unit_price_cents: product.price_cents,
      ...(discount_cents > 0 && { discount_cents }),
    })),
    ...(card && { vouchers: [{ voucher_id: card.voucher_id }] }),
    ...(takes && { redemptions: [{ redemption_id: redemptionOf(visit), reward_id: house.reward_id }] }),
    payments: [{ means: visit.means, amount_cents: Math.max(0, total_cents - (card?.balance_cents ?? 0)) }],
  }
}

/** One reward at most in a sale: its id is the sale's, with the last figure turned. */
const redemptionOf = ({ sale_id }: Visit) =>
  sale_id.slice(0, -1) + (parseInt(sale_id.slice(-1), 16) ^ 1).toString(16)

async function bringBack(ctx: Context, { house, random }: Life, visit: Visit, at: Date) {
  const { store_id, device_id, sellers } = house.stores[visit.store]!
  const staff_id = sellers[0]!
  const { line, reason } = visit.back!
  await returnSale(
    { ...ctx, actor: `staff:${staff_id}` },
    {
      occurred_at: at.toISOString(),
      return_id: random.id(at.getTime()),
      sale_id: visit.sale_id,
      store_id,
      device_id,
      staff_id,
      reason,
      lines: [{ line_no: line + 1, quantity_milli: 1000 }],
    },
  )
}

/** What the nights did: points and gift cards that were over. */
async function endMonth({ db }: Parts, { tenant_id }: House, now: Date) {
  await settleDueAccounts(db, tenant_id, now)
  await inTenant(db, { tenant_id, actor: 'system', now }, async (ctx) => {
    while (Number(await expireVouchers(ctx)) > 0);
  })
}
