/**
 * Decides one sale on what was read: its price, what it gives, what it sets off, and the rows that say so. The preview
 * is this same function, with nothing written.
 */
import { newId } from '../../lib/id.ts'
import type { Programme } from '../programmes/programme.ts'
import { judgeSale } from '../programmes/rules.ts'
import type { AccountState, Judgement, Triggered } from '../programmes/judgement.ts'
import type { Codes } from '../vouchers/codes.ts'
import { answerOf } from './answer.ts'
import { programmeAt, type House, type HouseStore } from './house.ts'
import { refuse } from './refusals.ts'
import { takePoints, type TakenPoints } from './points-in-sale.ts'
import { promotionsIn, type GivenHere } from './promotions-in-sale.ts'
import { priceBasket, promoted, saleToJudge, type BasketLine, type PricedBasket } from './rules.ts'
import { personOf, personToJudge, type Person, type State } from './state.ts'
import { useOf, type VoucherUse } from './voucher-use.ts'
import { takeRewards, voucherOfReward, wantedVouchers, type Taken } from './vouchers-in-sale.ts'
import type { SaleAnswer, SaleToRecord } from './wish.ts'

export type Env = { house: House; codes: Codes; now: Date }

export type Decision = {
  sale: SaleToRecord
  store: HouseStore
  person: Person | null
  occurred_at: Date
  version: number | null
  programme: Programme | null
  basket: PricedBasket
  judgement: Judgement | null
  /** As far as the programme asks for them. */
  club_ids: string[]
  taken: Taken[]
  /** What each voucher gave, settled once: applying the decision changes the vouchers it was read from. */
  uses: VoucherUse[]
  /** Points that paid, with what was really behind them. */
  points: TakenPoints[]
  promotions: GivenHere[]
  spent: Map<string, number>
  released: Map<string, number>
  /** Automatic rewards, one row each time. */
  issued: { reward_id: string; redemption_id: string; voucher_id: string }[]
  answer: Omit<SaleAnswer, 'say'>
}

/** A till's clock may be ahead of ours by this much; beyond it ours counts. */
const CLOCK_AHEAD_MS = 2 * 60_000
const TOTAL_CENTS_MAX = 100_000_000_00

export function decideSale(state: State, sale: SaleToRecord, env: Env, preview = false): Decision {
  const store = env.house.stores.get(sale.store_id)
  if (!store) throw refuse('sale_store_unknown')
  const found = personOf(state, sale)
  if (found === undefined) throw refuse('sale_customer_unknown')
  // A card that was given up neither earns nor spends; the sale itself counts all the same.
  const person = found?.left_at ? null : found
  const asked = new Date(sale.occurred_at)
  const occurred_at = asked.getTime() > env.now.getTime() + CLOCK_AHEAD_MS ? env.now : asked
  const inForce = programmeAt(env.house, occurred_at)
  const programme = inForce?.programme ?? null

  const today = {
    programme: programmeAt(env.house, env.now)?.programme ?? null,
    now: env.now,
    time_zone: store.time_zone,
  }
  const rewards = takeRewards(state, sale, person, today, () => newId(env.now.getTime()))
  const wanted = [...wantedVouchers(state, sale, env.now, env.codes), ...rewards.taken.map(voucherOfReward)]
  const bad = wanted.find((voucher) => voucher.unusable && !sale.offline)
  if (bad && !preview) throw refuse('voucher_not_usable', { voucher_id: bad.voucher_id, why: bad.unusable })
  const usable = wanted.filter((voucher) => !voucher.unusable || sale.offline)
  const points = takePoints(state, sale, person, programme, rewards.spent)
  const lines = basketLines(state, sale)
  const promotions = promotionsIn(state, sale, lines, { person, store, occurred_at })
  const basket = priceBasket(promoted(lines, promotions), sale.discount_cents ?? 0, usable, points.wishes)
  if (basket.gross_cents > TOTAL_CENTS_MAX) throw refuse('sale_too_large')
  const useless = basket.vouchers.find((voucher) => voucher.why_not)
  if (useless && !preview && !sale.offline)
    throw refuse('voucher_not_usable', { voucher_id: useless.voucher_id, why: useless.why_not })
  const unpaid = basket.points.find((one) => one.why_not)
  if (unpaid && !preview && !sale.offline)
    throw refuse('points_not_usable', { unit: unpaid.unit, why: unpaid.why_not })
  const paid = points.settle(basket.points, rewards)

  const judgement =
    person && programme
      ? judge(state, programme, { person, store, occurred_at, basket, sale, ...rewards })
      : null
  const issued = issue(judgement?.triggered ?? [], env.now)
  const decision = {
    sale,
    store,
    person,
    occurred_at,
    version: inForce?.version ?? null,
    programme,
    basket,
    judgement,
    club_ids: (person && state.asked.clubs?.[person.customer_id]) ?? [],
    issued,
    ...rewards,
    points: paid,
    promotions,
    uses: wanted.map((voucher) => useOf(voucher, basket, rewards.taken)),
  }
  return { ...decision, answer: answerOf(decision) }
}

