/** Reading and writing what a shop sets; each writing is a version, and the last one is in force. */
import type { Context } from '../../platform/database.ts'
import { addPrices, addRules } from './queries.ts'
import { readPrices, readRules } from './read-setting.ts'
import { refuse } from './refusals.ts'
import { LIMITS, type Hours, type PressureRules, type Prices } from './settings.ts'

/** `version` is the one that was read: two people at once do not overwrite each other unseen. */
export async function writeRules(ctx: Context, version: number, rules: PressureRules) {
  checkRules(rules)
  const standing = (await readRules(ctx)).version
  if (version !== standing || !(await addRules(ctx, version + 1, rules)))
    throw refuse('rules_changed_meanwhile', { version: standing })
  return readRules(ctx)
}

export async function writePrices(ctx: Context, version: number, prices: Prices) {
  const { letter_weights: _, ...channels } = prices
  for (const [channel, tiers] of Object.entries(channels)) {
    const rises = tiers.every((tier, nth) => nth === 0 || tier.from > tiers[nth - 1]!.from)
    if (tiers[0]?.from !== 1 || !rises) throw refuse('prices_must_begin_at_one', { channel })
  }
  const standing = (await readPrices(ctx)).version
  if (version !== standing || !(await addPrices(ctx, version + 1, prices)))
    throw refuse('rules_changed_meanwhile', { version: standing })
  return readPrices(ctx)
}

/** What the law and the charter fix is refused here, not silently cut: whoever sets it must know. */
export function checkRules(rules: PressureRules) {
  for (const [channel, limit] of Object.entries(LIMITS.hours) as ['sms' | 'phone', Hours][]) {
    const wanted = rules.hours[channel]
    if (!wanted || !isWithin(wanted, limit)) throw refuse('hours_too_wide', { channel })
  }
  const { sms } = rules.hours
  if (sms && (sms.public_holidays || sms.days.includes(7)) && rules.sunday_decision.trim().length < 10)
    throw refuse('sunday_needs_decision')
}

const isWithin = (wanted: Hours, limit: Hours) =>
  wanted.days.every((day) => limit.days.includes(day)) &&
  (limit.public_holidays || !wanted.public_holidays) &&
  wanted.spans.every(([from, to]) => limit.spans.some(([first, last]) => from >= first && to <= last))
