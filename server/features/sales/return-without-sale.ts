/**
 * Goods that come back without the receipt of their sale. What they had given is not known: as the shop has set, what the
 * programme of today would give this customer for them is taken back, or nothing is.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { settleAccount } from '../points/actions.ts'
import { takeBackPoints } from '../points/take-back.ts'
import type { SaleLine } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { judgeSale, planReturn, unitsOf, type ReturnPlan } from '../programmes/rules.ts'
import { settingsOf } from '../tenants/settings.ts'
import type { Env } from './decide.ts'
import { ReturnedWithoutSale } from './events.ts'
import { programmeAt, type HouseStore } from './house.ts'
import { readerInside } from './record-many.ts'
import { refuse } from './refusals.ts'
import { sayReturn, type ReturnAnswer, type Reversed } from './return-answer.ts'
import { addReturn, findReturn } from './return-queries.ts'
import { saleToJudge } from './rules.ts'
import { accountKey, personToJudge, readState, type Person, type State } from './state.ts'

export type LooseLine = {
  product_id?: string
  sku?: string
  label?: string
  category?: string
  quantity_milli: number
  /** What is given back for the whole line. */
  total_cents: number
}
export type LooseReturn = {
  return_id: string
  store_id: string
  customer_id?: string
  lines: LooseLine[]
  reason: string
  device_id: string | null
  staff_id: string | null
}

const hashOf = ({ device_id: _device, staff_id: _staff, ...content }: LooseReturn) =>
  createHash('sha256').update(JSON.stringify(content)).digest()

/** The same return again answers the same. Never below zero, but where the programme owes. */
export async function returnWithoutSale(ctx: Context, wish: LooseReturn, env: Env): Promise<ReturnAnswer> {
  const store = env.house.stores.get(wish.store_id)
  if (!store) throw refuse('sale_store_unknown')
  const content_hash = hashOf(wish)
  const { return_id, customer_id, lines: _lines, ...rest } = wish
  await waitFor(ctx, return_id)
  const earlier = await findReturn(ctx, return_id)
  if (earlier) {
    if (!earlier.content_hash.equals(content_hash)) throw refuse('return_id_reused')
    return sayReturn(earlier.answer as ReturnAnswer)
  }
  const state = await read(ctx, wish, env)
  const person = customer_id ? state.byCustomer.get(customer_id) : undefined
  if (customer_id && !person) throw refuse('sale_customer_unknown')
  const lines = linesOf(state, wish.lines)
  const total_cents = lines.reduce((sum, line) => sum + line.total_cents, 0)
  const programme = programmeAt(env.house, ctx.now)?.programme
  const takes = person && !person.left_at && programme && (await takesBack(ctx))
  const reversed = takes ? await takeBack(ctx, { return_id, state, person, store, programme, lines }) : []
  const answer: ReturnAnswer = {
    return_id,
    sale_id: null,
    total_cents,
    reversed,
    restored: [],
    vouchers_withdrawn: [],
    accounts: person ? await readAccounts(ctx, person, reversed) : [],
    tier_changes: [],
    refund: { to_vouchers_cents: 0, to_points_cents: 0, to_customer_cents: total_cents },
  }
  await addReturn(ctx, {
    ...rest,
    return_id,
    sale_id: null,
    customer_id: person?.customer_id ?? null,
    occurred_at: ctx.now,
    total_cents,
    lines: lines.map(({ line_no: n, quantity_milli: qty, total_cents: total, ...goods }) => ({
      n,
      qty,
      total,
      product_id: goods.product_id ?? undefined,
      label: goods.label,
      category: goods.category ?? undefined,
    })),
    answer,
    content_hash,
  })
  await publish(
    ctx,
    ReturnedWithoutSale,
    {
      return_id,
      total_cents,
      reason: wish.reason,
      reversed: reversed.map(({ unit, units }) => ({ unit, units })),
    },
    { customer_id: person?.customer_id ?? null, store_id: wish.store_id, subject_id: return_id },
  )
  return answer
}