/** In the order of their ids, so that a return takes the last one given first: what it had spent is spent last. */
function issue(triggered: Triggered[], now: Date): Decision['issued'] {
  const reward_ids = triggered.flatMap(({ reward_id, times }) => Array<string>(times).fill(reward_id))
  const ids = reward_ids.map(() => newId(now.getTime())).sort()
  return reward_ids.map((reward_id, at) => ({
    reward_id,
    redemption_id: ids[at]!,
    voucher_id: newId(now.getTime()),
  }))
}

function basketLines(state: State, sale: SaleToRecord): BasketLine[] {
  const amount_cents = sale.amount_cents
  if ((amount_cents === undefined) === (sale.lines === undefined || sale.lines.length === 0))
    throw refuse('sale_empty')
  if (amount_cents !== undefined) {
    const line = {
      line_no: 1,
      product_id: null,
      sku: null,
      label: '',
      category: null,
      quantity_milli: 1000,
      discount_cents: 0,
    }
    return [{ ...line, unit_price_cents: amount_cents }]
  }
  const lines = sale.lines!.map((line, i): BasketLine => {
    const product = line.product_id
      ? state.products.get(line.product_id)
      : line.sku
        ? state.skus.get(line.sku)
        : undefined
    return {
      line_no: line.line_no ?? i + 1,
      product_id: product?.product_id ?? null,
      sku: product?.sku ?? line.sku ?? null,
      label: line.label || product?.name || line.sku || '',
      // The catalogue decides what counts as what; only goods it does not know are as the till says.
      category: product ? product.category : (line.category ?? null),
      ...(product?.brand && { brand: product.brand }),
      ...(product?.supplier && { supplier: product.supplier }),
      quantity_milli: line.quantity_milli,
      unit_price_cents: line.unit_price_cents,
      discount_cents: line.discount_cents ?? 0,
    }
  })
  if (new Set(lines.map((line) => line.line_no)).size !== lines.length)
    throw refuse('sale_empty', { detail: 'line_no must be different on each line' })
  return lines
}

type Judged = Pick<Decision, 'sale' | 'store' | 'occurred_at' | 'basket' | 'spent' | 'released'> & {
  person: Person
}

function judge(state: State, programme: Programme, d: Judged): Judgement {
  const accounts: AccountState[] = []
  for (const account of state.accounts.values()) {
    if (account.account_id !== d.person.account_id) continue
    const { unit, pending, debt, remainders, counters, tier, tier_value } = account
    const available = account.balance - account.held - (d.spent.get(unit) ?? 0) + (d.released.get(unit) ?? 0)
    accounts.push({
      unit,
      available,
      pending,
      debt,
      remainders,
      ...(counters && { counters }),
      ...(tier && { tier, tier_value: tier_value ?? null }),
    })
  }
  const sale = saleToJudge({
    place: d.store,
    channel: channelOf(d.sale),
    occurred_at_ms: d.occurred_at.getTime(),
    basket: d.basket,
    payments: d.sale.payments ?? [],
    person: personToJudge(state, d.person.customer_id),
  })
  return judgeSale(programme, sale, accounts)
}

/** A connected program sells on a web site unless it says otherwise. */
export const channelOf = ({ channel, source }: SaleToRecord) => channel ?? (source === 'api' ? 'web' : 'till')
