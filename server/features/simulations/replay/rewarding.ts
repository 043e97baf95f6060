/** Rewards given, taken, used and lost: each is a voucher, as the product has it. */
import type { SaleLine } from '../../programmes/judgement.ts'
import { pointsToPay } from '../../sales/rules.ts'
import { DRAW, drawn } from './behaviour.ts'
import { take, type Part } from './book.ts'
import type { Life } from './life.ts'
import { isOpenTo } from './open-to.ts'
import { endOf, priceSale, takesOff, type PointsToPay, type Voucher } from './wallet.ts'

const DAY_MS = 86_400_000
const TAKEN_AT_ONCE_MAX = 10
const USED_AT_ONCE_MAX = 20

export function rewarding(life: Life) {
  const { log, programme, tally, behaviour, monthOf } = life.world
  const { costs } = life
  const { rewards } = programme
  const chosen = rewards.flatMap((reward, n) => (reward.trigger === 'chosen' ? [n] : []))
  const paying = programme.units.filter(({ pays }) => pays)

  /** The account's units are taken off by whoever gives; the lots here. */
  function give(n: number, times: number, at: number, sale: number, automatic: boolean): void {
    const reward = rewards[n]!
    const month = monthOf(at)
    const store = life.storeOf(sale)
    const expires_at = endOf(reward, at, log.stores[store]!.time_zone)
    for (let time = 0; time < times; time++) {
      const parts: Part[] | null = sale >= 0 && life.returned[sale] ? [] : null
      take(life.bookOf(reward.unit), reward.cost, month, 'spent', parts)
      life.vouchers.push({
        reward: n,
        kind: reward.benefit.kind,
        left_cents: costs[n]!,
        expires_at,
        will_use: drawn(DRAW.uses, life.account, life.serial++) < behaviour.uses_voucher[reward.benefit.kind],
        sale,
        automatic,
        month,
        touched: false,
        parts,
      })
    }
    const cents = times * costs[n]!
    tally.rewards[n]!.given += times
    tally.given[month]! += times
    tally.given_cents[month]! += cents
    tally.vouchers_open[month]! += cents
    tally.store_given[store]! += times
    if (!life.got[n]) tally.rewards[n]!.members += 1
    life.got[n] = 1
    rewarded(at)
    tally.rewards_of[life.account] = Math.min(65_535, tally.rewards_of[life.account]! + times)
  }

  function rewarded(at: number): void {
    if (tally.first_reward_day[life.account]! >= 0) return
    tally.first_reward_day[life.account] = Math.floor((at - life.first_at) / DAY_MS)
    tally.first_reward_visit[life.account] = life.visits
  }

  /** Of the rewards one may choose and can pay, the dearest, as often as the mood and the balance let. */
  function takeChosen(sale: number, at: number, mood: number): void {
    if (drawn(DRAW.takes, life.account, mood) >= behaviour.takes_chosen) return
    for (let times = 0; times < TAKEN_AT_ONCE_MAX; times++) {
      let best = -1
      for (const n of chosen) {
        const reward = rewards[n]!
        if (life.accountOf(reward.unit).available < reward.cost) continue
        if (best >= 0 && costs[n]! <= costs[best]!) continue
        if (isOpenTo(reward, { at, log, sale, accounts: life.accounts, takings: life.takings })) best = n
      }
      if (best < 0) return
      const reward = rewards[best]!
      life.accountOf(reward.unit).available -= reward.cost
      if (reward.per_customer) life.takings.push({ reward_id: reward.reward_id, occurred_at_ms: at })
      give(best, 1, at, sale, false)
    }
  }

  function use(voucher: Voucher, cents: number, at: number, store: number, extra: boolean): void {
    const month = monthOf(at)
    const counted = tally.rewards[voucher.reward]!
    // A gift card goes down by what it paid; any other voucher is over, whatever it was expected to cost.
    const gone = voucher.kind === 'gift_card' ? Math.min(voucher.left_cents, cents) : voucher.left_cents
    if (!voucher.touched) counted.used += 1
    voucher.touched = true
    voucher.left_cents -= gone
    counted.used_cents += cents
    tally.used_cents[month]! += cents
    tally.vouchers_open[month]! -= gone
    tally.store_used_cents[store]! += cents
    tally.used[life.account]! += cents
    if (extra) tally.extra_used_cents += cents
  }

  /**
   * Vouchers that are over leave; the others that are good for this sale and will ever be used are used, and units pay
   * as far as they may. Answers the means that paid a part.
   */
  function pay(sale: number, at: number, lines: SaleLine[], mood: number, extra: boolean): string[] {
    const good: Voucher[] = []
    const store = life.storeOf(sale)
    for (const voucher of life.vouchers) {
      if (voucher.expires_at <= at) lapse(voucher)
      else if (!voucher.will_use || good.length >= USED_AT_ONCE_MAX) continue
      else if (takesOff(voucher.kind)) good.push(voucher)
      else use(voucher, costs[voucher.reward]!, at, store, extra)
    }
    const wishes = unitsOffered(mood)
    const means: string[] = []
    if (good.length > 0 || wishes.length > 0) {
      const priced = priceSale(good, wishes, rewards, lines)
      for (const [n, cents] of priced.vouchers.entries()) {
        const voucher = good[n]!
        if (cents === 0) continue
        const own = voucher.kind === 'gift_card' ? null : rewards[voucher.reward]!.cost_cents
        use(voucher, own ?? cents, at, store, extra)
        if (!extra) life.sold.get(sale)?.used.push({ voucher, cents: own ?? cents })
        if (voucher.kind === 'gift_card') means.push('gift_card')
      }
      for (const paid of priced.points) {
        const { unit, units, cents, counts_as } = paid
        if (units === 0) continue
        const sold = extra ? undefined : life.sold.get(sale)
        const parts: Part[] | null = sold ? [] : null
        take(life.bookOf(unit), units, monthOf(at), 'spent', parts)
        sold?.paid.push({
          ...paid,
          parts: parts!.map((part) => ({ ...part, restored: 0 })),
          back_cents: 0,
        })
        life.accountOf(unit).available -= units
        tally.paid_cents[monthOf(at)]! += cents
        tally.used[life.account]! += cents
        tally.store_used_cents[store]! += cents
        if (extra) tally.extra_used_cents += cents
        rewarded(at)
        if (counts_as === 'payment') means.push('points')
      }
    }
    life.vouchers = life.vouchers.filter(
      (one) => one.expires_at > at && (one.kind === 'gift_card' ? one.left_cents > 0 : !one.touched),
    )
    return means
  }

  /** All that is there of each unit that pays, as the mood has it. */
  function unitsOffered(mood: number): PointsToPay[] {
    const offered = paying.flatMap(({ unit, pays }) => {
      const { available } = life.accountOf(unit)
      if (available < Math.max(pays!.units_min, pays!.units)) return []
      return drawn(DRAW.pays, life.account, mood) < behaviour.pays_with_units
        ? [{ unit, units: available }]
        : []
    })
    return pointsToPay(programme, offered, (unit) => life.accountOf(unit).available)
  }

  function lapse(voucher: Voucher): void {
    const month = monthOf(voucher.expires_at)
    tally.rewards[voucher.reward]!.expired += 1
    tally.expired_cents[month]! += voucher.left_cents
    tally.vouchers_open[month]! -= voucher.left_cents
    tally.vouchers_expired_of[voucher.month]! += voucher.left_cents
  }

  return {
    give,
    lapse,
    /** Whether anything has to be looked at before a sale is judged. */
    chooses: chosen.length > 0,
    pays: paying.length > 0,
    takeChosen,
    pay,
  }
}

export type Rewarding = ReturnType<typeof rewarding>