/** Two tills that send the same return come one after the other. */
const waitFor = ({ tx, tenant_id }: Context, return_id: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`return ${tenant_id} ${return_id}`}, 0))`.execute(tx)

/** The customer and the goods, as a sale of them would be read for. */
const read = (ctx: Context, wish: LooseReturn, env: Env) =>
  readState(
    readerInside(ctx),
    ctx.tenant_id,
    [
      {
        sale_id: wish.return_id,
        store_id: wish.store_id,
        ...(wish.customer_id && { customer_id: wish.customer_id }),
        occurred_at: ctx.now.toISOString(),
        lines: wish.lines.map(({ total_cents: unit_price_cents, ...line }) => ({
          ...line,
          unit_price_cents,
        })),
        actor: ctx.actor,
        device_id: wish.device_id,
        source: 'till',
      },
    ],
    { ...env, now: ctx.now },
  )

function linesOf(state: State, wished: LooseLine[]): (SaleLine & { label: string })[] {
  return wished.map(({ product_id, sku, label, category, quantity_milli, total_cents }, i) => {
    const product = product_id ? state.products.get(product_id) : sku ? state.skus.get(sku) : undefined
    return {
      line_no: i + 1,
      product_id: product?.product_id ?? null,
      category: product ? product.category : (category ?? null),
      brand: product?.brand ?? null,
      supplier: product?.supplier ?? null,
      label: label || product?.name || sku || '',
      quantity_milli,
      gross_cents: total_cents,
      total_cents,
    }
  })
}

async function takesBack({ tx, tenant_id }: Context): Promise<boolean> {
  const { settings } = await tx
    .selectFrom('tenant')
    .select('settings')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return settingsOf(settings).return_without_sale === 'take_back_at_current_rule'
}

type Taken = {
  return_id: string
  state: State
  person: Person
  store: HouseStore
  programme: Programme
  lines: SaleLine[]
}

async function takeBack(ctx: Context, taken: Taken): Promise<Reversed[]> {
  const { return_id, person, store, programme } = taken
  const plan = planOf(taken, ctx.now)
  const units = new Set([...Object.keys(plan.units), ...plan.reversals.map(({ unit }) => unit)])
  const reversed: Reversed[] = []
  for (const unit of [...units].sort()) {
    const amount = plan.units[unit] ?? 0
    const remainders: Record<string, number> = {}
    for (const one of plan.reversals)
      if (one.unit === unit) remainders[one.rule_id] = (remainders[one.rule_id] ?? 0) + one.remainder_delta
    const { owed, forgiven } = await takeBackPoints(ctx, {
      account_id: person.account_id,
      unit,
      amount,
      sale_id: return_id,
      remainders,
      clawback: programme.clawback,
      earned: false,
      cause_kind: 'return',
      cause_id: return_id,
      merchant_id: store.merchant_id,
    })
    if (amount > 0) reversed.push({ unit, units: amount, owed, forgiven })
  }
  return reversed
}

/**
 * What these goods alone would give: no visit (what else was bought is not known), no first purchase, nothing kept from
 * before and no cap reached; ladders are left to their reviews.
 */
function planOf({ state, person, store, programme, lines }: Taken, now: Date): ReturnPlan {
  const goods: Programme = {
    ...programme,
    earning: programme.earning.filter(({ counts, when }) => counts.by !== 'purchase' && !when.first_purchase),
    rewards: [],
  }
  const sale = saleToJudge({
    place: store,
    channel: 'till',
    occurred_at_ms: now.getTime(),
    basket: { lines, vouchers: [], points: [] },
    payments: [],
    person: { ...personToJudge(state, person.customer_id), first_purchase: false },
  })
  const fresh = unitsOf(goods).map(({ unit }) => {
    const tier = state.accounts.get(accountKey(person.account_id, unit))?.tier
    return { unit, available: 0, pending: 0, debt: 0, remainders: {}, ...(tier && { tier }) }
  })
  const own = new Set(goods.units.map(({ unit }) => unit))
  const awards = judgeSale(goods, sale, fresh).awards.filter(({ unit }) => own.has(unit))
  const sold = lines.map(({ line_no, quantity_milli }) => ({ line_no, quantity_milli }))
  return planReturn(goods, awards, sold, [], sold)
}

async function readAccounts(ctx: Context, { account_id }: Person, reversed: Reversed[]) {
  const accounts: ReturnAnswer['accounts'] = []
  for (const { unit } of reversed) {
    const { balance, held, pending, debt } = await settleAccount(ctx, account_id, unit)
    accounts.push({ unit, available: balance - held, pending, debt })
  }
  return accounts
}
