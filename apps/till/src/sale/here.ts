/**
 * What a sale costs and gives, worked out on the device by the server's own rules: at once on every key, and for good
 * when there is no network. Pure.
 */
import { priceBasket, sayAnswer } from '../../../../server/features/sales/rules.ts'
import type { VoucherToApply } from '../../../../server/features/sales/rules.ts'
import { judgeSale, nextReward } from '../../../../server/features/programmes/rules.ts'
import type { Judgement } from '../../../../server/features/programmes/judgement.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'
import { loadOf, termsOf, validUntil } from '../../../../server/features/vouchers/rules.ts'
import type { Account, Person, SaleAnswer } from '../keep/shapes.ts'
import { linesOf } from './draft.ts'
import type { Draft } from './draft.ts'

export type Place = { store_id: string; time_zone: string; currency: string }
type Wish = {
  draft: Draft
  person: Person | null
  programme: Programme | null
  place: Place
  now_ms: number
  /** What may be taken from this customer's vouchers while offline, in cents; null online. */
  limit_cents: number | null
  /** How goods without a name are called. */
  label: string
}

/** The answer the server would give; balances are those after the sale. */
export function saleHere(wish: Wish): SaleAnswer & { accounts_after: Account[] } {
  const { draft, person, programme, place, now_ms } = wish
  const basket = priceBasket(linesOf(draft, wish.label), draft.discount_cents, vouchersToApply(wish))
  const judgement = person && programme ? judge(wish, basket.lines) : null
  const next = programme && judgement ? nextReward(programme, judgement.accounts) : null
  const answer: Omit<SaleAnswer, 'say'> = {
    sale_id: draft.sale_id,
    receipt_number: null,
    customer: person && { customer_id: person.customer_id, first_name: person.first_name },
    earned: earnedOf(programme, judgement),
    accounts: (judgement?.accounts ?? [])
      .filter(({ unit }) => isShown(programme, unit))
      .map(({ unit, available, pending, debt }) => ({ unit, available, pending, debt })),
    triggered: triggeredOf(programme, judgement, now_ms, place.time_zone),
    vouchers: basket.vouchers.map(({ voucher_id, kind, used_cents, why_not }) => {
      const balance_cents = draft.vouchers.find((one) => one.voucher.voucher_id === voucher_id)?.voucher
        .balance_cents
      const left_cents = kind === 'gift_card' && balance_cents ? balance_cents - used_cents : 0
      return { voucher_id, kind, used_cents, left_cents, shortfall_cents: 0, why_not }
    }),
    gross_cents: basket.gross_cents,
    discount_cents: basket.discount_cents,
    total_cents: basket.total_cents,
    to_pay_cents: basket.to_pay_cents,
    next_reward: next && {
      reward_id: next.reward.reward_id,
      name: next.reward.name,
      unit: next.reward.unit,
      missing: next.missing,
      progress: next.progress,
    },
  }
  const accounts_after = (judgement?.accounts ?? []).map((after): Account => ({
    ...after,
    expiring: person?.accounts.find(({ unit }) => unit === after.unit)?.expiring ?? null,
  }))
  return { ...answer, say: sayAnswer(answer, programme, place.currency), accounts_after }
}

function judge(
  { draft, person, programme, place, now_ms }: Wish,
  lines: Parameters<typeof judgeSale>[1]['lines'],
) {
  const spent: Record<string, number> = {}
  for (const { reward_id, held } of draft.rewards) {
    const reward = programme!.rewards.find((one) => one.reward_id === reward_id)
    // What is held was already taken off the balance that the server answered.
    if (reward && !held) spent[reward.unit] = (spent[reward.unit] ?? 0) + reward.cost
  }
  const accounts = person!.accounts.map((account) => ({
    ...account,
    available: account.available - (spent[account.unit] ?? 0),
  }))
  return judgeSale(
    programme!,
    { store_id: place.store_id, occurred_at_ms: now_ms, time_zone: place.time_zone, lines },
    accounts,
  )
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

/** What counts towards tiers is a unit that nobody is shown. */
const isShown = (programme: Programme | null, unit: string) =>
  programme?.units.some((one) => one.unit === unit) ?? false

function earnedOf(programme: Programme | null, judgement: Judgement | null): SaleAnswer['earned'] {
  const earned = new Map<string, number>()
  for (const { unit, units } of judgement?.awards ?? []) earned.set(unit, (earned.get(unit) ?? 0) + units)
  const pending = (unit: string) => programme!.units.find((one) => one.unit === unit)!.pending_days > 0
  return [...earned]
    .filter(([unit, units]) => units > 0 && isShown(programme, unit))
    .map(([unit, units]) => ({ unit, units, pending: pending(unit) }))
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
