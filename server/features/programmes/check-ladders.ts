/** Tiers that nobody could climb, and ladders that count what is not there. */
import type { Report } from './check-sentences.ts'
import { CENTS_MAX, checkIds, checkName, checkWhole } from './check-values.ts'
import type { Ladder, Programme, Tier } from './programme.ts'

const MONTHS_MAX = 600
const PERIODS_MAX = 10
const GRACE_DAYS_MAX = 365

export function checkLadders({ ladders = [], units, earning }: Programme, report: Report): void {
  checkIds(
    ladders.map(({ ladder_id }) => ladder_id),
    'ladders',
    'ladder_id',
    report,
  )
  const tiers = ladders.flatMap((ladder) => ladder.tiers)
  ladders.forEach((ladder, n) => {
    const path = `ladders.${n}`
    // What counts towards a ladder is an award under its id: it must not be a rule's.
    if (earning.some(({ rule_id }) => rule_id === ladder.ladder_id))
      report('id_duplicate', `${path}.ladder_id`)
    checkLadder(ladder, units, path, report)
    ladder.tiers.forEach((tier, at) => {
      const isTaken = tiers.some((one) => one !== tier && one.tier_id === tier.tier_id)
      if (tier.tier_id.trim() === '') report('id_empty', `${path}.tiers.${at}.tier_id`)
      // Conditions name a tier without its ladder.
      else if (isTaken) report('id_duplicate', `${path}.tiers.${at}.tier_id`)
      checkTier(tier, ladder.tiers[at - 1], `${path}.tiers.${at}`, report)
    })
  })
}

function checkLadder(ladder: Ladder, units: Programme['units'], path: string, report: Report): void {
  const { name, measures, period, starts, keeps_periods, grace_days, tiers } = ladder
  checkName(name, `${path}.name`, report)
  if (measures.by === 'units' && !units.some(({ unit }) => unit === measures.unit))
    report('unit_unknown', `${path}.measures.unit`)
  if (measures.by === 'visits')
    checkWhole(measures.minimum_cents, 0, CENTS_MAX, `${path}.measures.minimum_cents`, report)
  if (period.kind === 'rolling') {
    checkWhole(period.months, 1, MONTHS_MAX, `${path}.period.months`, report)
    if (starts === 'next_period') report('starts_without_period', `${path}.starts`)
  }
  checkWhole(keeps_periods, 0, PERIODS_MAX, `${path}.keeps_periods`, report)
  checkWhole(grace_days, 0, GRACE_DAYS_MAX, `${path}.grace_days`, report)
  if (tiers.length === 0) report('tiers_missing', `${path}.tiers`)
}

function checkTier(tier: Tier, before: Tier | undefined, path: string, report: Report): void {
  checkName(tier.name, `${path}.name`, report)
  checkWhole(tier.threshold, 0, CENTS_MAX, `${path}.threshold`, report)
  if (before !== undefined && tier.threshold <= before.threshold)
    report('thresholds_not_rising', `${path}.threshold`)
  tier.benefits.forEach(({ kind, text }, n) => {
    // Free delivery and private sales say themselves.
    const mustSay = kind === 'other' || kind === 'service'
    if (mustSay && text.trim() === '') report('benefit_text_missing', `${path}.benefits.${n}.text`)
  })
}
