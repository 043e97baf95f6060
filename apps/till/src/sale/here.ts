/**
 * What a sale costs and gives, worked out on the device by the server's own rules: at once on every key, and for good
 * when there is no network. Pure.
 */
import {
  givesOf,
  pointsToPay,
  priceBasket,
  promoted,
  sayAnswer,
  saleToJudge,
} from '../../../../server/features/sales/rules.ts'
import type { BasketLine, PricedBasket, VoucherToApply } from '../../../../server/features/sales/rules.ts'
import { isoDate, localDayOf } from '../../../../server/lib/time.ts'
import { givePromotions } from '../../../../server/features/promotions/rules.ts'
import type { Given, OpenPromotion } from '../../../../server/features/promotions/rules.ts'
import { judgeSale } from '../../../../server/features/programmes/rules.ts'
import type { AccountState, Judgement } from '../../../../server/features/programmes/judgement.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'
import { loadOf, termsOf, validUntil } from '../../../../server/features/vouchers/rules.ts'
import type { Account, Person, SaleAnswer } from '../keep/shapes.ts'
import { linesOf } from './draft.ts'
import type { Draft } from './draft.ts'

type Place = { store_id: string; merchant_id: string; time_zone: string; currency: string }
export type Wish = {
  draft: Draft
  person: Person | null
  programme: Programme | null
  place: Place
  now_ms: number
  /** What may be taken from this customer's vouchers and points while offline, in cents; null online. */
  limit_cents: number | null
  /** How goods without a name are called. */
  label: string
  /** What the catalogue knows of goods: their brand and supplier are not the draft's. */
  goodsOf: (product_id: string) => { brand: string | null; supplier?: string | null } | undefined
  /** Of this store, as the device knows them. */
  promotions: readonly OpenPromotion[]
  /** Once it is known how the rest is paid: a condition on it holds only then. */
  means?: readonly string[]
}

/** The answer the server would give; balances are those after the sale. */
export function saleHere(wish: Wish): SaleAnswer & { accounts_after: Account[] } {
  const { draft, person, programme, place, now_ms } = wish
  const spent = spentOnRewards(wish)
  const vouchers = vouchersToApply(wish)
  const lines = linesOf(draft, wish.label).map((line) => ({ ...line, ...goodsOf(wish, line.product_id) }))
  const given = promotionsHere(wish, lines)
  const basket = priceBasket(promoted(lines, given), draft.discount_cents, vouchers, pointsHere(wish, spent))
  const judgement = person && programme ? judge(wish, basket, spent) : null
  const answer: Omit<SaleAnswer, 'say'> = {
    sale_id: draft.sale_id,
    receipt_number: null,
    customer: person && { customer_id: person.customer_id, first_name: person.first_name },
    ...givesOf(programme, judgement, {
      occurred_at_ms: now_ms,
      time_zone: place.time_zone,
      club_ids: person?.club_ids ?? [],
    }),
    triggered: triggeredOf(programme, judgement, now_ms, place.time_zone),
    vouchers: basket.vouchers.map(({ voucher_id, kind, used_cents, why_not }) => {
      const balance_cents = draft.vouchers.find((one) => one.voucher.voucher_id === voucher_id)?.voucher
        .balance_cents
      const left_cents = kind === 'gift_card' && balance_cents ? balance_cents - used_cents : 0
      return { voucher_id, kind, used_cents, left_cents, shortfall_cents: 0, why_not }
    }),
    points: basket.points.map(({ unit, units, cents, counts_as, why_not }) => ({
      unit,
      units,
      cents,
      counts_as,
      shortfall_cents: 0,
      why_not,
    })),
    promotions: given,
    gross_cents: basket.gross_cents,
    discount_cents: basket.discount_cents,
    total_cents: basket.total_cents,
    to_pay_cents: basket.to_pay_cents,
  }
  const accounts_after = (judgement?.accounts ?? []).map(({ tier, ...after }): Account => ({
    ...after,
    ...(tier && { tier }),
    expiring: person?.accounts.find(({ unit }) => unit === after.unit)?.expiring ?? null,
  }))
  return { ...answer, say: sayAnswer(answer, programme, place.currency), accounts_after }
}

/** Of a customer with a card only, as the server gives them. */
function promotionsHere({ person, promotions, place, now_ms }: Wish, lines: BasketLine[]): Given[] {
  if (!person) return []
  return givePromotions(promotions, lines, {
    store_id: place.store_id,
    at_ms: now_ms,
    on: isoDate(localDayOf(now_ms, place.time_zone)),
    taken: new Map(Object.entries(person.promotions ?? {})),
    shown: new Set(person.shown ?? []),
  })
}

function goodsOf(wish: Wish, product_id: string | null) {
  const product = product_id ? wish.goodsOf(product_id) : undefined
  return { brand: product?.brand ?? null, supplier: product?.supplier ?? null }
}

