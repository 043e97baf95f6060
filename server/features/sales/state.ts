/** What a batch of sales was read as, and the copy that its decisions write on, one after the other. */
import type pg from 'pg'
import type { PersonToJudge, TierState } from '../programmes/judgement.ts'
import { normaliseCode, type Codes } from '../vouchers/codes.ts'
import type { OpenPromotion } from '../promotions/rules.ts'
import { programmeAt, type House } from './house.ts'
import { needsOf, type Need } from './needs.ts'
import { promotionsAsked, promotionsOf } from './promotions-in-sale.ts'
import type { VoucherTerms, VoucherToApply } from './rules.ts'
import type { SaleToRecord } from './wish.ts'

export type Person = {
  customer_id: string
  account_id: string
  first_name: string | null
  language: string
  left_at: string | null
}

export type Account = {
  account_id: string
  unit: string
  /** As read; -1 for one that this batch opens. */
  version: number
  balance: number
  held: number
  pending: number
  debt: number
  remainders: Record<string, number>
  /** Only where a programme counts caps or has tiers. */
  counters?: Record<string, number>
  tier?: TierState | null
  tier_value?: number | null
  due_at: string | null
}

export type Voucher = {
  voucher_id: string
  kind: VoucherToApply['kind']
  code_hash: string
  customer_id: string | null
  balance_cents: number
  held_cents: number
  uses_left: number
  terms: VoucherTerms
  name: string
  valid_from: string
  expires_at: string | null
  withdrawn_at: string | null
}

type Hold = {
  hold_id: string
  voucher_id: string
  amount_cents: number
  ended_at: string | null
  lapses_at: string
}
type PointsHold = {
  hold_id: string
  account_id: string
  unit: string
  amount: number
  ended_at: string | null
  lapses_at: string
}
type Product = {
  product_id: string
  sku: string
  name: string
  category: string | null
  brand?: string | null
  supplier?: string | null
}

/** What conditions ask about people, by customer; null where no programme asks. */
export type Asked = {
  buyers: Set<string> | null
  birthdays: Record<string, string> | null
  tags: Record<string, string[]> | null
  clubs: Record<string, string[]> | null
  audiences: Record<string, string[]> | null
  /** What was taken of rewards that one customer may have so often. */
  takings: { customer_id: string; reward_id: string; occurred_at: string }[]
  /** Of rewards of which there are only so many, what is left for each redemption that wants one. */
  stock: Map<string, { reward_id: string; left: number }>
}

export type State = {
  recorded: Map<string, { hash: string; answer: any }>
  byCustomer: Map<string, Person>
  byCard: Map<string, Person>
  /** `account_id unit` → account. */
  accounts: Map<string, Account>
  products: Map<string, Product>
  skus: Map<string, Product>
  vouchers: Map<string, Voucher>
  codes: Map<string, Voucher>
  holds: Map<string, Hold>
  pointsHolds: Map<string, PointsHold>
  asked: Asked
  /** On the goods of those sales that ask for them; what customers had of each, by `customer promotion`. */
  promotions: { open: OpenPromotion[]; taken: Map<string, number>; shown: Set<string> }
}

export const nothingAsked = (): Asked => ({
  buyers: null,
  birthdays: null,
  tags: null,
  clubs: null,
  audiences: null,
  takings: [],
  stock: new Map(),
})

type Read = Record<string, any>

const keyed = <T>(rows: T[] | null | undefined, key: (row: T) => string) =>
  new Map((rows ?? []).map((row): [string, T] => [key(row), row]))
const unique = <T>(values: (T | undefined | null)[]) => [
  ...new Set(values.filter((v) => v !== undefined && v !== null)),
]

/** Card numbers are digits; a scanner or a hand may add spaces. */
export const cardDigits = (text: string) => text.replace(/\D/g, '')

/** Of a batch: a sale is judged by the programme of its day, a reward is chosen from today's. null asks for nothing. */
function needsOfSales(house: House, sales: SaleToRecord[], now: Date): Need[] | null {
  const needs = new Set<Need>()
  const add = (at: Date) => {
    const programme = programmeAt(house, at)?.programme
    if (programme) for (const need of needsOf(programme)) needs.add(need)
  }
  for (const sale of sales) {
    if (!sale.customer_id && !sale.card_number) continue
    add(new Date(sale.occurred_at))
    if (sale.redemptions) add(now)
  }
  return needs.size > 0 ? [...needs] : null
}

/** What is asked about the rewards that these sales take, where the programme limits them. */
function limitsOf(
  house: House,
  sales: SaleToRecord[],
  now: Date,
): { takings?: string[]; stock?: { reward_id: string; redemption_id: string }[] } {
  const wanted = sales.flatMap((sale) => sale.redemptions ?? [])
  if (wanted.length === 0) return {}
  const rewards = new Map(
    programmeAt(house, now)?.programme.rewards.map((reward) => [reward.reward_id, reward]),
  )
  const takings = wanted.map((one) => one.reward_id).filter((id) => rewards.get(id)?.per_customer)
  const stock = wanted.filter((one) => rewards.get(one.reward_id)?.limited_stock)
  return { ...(takings.length > 0 && { takings: unique(takings) }), ...(stock.length > 0 && { stock }) }
}

