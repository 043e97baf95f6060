/**
 * What a sale or an activity gives. Whole numbers only: cents times units, never a fraction, so that nothing is lost or
 * made by rounding and what a return takes back is exactly what was given. What the till shows and what is posted are
 * this one function.
 */
import { assert } from '../../lib/assert.ts'
import { localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { countersToWrite, countForCaps, cutToCaps } from './caps.ts'
import { readyProgramme, unitOf, type ReadyProgramme, type ReadyRule } from './compile.ts'
import { momentOf, type Moment } from './conditions.ts'
import { activityAwards, awardsFor, countedCents, countedLineNos, countLines, emptyAward } from './earn.ts'
import { expiresAt, extensionsAt } from './expiry.ts'
import type {
  AccountState,
  ActivityToJudge,
  Award,
  Judgement,
  LotToOpen,
  SaleToJudge,
  TierChange,
  TierState,
  Triggered,
} from './judgement.ts'
import { ladderValue, tierOf } from './ladder.ts'
import type { Ladder, Programme, Unit } from './programme.ts'
import { reviewTier, tierAfter } from './tiers.ts'

export { unitOf }

/** A slip of the keyboard must not issue a million gift cards; what is left goes with the next sale. */
const TIMES_MAX = 100

/**
 * The same programme, sale and accounts always give the same judgement; none of the three is changed. The accounts are
 * the member's, settled as of the sale; `tier_<ladder_id>` are among them. A review of a tier that is due is decided
 * first; the tier that the sale reaches counts from the next one on.
 */
export function judgeSale(programme: Programme, sale: SaleToJudge, accounts: AccountState[]): Judgement {
  const ready = readyProgramme(programme)
  const after = accountsOf(ready, accounts)
  const tier_changes: TierChange[] = []
  decideReviews(ready, sale, after, tier_changes)
  const basket_cents = countLines(ready, sale)
  const moment = momentOf(sale, basket_cents)
  moment.tier_ids = standingTiers(ready, after)
  const awards = awardsFor(ready, sale, moment, (unit) => accountFor(after, unit))
  applyCaps(ready, awards, after, moment)
  for (const { ladder, unit } of ready.ladders) {
    const award = ladderAward(ladder, unit, awards, basket_cents, sale.lines.length)
    if (award !== null) awards.push(award)
  }
  return judged(ready, sale, awards, after, tier_changes)
}

/** What something that is not a purchase gives: like a sale without lines. */
export function judgeActivity(
  programme: Programme,
  activity: ActivityToJudge,
  accounts: AccountState[],
): Judgement {
  const ready = readyProgramme(programme)
  const after = accountsOf(ready, accounts)
  const tier_changes: TierChange[] = []
  decideReviews(ready, activity, after, tier_changes)
  const moment = momentOf(activity, null)
  moment.tier_ids = standingTiers(ready, after)
  const awards = activityAwards(ready, activity.activity, moment, (unit) => accountFor(after, unit))
  applyCaps(ready, awards, after, moment)
  for (const { ladder, unit } of ready.ladders) {
    const award = ladder.measures.by === 'units' ? ladderAward(ladder, unit, awards, 0, 0) : null
    if (award !== null) awards.push(award)
  }
  return judged(ready, activity, awards, after, tier_changes)
}

/** The ledger's side of the awards: debt repaid, lots, tiers, rewards that come by themselves. */
function judged(
  ready: ReadyProgramme,
  what: SaleToJudge | ActivityToJudge,
  awards: Award[],
  after: AccountState[],
  tier_changes: TierChange[],
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
  for (const { ladder, unit } of ready.ladders) {
    const account = accountFor(after, unit)
    const before = account.tier ?? null
    const to = tierAfter(ladder, before, ladderValue(account), what.occurred_at_ms, what.time_zone)
    changeTier(ladder, account, to, tier_changes)
  }
  return {
    awards,
    lots,
    debt_repaid,
    triggered: takeAutomatic(ready.programme, after),
    extensions: extensionsAt(ready.programme, what.occurred_at_ms, what.time_zone),
    tier_changes,
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

function takeAutomatic(programme: Programme, accounts: AccountState[]): Triggered[] {
  const triggered: Triggered[] = []
  for (const { reward_id, unit, cost, trigger } of programme.rewards) {
    if (trigger !== 'automatic') continue
    assert(cost > 0, 'a reward costs at least one unit')
    const account = accountFor(accounts, unit)
    const times = Math.min(TIMES_MAX, Math.floor(account.available / cost))
    if (times <= 0) continue
    account.available -= times * cost
    triggered.push({ reward_id, unit, cost, times })
  }
  return triggered
}

/**
 * Copies to write on, and an empty account for each unit that the member never had. The records inside stay the
 * caller's: who moves a remainder or a counter makes a record of its own.
 */
function accountsOf({ units }: ReadyProgramme, accounts: AccountState[]): AccountState[] {
  const copies: AccountState[] = []
  for (const account of accounts) copies.push(copyOf(account))
  for (const { unit } of units) {
    if (findAccount(copies, unit)) continue
    copies.push({ unit, available: 0, pending: 0, debt: 0, remainders: {} })
  }
  return copies
}

/** Field by field: a spread of objects of many shapes takes longer than all the rest of judging. */
function copyOf(account: AccountState): AccountState {
  const { unit, available, pending, debt, remainders, counters, tier, tier_value } = account
  const copy: AccountState = { unit, available, pending, debt, remainders }
  if (counters !== undefined) copy.counters = counters
  if (tier !== undefined) copy.tier = tier
  if (tier_value !== undefined) copy.tier_value = tier_value
  return copy
}

function findAccount(accounts: AccountState[], unit: string): AccountState | undefined {
  for (const account of accounts) if (account.unit === unit) return account
  return undefined
}

function accountFor(accounts: AccountState[], unit: string): AccountState {
  const account = findAccount(accounts, unit)
  assert(account, `the programme counts ${unit}, which is none of its units`)
  return account
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

/** null when nothing counts towards the tiers. */
function ladderAward(
  { ladder_id, measures }: Ladder,
  unit: string,
  awards: Award[],
  basket_cents: number,
  line_count: number,
): Award | null {
  const award = emptyAward(ladder_id, unit, basket_cents)
  if (measures.by === 'units') {
    for (const one of awards) if (one.unit === measures.unit) award.units += one.units
  } else if (measures.by === 'amount') {
    award.units = basket_cents
    award.lines = countedCents()
  } else if (basket_cents > 0 && basket_cents >= measures.minimum_cents) {
    award.units = 1
    const line_nos = countedLineNos()
    if (line_nos.length < line_count) award.counted_line_nos = line_nos
  }
  return award.units === 0 ? null : award
}

/**
 * Decides the reviews that are due before the sale. What counted at the first is what the ledger kept for it; after a
 * calendar period nothing of it counts any more, in a ladder that rolls the rest counts on.
 */
function decideReviews(
  ready: ReadyProgramme,
  { occurred_at_ms, time_zone }: SaleToJudge | ActivityToJudge,
  accounts: AccountState[],
  tier_changes: TierChange[],
): void {
  for (const { ladder, unit } of ready.ladders) {
    const account = accountFor(accounts, unit)
    let state: TierState | null = account.tier ?? null
    let value = account.tier_value ?? ladderValue(account)
    while (state?.until_ms != null && state.until_ms <= occurred_at_ms) {
      const reviewed: TierState | null = reviewTier(ladder, state, value, occurred_at_ms, time_zone)
      changeTier(ladder, account, reviewed, tier_changes)
      state = reviewed
      // Nobody settled it: what counted left with its period.
      if (ladder.period.kind === 'calendar' && account.tier_value == null) account.available = 0
      value = ladder.period.kind === 'calendar' ? 0 : ladderValue(account)
      account.tier_value = null
    }
  }
}

function changeTier(
  ladder: Ladder,
  account: AccountState,
  to: TierState | null,
  tier_changes: TierChange[],
): void {
  const from = account.tier ?? null
  if (!to || to === from) return
  account.tier = to
  tier_changes.push({ ladder_id: ladder.ladder_id, from, to })
}

const NO_TIERS: string[] = []

function standingTiers({ ladders, asks_tiers }: ReadyProgramme, accounts: AccountState[]): string[] {
  if (!asks_tiers || ladders.length === 0) return NO_TIERS
  const tier_ids: string[] = []
  for (const { ladder, unit } of ladders) {
    const tier = tierOf(ladder, accountFor(accounts, unit).tier)
    if (tier) tier_ids.push(tier.tier_id)
  }
  return tier_ids
}

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