function spentOnRewards({ draft, programme }: Wish): Record<string, number> {
  const spent: Record<string, number> = {}
  for (const { reward_id, held } of draft.rewards) {
    const reward = programme?.rewards.find((one) => one.reward_id === reward_id)
    // What is held was already taken off the balance that the server answered.
    if (reward && !held) spent[reward.unit] = (spent[reward.unit] ?? 0) + reward.cost
  }
  return spent
}

const heldOf = ({ draft }: Wish, unit: string) => {
  const wanted = draft.points.find((one) => one.unit === unit)
  return wanted?.hold_id ? wanted.units : 0
}

/** Offline no more than the shop lets a till without network take: what vouchers take is counted first. */
function pointsHere(wish: Wish, spent: Record<string, number>) {
  const { draft, person, programme, limit_cents } = wish
  if (!person) return []
  let left_cents = limit_cents ?? Infinity
  for (const { available_cents } of vouchersToApply(wish)) left_cents -= available_cents
  return pointsToPay(programme, draft.points, (unit) => {
    const account = person.accounts.find((one) => one.unit === unit)
    const there = (account?.available ?? 0) - (spent[unit] ?? 0) + heldOf(wish, unit)
    const pays = programme?.units.find((one) => one.unit === unit)?.pays
    if (left_cents === Infinity || !pays) return there
    const allowed = Math.floor(Math.max(0, left_cents) / pays.cents) * pays.units
    const units = Math.max(0, Math.min(there, allowed))
    left_cents -= Math.floor(units / pays.units) * pays.cents
    return units
  })
}

function judge(wish: Wish, basket: PricedBasket, spent: Record<string, number>): Judgement {
  const { person, programme, place, now_ms, means } = wish
  const { birthday, tags, club_ids, audience_ids, has_bought, accounts } = person!
  const used = (unit: string) => basket.points.find((one) => one.unit === unit)?.units ?? 0
  const states = accounts.map((account): AccountState => {
    const { unit, available, pending, debt, remainders, counters, tier } = account
    const left = available - (spent[unit] ?? 0) - used(unit) + heldOf(wish, unit)
    return {
      unit,
      available: left,
      pending,
      debt,
      remainders,
      ...(counters && { counters }),
      ...(tier && { tier }),
    }
  })
  const sale = saleToJudge({
    place,
    channel: 'till',
    occurred_at_ms: now_ms,
    basket,
    // A condition asks whether one pays at all, not how much.
    payments:
      means && basket.to_pay_cents > 0
        ? means.map((one) => ({ means: one, amount_cents: basket.to_pay_cents }))
        : [],
    person: {
      birthday,
      ...(has_bought !== undefined && { first_purchase: !has_bought }),
      ...(tags && { tags }),
      ...(club_ids && { club_ids }),
      ...(audience_ids && { audience_ids }),
    },
  })
  return judgeSale(programme!, sale, states)
}

/** Gift cards give up to what offline allows; the rewards chosen for this sale are vouchers of their own. */
function vouchersToApply({ draft, programme, limit_cents }: Wish): VoucherToApply[] {
  let left_cents = limit_cents ?? Infinity
  const cards = draft.vouchers.map(({ voucher }): VoucherToApply => {
    const { voucher_id, kind, terms, balance_cents } = voucher
    const available_cents = kind === 'gift_card' ? Math.min(balance_cents, left_cents) : 0
    left_cents -= available_cents
    return { voucher_id, kind: kind as VoucherToApply['kind'], available_cents, terms, amount_cents: null }
  })
  const rewards = draft.rewards.flatMap(({ redemption_id, reward_id }): VoucherToApply[] => {
    const benefit = programme?.rewards.find((one) => one.reward_id === reward_id)?.benefit
    if (!benefit) return []
    const { kind } = benefit
    return [
      {
        voucher_id: redemption_id,
        kind: kind as VoucherToApply['kind'],
        available_cents: loadOf(benefit),
        terms: termsOf(benefit),
        amount_cents: null,
      },
    ]
  })
  return [...cards, ...rewards]
}

/** Their ids are the server's to give: these are only shown. */
function triggeredOf(
  programme: Programme | null,
  judgement: Judgement | null,
  now_ms: number,
  time_zone: string,
) {
  return (judgement?.triggered ?? []).flatMap(({ reward_id, times }): SaleAnswer['triggered'] => {
    const { name, benefit } = programme!.rewards.find((one) => one.reward_id === reward_id)!
    const value_cents = 'value_cents' in benefit ? benefit.value_cents : 0
    const expires_at = validUntil(benefit.valid_days, new Date(now_ms), time_zone)
    return Array.from({ length: times }, (_, n) => ({
      redemption_id: `${reward_id} ${n}`,
      reward_id,
      name,
      voucher_id: `${reward_id} ${n}`,
      kind: benefit.kind,
      value_cents,
      expires_at,
    }))
  })
}
