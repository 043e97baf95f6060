/** One member at a time: what they earn, hold, take, use and lose, from their first sale to the end of the log. */
import type { Judgement, PersonToJudge, SaleLine } from '../../programmes/judgement.ts'
import type { Programme } from '../../programmes/programme.ts'
import { judgeActivity, judgeSale, triggeredRewards } from '../../programmes/rules.ts'
import { climbing } from './climbing.ts'
import { extend, openLot, settle } from './book.ts'
import { newLife, newSold, type World } from './life.ts'
import { returning } from './returning.ts'
import { rewarding } from './rewarding.ts'
import { whyNever } from './why-never.ts'

const NO_MEANS: string[] = []

export function member(world: World) {
  const { log, programme, tally, monthOf } = world
  const { rewards } = programme
  const life = newLife(world)
  const { give, lapse, chooses, pays, takeChosen, pay } = rewarding(life)
  const tiers = climbing(life)
  const hasAutomatic = rewards.some(({ trigger }) => trigger === 'automatic')
  const endsByInactivity = programme.units.some(({ expiry }) => expiry.kind === 'inactivity')
  const asksPerson = asksAboutPeople(programme)
  const named = (names: string[]) => [null, ...names.slice(1)] as (string | null)[]
  const [products, categories] = [named(log.products), named(log.categories)]
  const [brands, suppliers] = [named(log.brands), named(log.suppliers)]
  const rewardAt = (reward_id: string) => rewards.findIndex((one) => one.reward_id === reward_id)

  /** What time does until then, one due instant after the other. */
  function settleTo(at: number): void {
    for (;;) {
      let due = Infinity
      for (const book of life.all) if (book.due_at < due) due = book.due_at
      if (!tiers.none) due = Math.min(due, tiers.nextReview())
      if (due > at) return
      const month = monthOf(due)
      const values = tiers.none ? null : tiers.valuesAt(due)
      let matured = false
      for (const book of life.all)
        if (book.due_at <= due) matured = settle(book, life.accountOf(book.unit), due, month) || matured
      if (values) tiers.review(values, due)
      if (!matured || !hasAutomatic) continue
      for (const { reward_id, cost, times, unit } of triggeredRewards(programme, life.accounts)) {
        life.accountOf(unit).available -= cost * times
        give(rewardAt(reward_id), times, due, -1, true)
      }
    }
  }

  /** Baskets of so many lines, written over by every sale: judging keeps nothing of them, and nothing is to be collected. */
  const baskets: SaleLine[][] = []

  function linesOf(sale: number): SaleLine[] {
    const from = log.line_start[sale]!
    const count = log.line_start[sale + 1]! - from
    const lines = (baskets[count] ??= Array.from({ length: count }, (_, n) => emptyLine(n + 1)))
    for (let n = 0; n < count; n++) {
      const line = lines[n]!
      line.product_id = products[log.product[from + n]!]!
      line.category = categories[log.category[from + n]!]!
      line.brand = brands[log.brand[from + n]!]!
      line.supplier = suppliers[log.supplier[from + n]!]!
      line.quantity_milli = log.quantity_milli[from + n]!
      line.gross_cents = log.gross_cents[from + n]!
      line.total_cents = log.total_cents[from + n]!
    }
    return lines
  }

  function personOf(customer: number): PersonToJudge {
    const first_purchase = !log.bought_before[customer] && (life.bought.get(customer) ?? 0) === 0
    return { ...log.people[customer]!, first_purchase }
  }

  /** `extra` is a visit that was added to see what more of them do. */
  function buy(sale: number, at: number, extra: boolean): void {
    settleTo(at)
    if (life.first_at === 0) life.first_at = at
    const mood = life.visits++
    const lines = linesOf(sale)
    const own = extra ? -1 : sale
    if (life.returned[sale] && !extra) life.sold.set(sale, newSold())
    if (chooses) takeChosen(sale, at, mood)
    const means = pays || life.vouchers.length > 0 ? pay(sale, at, lines, mood, extra) : NO_MEANS
    const store = log.stores[log.store[sale]!]!
    const paid = log.means[log.means_of[sale]!]!
    const judgement = judgeSale(
      programme,
      {
        store_id: store.store_id,
        merchant_id: store.merchant_id,
        channel: log.channels[log.channel[sale]!]!,
        occurred_at_ms: at,
        time_zone: store.time_zone,
        lines,
        payment_means: means.length > 0 ? [...paid, ...means] : paid,
        person: asksPerson ? personOf(log.customer[sale]!) : undefined,
      },
      life.accounts,
    )
    count(judgement, at, sale, own)
    if (asksPerson) life.bought.set(log.customer[sale]!, (life.bought.get(log.customer[sale]!) ?? 0) + 1)
    tally.sales += 1
    if (!extra) return
    tally.extra_sales += 1
    for (let n = log.line_start[sale]!; n < log.line_start[sale + 1]!; n++)
      tally.extra_cents += log.total_cents[n]!
  }

  /** What was judged happens: lots, tiers, rewards that come by themselves. `sale` is -1 for what is no purchase. */
  function count(judgement: Judgement, at: number, sale: number, own: number): void {
    life.accounts = judgement.accounts
    const month = monthOf(at)
    const sold = life.sold.get(own)
    for (const { unit, units, available_at_ms, expires_at_ms, inactive_months = 0 } of judgement.lots) {
      const lot = {
        left: units,
        earned_at: at,
        available_at: available_at_ms,
        expires_at: expires_at_ms ?? Infinity,
        inactive_months,
        matured: available_at_ms <= at,
        month,
        sale: own,
        expired: 0,
      }
      openLot(life.bookOf(unit), lot)
      sold?.lots.push({ unit, lot })
    }
    if (sold) sold.awards = judgement.awards
    if (endsByInactivity) life.purchases.push({ sale: own, at, gone: false })
    for (const { unit, inactive_months, expires_at_ms } of judgement.extensions)
      extend(life.bookOf(unit), inactive_months, expires_at_ms)
    if (!tiers.none) tiers.note(at)
    for (const book of life.books) {
      const account = life.accountOf(book.unit)
      let held = account.available + account.pending
      for (const { unit, cost, times } of judgement.triggered) if (unit === book.unit) held += cost * times
      if (held > book.peak) book.peak = held
    }
    for (const { reward_id, times } of judgement.triggered) give(rewardAt(reward_id), times, at, own, true)
  }

  /** Something that is not a purchase. */
  function act(n: number, at: number): void {
    settleTo(at)
    if (life.first_at === 0) life.first_at = at
    const { activities } = log
    const store = log.stores[activities.store[n]!]!
    const judgement = judgeActivity(
      programme,
      {
        activity: activities.names[activities.name[n]!]!,
        store_id: store.store_id,
        merchant_id: store.merchant_id,
        channel: log.channels[activities.channel[n]!]!,
        occurred_at_ms: at,
        time_zone: store.time_zone,
        person: asksPerson ? personOf(activities.customer[n]!) : undefined,
      },
      life.accounts,
    )
    count(judgement, at, -1, -1)
  }

  /** Up to the end of the log: what is open then is what the shop still owes. */
  function end(): void {
    if (life.visits > 0) settleTo(log.to_ms - 1)
    let vouchers_cents = 0
    let units_cents = 0
    for (const voucher of life.vouchers) {
      if (voucher.expires_at < log.to_ms) lapse(voucher)
      else if (voucher.will_use) vouchers_cents += voucher.left_cents
    }
    for (const { unit, tally: counted, earned } of life.books) {
      const account = life.accountOf(unit)
      counted!.debt += account.debt
      counted!.earned_by[life.account] = earned
      units_cents += Math.max(0, account.available + account.pending - account.debt) * counted!.worth
    }
    tally.units_open[life.account] = units_cents
    tally.vouchers_open_of[life.account] = vouchers_cents
    tally.why_never[life.account] = whyNever({
      rewarded: tally.first_reward_day[life.account]! >= 0,
      visits: life.visits,
      books: life.books,
      rewards,
    })
  }

  function begin(account: number): void {
    life.begin(account)
    tiers.begin()
  }

  return { begin, buy, act, takeBack: returning(life, tiers, settleTo), end, life }
}

const emptyLine = (line_no: number): SaleLine => ({
  line_no,
  product_id: null,
  category: null,
  brand: null,
  supplier: null,
  quantity_milli: 0,
  gross_cents: 0,
  total_cents: 0,
})

export type Member = ReturnType<typeof member>

/** Only then is what is known of a person put together for each sale. */
function asksAboutPeople({ earning, multipliers = [] }: Programme): boolean {
  return [...earning, ...multipliers].some(
    ({ when }) => when.first_purchase || when.birthday || when.tags || when.club_ids || when.audience_ids,
  )
}