/** One round trip for the whole batch. */
export async function readState(
  client: pg.Pool,
  tenant_id: string,
  sales: SaleToRecord[],
  { codes, house, now }: { codes: Codes; house: House; now: Date },
): Promise<State> {
  const lines = sales.flatMap((sale) => sale.lines ?? [])
  const vouchers = sales.flatMap((sale) => sale.vouchers ?? [])
  const needs = needsOfSales(house, sales, now)
  const limits = limitsOf(house, sales, now)
  const asked = {
    sales: sales.map((sale) => sale.sale_id),
    customers: unique(sales.map((sale) => sale.customer_id)),
    cards: unique(
      sales.map((sale) => (sale.customer_id ? undefined : sale.card_number && cardDigits(sale.card_number))),
    ),
    products: unique(lines.map((line) => line.product_id)),
    skus: unique(lines.map((line) => (line.product_id ? undefined : line.sku))),
    vouchers: unique(vouchers.map((voucher) => voucher.voucher_id)),
    codes: unique(vouchers.map((voucher) => voucher.code && codes.hash(voucher.code).toString('hex'))),
    holds: unique(vouchers.map((voucher) => voucher.hold_id)),
    redemptions: unique([
      ...sales.flatMap((sale) => sale.redemptions?.map((r) => r.redemption_id) ?? []),
      ...sales.flatMap((sale) => sale.points?.map((one) => one.hold_id) ?? []),
    ]),
    ...(needs && { needs }),
    ...limits,
  }
  const read = await readRows(client, tenant_id, asked, promotionsAsked(sales))
  const state = withStates(stateOf(read), read)
  for (const { reward_id, redemption_id } of limits.stock ?? [])
    state.asked.stock.set(redemption_id, { reward_id, left: read.stock?.[redemption_id] ?? 0 })
  return state
}

/** In the same round trip, and only where a sale asks for them. */
async function readRows(
  client: pg.Pool,
  tenant_id: string,
  asked: object,
  promotions: object | null,
): Promise<Read> {
  const values = [tenant_id, JSON.stringify(asked)]
  const { rows } = await client.query<{ read: Read }>(
    promotions
      ? {
          name: 'read_for_promoted_sales',
          text: `select r.read || jsonb_build_object('promotions', read_promotions($1, $3, r.read)) as read
            from (select read_for_sales($1, $2) as read offset 0) r`,
          values: [...values, JSON.stringify(promotions)],
        }
      : { name: 'read_for_sales', text: 'select read_for_sales($1, $2) as read', values },
  )
  return rows[0]!.read
}

/** Caps' counters, tiers, brands and suppliers come beside the rows they belong to. */
function withStates(state: State, { states, goods }: Read): State {
  for (const { account_id, unit, ...kept } of states ?? []) {
    const account = state.accounts.get(accountKey(account_id, unit))
    if (account) Object.assign(account, kept)
  }
  for (const { product_id, brand, supplier } of goods ?? [])
    Object.assign(state.products.get(product_id) ?? {}, { brand, supplier })
  return state
}

function stateOf(read: Read): State {
  const people = (read.people ?? []) as (Person & { card: string | null })[]
  return {
    recorded: keyed(
      read.sales as { sale_id: string; hash: string; answer: any }[] | null,
      (row) => row.sale_id,
    ),
    byCustomer: keyed(people, (row) => row.customer_id),
    byCard: keyed(
      people.filter((row) => row.card !== null),
      (row) => row.card!,
    ),
    accounts: keyed(read.accounts as Account[] | null, (row) => accountKey(row.account_id, row.unit)),
    products: keyed(read.products as Product[] | null, (row) => row.product_id),
    skus: keyed(read.products as Product[] | null, (row) => row.sku),
    vouchers: keyed(read.vouchers as Voucher[] | null, (row) => row.voucher_id),
    codes: keyed(read.vouchers as Voucher[] | null, (row) => row.code_hash),
    holds: keyed(read.voucher_holds as Hold[] | null, (row) => row.hold_id),
    pointsHolds: keyed(read.points_holds as PointsHold[] | null, (row) => row.hold_id),
    asked: {
      buyers: read.buyers === undefined ? null : new Set(read.buyers ?? []),
      birthdays: read.birthdays === undefined ? null : (read.birthdays ?? {}),
      tags: read.tags === undefined ? null : (read.tags ?? {}),
      clubs: read.clubs === undefined ? null : (read.clubs ?? {}),
      audiences: read.audiences === undefined ? null : (read.audiences ?? {}),
      takings: read.takings ?? [],
      stock: new Map(),
    },
    promotions: promotionsOf(read),
  }
}

/** What a programme may ask about this person; only what it does ask is known. */
export function personToJudge({ asked }: State, customer_id: string): PersonToJudge {
  const { buyers, birthdays, tags, clubs, audiences } = asked
  return {
    ...(buyers && { first_purchase: !buyers.has(customer_id) }),
    ...(birthdays && { birthday: birthdays[customer_id] ?? null }),
    ...(tags && { tags: tags[customer_id] ?? [] }),
    ...(clubs && { club_ids: clubs[customer_id] ?? [] }),
    ...(audiences && { audience_ids: audiences[customer_id] ?? [] }),
  }
}

export const accountKey = (account_id: string, unit: string) => `${account_id} ${unit}`

export const voucherOf = (
  state: State,
  wish: { voucher_id?: string; code?: string },
  codes: Codes,
): Voucher | undefined =>
  wish.voucher_id
    ? state.vouchers.get(wish.voucher_id)
    : wish.code && normaliseCode(wish.code).length > 0
      ? state.codes.get(codes.hash(wish.code).toString('hex'))
      : undefined

export const personOf = (state: State, sale: SaleToRecord): Person | null | undefined =>
  sale.customer_id
    ? state.byCustomer.get(sale.customer_id)
    : sale.card_number
      ? state.byCard.get(cardDigits(sale.card_number))
      : null
