/**
 * What a sale or an activity gives. Whole numbers only: cents times units, never a fraction, so that nothing is lost or
 * made by rounding and what a return takes back is exactly what was given. What the till shows and what is posted are
 * this one function.
 */
import { assert } from '../../lib/assert.ts'
import { localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { accountFor, accountsOf } from './accounts.ts'
import { countersToWrite, countForCaps, cutToCaps } from './caps.ts'
import { addLadderAwards, climb, decideReviews, standingTiers, type Climbing } from './climb.ts'
import { readyProgramme, unitOf, type ReadyProgramme, type ReadyRule } from './compile.ts'
import { momentOf, type Moment } from './conditions.ts'
import { activityAwards, awardsFor, countLines } from './earn.ts'
import { expiresAt, extensionsAt } from './expiry.ts'
import type {
  AccountState,
  ActivityToJudge,
  Award,
  Judgement,
  LotToOpen,
  SaleToJudge,
  Triggered,
} from './judgement.ts'
import type { Programme, Unit } from './programme.ts'

export { unitOf }

/**
 * How often one reward comes by itself at once: a slip of the keyboard must not issue a million gift cards. The units of the
 * rest stay on the account, the next sale gives as many again, and the seller is told (`waitingRewards`).
 */
export const AUTOMATIC_TIMES_MAX = 100

/**
 * The same programme, sale and accounts always give the same judgement; none of the three is changed. The accounts are
 * the member's, settled as of the sale; `tier_<ladder_id>` are among them. A review of a tier that is due is decided
 * first; the tier that the sale reaches counts from the next one on.
 */
export function judgeSale(programme: Programme, sale: SaleToJudge, accounts: AccountState[]): Judgement {
  const ready = readyProgramme(programme)
  const after = accountsOf(ready, accounts)
  const climbing = decideReviews(ready, sale, after)
  const basket_cents = countLines(ready, sale)
  const moment = momentOf(sale, basket_cents)
  moment.tier_ids = standingTiers(ready, after)
  const awards = awardsFor(ready, sale, moment, (unit) => accountFor(after, unit))
  applyCaps(ready, awards, after, moment)
  addLadderAwards(ready, awards, basket_cents, sale.lines.length)
  return judged(ready, sale, awards, after, climbing)
}

/** What something that is not a purchase gives: like a sale without lines. */
export function judgeActivity(
  programme: Programme,
  activity: ActivityToJudge,
  accounts: AccountState[],
): Judgement {
  const ready = readyProgramme(programme)
  const after = accountsOf(ready, accounts)
  const climbing = decideReviews(ready, activity, after)
  const moment = momentOf(activity, null)
  moment.tier_ids = standingTiers(ready, after)
  const awards = activityAwards(ready, activity.activity, moment, (unit) => accountFor(after, unit))
  applyCaps(ready, awards, after, moment)
  addLadderAwards(ready, awards, 0, 0)
  return judged(ready, activity, awards, after, climbing)
}

/** The ledger's side of the awards: debt repaid, lots, tiers, rewards that come by themselves. */
function judged(
  ready: ReadyProgramme,
  what: SaleToJudge | ActivityToJudge,
  awards: Award[],
  after: AccountState[],
  climbing: Climbing,
): Judgement {
  const debt_repaid: Record<string, number> = {}
  const lots: LotToOpen[] = []
  for (const unit of ready.units) {
    let earned = 0
    for (const award of awards) if (award.unit === unit.unit) earned += award.units
    if (earned === 0) continue
    const account = accountFor(after, unit.unit)
    const repaid = Math.min(account.debt, earned)
    if (repaid > 0) debt_repaid[unit.unit] = repaid
    account.debt -= repaid
    if (earned > repaid) lots.push(openLot(unit, earned - repaid, what, account))
  }
  climb(ready, what, after, climbing)
  return {
    awards,
    lots,
    debt_repaid,
    triggered: takeAutomatic(ready.programme, after),
    extensions: extensionsAt(ready.programme, what.occurred_at_ms, what.time_zone),
    tier_changes: climbing.changes,
    accounts: after,
  }
}

/**
 * The automatic rewards that these balances set off, for instance when pending units become available at
 * night. The rule is the same as at a sale: in the programme's order, each as often as what is left available
 * reaches its cost. An earlier reward is therefore served first, even when a later one is dearer. Pending
 * units never count.
 */
export function triggeredRewards(programme: Programme, accounts: AccountState[]): Triggered[] {
  return takeAutomatic(programme, accountsOf(readyProgramme(programme), accounts))
}

/** Of these balances after a sale, what is reached and did not come yet because so many came at once. */
export function waitingRewards(
  programme: Programme,
  accounts: readonly { unit: string; available: number }[],
): Triggered[] {
  const left = new Map(accounts.map(({ unit, available }) => [unit, available]))
  const waiting: Triggered[] = []
  for (const { reward_id, unit, cost, trigger } of programme.rewards) {
    const times = trigger === 'automatic' ? Math.floor((left.get(unit) ?? 0) / cost) : 0
    if (times <= 0) continue
    left.set(unit, left.get(unit)! - times * cost)
    waiting.push({ reward_id, unit, cost, times })
  }
  return waiting
}

function takeAutomatic(programme: Programme, accounts: AccountState[]): Triggered[] {
  const triggered: Triggered[] = []
  for (const { reward_id, unit, cost, trigger } of programme.rewards) {
    if (trigger !== 'automatic') continue
    assert(cost > 0, 'a reward costs at least one unit')
    const account = accountFor(accounts, unit)
    const times = Math.min(AUTOMATIC_TIMES_MAX, Math.floor(account.available / cost))
    if (times <= 0) continue
    account.available -= times * cost
    triggered.push({ reward_id, unit, cost, times })
  }
  return triggered
}

/** First what each rule is held to, then each unit over all its rules; counted once nothing is cut any more. */
function applyCaps(ready: ReadyProgramme, awards: Award[], accounts: AccountState[], { day }: Moment): void {
  if (awards.length === 0) return
  for (const one of ready.capped_rules)
    cutToCaps(one.caps!, awardsOfRule(awards, one), accountFor(accounts, one.rule.unit).counters, day)
  for (const { unit, caps } of ready.unit_caps)
    cutToCaps(caps, awardsOfUnit(awards, unit), accountFor(accounts, unit).counters, day)
  for (const unit of ready.capped_units) {
    const account = accountFor(accounts, unit)
    const given = awardsOfUnit(awards, unit).filter(({ units }) => units > 0)
    if (given.length === 0) continue
    const counters = countersToWrite(account.counters, day)
    for (const one of ready.unit_caps)
      if (one.unit === unit) for (const award of given) countForCaps(one.caps, award, counters, day)
    for (const one of ready.capped_rules)
      for (const award of awardsOfRule(given, one)) countForCaps(one.caps!, award, counters, day)
    account.counters = counters
  }
}

const awardsOfUnit = (awards: Award[], unit: string) => awards.filter((award) => award.unit === unit)
const awardsOfRule = (awards: Award[], { rule, boost_id }: ReadyRule) =>
  awards.filter(({ rule_id }) => rule_id === rule.rule_id || rule_id === boost_id)

function openLot(
  unit: Unit,
  units: number,
  { occurred_at_ms, time_zone }: SaleToJudge | ActivityToJudge,
  account: AccountState,
): LotToOpen {
  const { pending_days, expiry } = unit
  if (pending_days > 0) account.pending += units
  else account.available += units
  const lot: LotToOpen = {
    unit: unit.unit,
    units,
    available_at_ms:
      pending_days > 0
        ? startOfLocalDay(localDayOf(occurred_at_ms, time_zone) + pending_days, time_zone)
        : occurred_at_ms,
    expires_at_ms: expiresAt(expiry, occurred_at_ms, time_zone),
  }
  if (expiry.kind === 'inactivity') lot.inactive_months = expiry.months
  return lot
}
