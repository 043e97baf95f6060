import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../lib/id.ts'
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { instantAfter } from './begins.ts'
import { ProgrammeWithdrawn, ProgrammeWritten } from './events.ts'
import type { Ladder, Programme } from './programme.ts'
import {
  addVersion,
  addWithdrawal,
  findHabits,
  findMargin,
  findShop,
  findVersionAt,
  listCategories,
  listNames,
  listVersions,
  SAMPLE,
  type Habits,
  type Version,
} from './queries.ts'
import { problemOf, type Problem } from './check-sentences.ts'
import { refuse } from './refusals.ts'
import { checkProgramme, programmeInWords, warnings } from './rules.ts'
import type { ProgrammeFacts } from './reckon.ts'

/** The version a sale of this instant is judged by. */
export function findProgramme(ctx: Context, at: Date = ctx.now): Promise<Version | undefined> {
  return findVersionAt(ctx, at)
}

/** What the customer reads, from the rules themselves, in both languages. */
export async function sayProgramme(ctx: Context, programme: Programme) {
  const names = await listNames(ctx, programme)
  return { fr: programmeInWords(programme, 'fr', names), en: programmeInWords(programme, 'en', names) }
}

/** The draft's problems, its traps by the shop's own figures, and its words; nothing is written. */
export async function describeProgramme(ctx: Context, programme: Programme) {
  const { problems, facts } = await checked(ctx, programme, await listVersions(ctx))
  const blank = { sentences: [], parts: [], example: '' }
  return {
    problems,
    warnings: problems.length > 0 ? [] : warnings(programme, await facts()),
    words: problems.length > 0 ? { fr: blank, en: blank } : await sayProgramme(ctx, programme),
  }
}

/** What is wrong with it by itself, and with what customers already hold. */
async function checked(ctx: Context, programme: Programme, versions: Version[]) {
  const shop = await findShop(ctx)
  const today = isoDate(localDayOf(ctx.now.getTime(), shop.time_zone))
  const problems = [...checkProgramme(programme, today), ...changedKinds(programme, versions)]
  return { problems, facts: async () => ({ ...(await findFacts(ctx, shop)), today }) }
}

/** Fewer sales than this say nothing about how customers buy. */
const SALES_MIN = 20

const HABITS_KEPT_MS = 10 * 60_000
const keptHabits = new Map<string, { at_ms: number; habits: Habits }>()

/** Of a chain they take a second to count and do not change while one types: kept for ten minutes. A shop's are counted. */
async function habitsOf(ctx: Context): Promise<Habits> {
  const now_ms = ctx.now.getTime()
  const kept = keptHabits.get(ctx.tenant_id)
  if (kept && now_ms - kept.at_ms < HABITS_KEPT_MS) return kept.habits
  const habits = await findHabits(ctx)
  if (habits.customers >= SAMPLE / 2) keptHabits.set(ctx.tenant_id, { at_ms: now_ms, habits })
  else keptHabits.delete(ctx.tenant_id)
  return habits
}

/** How this shop's customers buy, what it sells and where, for the warnings. */
export async function findFacts(ctx: Context, shop?: { country: string }): Promise<ProgrammeFacts> {
  const { country } = shop ?? (await findShop(ctx))
  const facts: ProgrammeFacts = { country, categories: await listCategories(ctx) }
  const margin = await findMargin(ctx)
  if (margin) facts.margin_basis_points = margin
  const { customers, sales, ...habits } = await habitsOf(ctx)
  if (sales < SALES_MIN || habits.average_basket_cents === null) return facts
  const known = Object.entries(habits).filter(([, value]) => value !== null)
  return {
    ...facts,
    ...(Object.fromEntries(known) as Partial<ProgrammeFacts>),
    average_basket_cents: Math.round(habits.average_basket_cents),
    average_days_between_visits: Math.round(365 / Math.max(1, sales / customers)),
  }
}

/**
 * A new version, in force from a date that is not past (a minute of slack for the way here). The version's number is
 * the caller's: two people who edit at once do not overwrite each other.
 */
export async function writeProgramme(
  ctx: Context,
  wish: { version: number; programme: Programme; effective_at?: string },
) {
  const versions = await listVersions(ctx)
  const { problems } = await checked(ctx, wish.programme, versions)
  if (problems.length > 0) throw refuse('programme_has_problems', { problems })
  const asked = wish.effective_at ? new Date(wish.effective_at) : ctx.now
  // The first programme may begin in the past: sales brought in from a file are judged by it.
  if (versions.length > 0 && asked.getTime() < ctx.now.getTime() - 60_000)
    throw refuse('programme_in_the_past')
  const earlier = versions[0]
  if (wish.version !== (earlier?.version ?? 0) + 1)
    throw refuse('programme_version_taken', { version: (earlier?.version ?? 0) + 1 })
  const programme = withOwnLadders(withOwnRemainders(wish.programme, versions), versions)
  const effective_at = asked <= ctx.now ? instantAfter(asked, versions) : asked
  const written = await addVersion(ctx, wish.version, programme, effective_at)
  if (!written?.numInsertedOrUpdatedRows)
    throw refuse('programme_version_taken', { version: wish.version + 1 })
  await publish(ctx, ProgrammeWritten, {
    version: wish.version,
    name: programme.name,
    effective_at: effective_at.toISOString(),
  })
  return {
    version: wish.version,
    programme,
    effective_at,
    ...(await describeProgramme(ctx, programme)),
  }
}

/**
 * What a rule has kept is measured in its own steps: a rule whose figures change is another rule. Bonuses that named it
 * name the new one.
 */
function withOwnRemainders(programme: Programme, versions: Version[]): Programme {
  const renamed = new Map<string, string>()
  const earning = programme.earning.map((rule) => {
    const before = versions
      .flatMap((version) => version.programme.earning)
      .find((one) => one.rule_id === rule.rule_id)
    const isSame =
      !before || (before.unit === rule.unit && JSON.stringify(before.counts) === JSON.stringify(rule.counts))
    if (isSame) return rule
    const rule_id = newId()
    renamed.set(rule.rule_id, rule_id)
    return { ...rule, rule_id }
  })
  if (renamed.size === 0) return programme
  const multipliers = programme.multipliers?.map((one) =>
    one.rule_ids ? { ...one, rule_ids: one.rule_ids.map((id) => renamed.get(id) ?? id) } : one,
  )
  return { ...programme, earning, ...(multipliers && { multipliers }) }
}

/**
 * What somebody has counted on a ladder is in its measure and leaves with its period: a ladder that counts otherwise is
 * another ladder, and begins with what was bought before, counted anew. Names and thresholds may change.
 */
function withOwnLadders(programme: Programme, versions: Version[]): Programme {
  const known = versions.flatMap((version) => version.programme.ladders ?? [])
  const counting = ({ measures, period }: Ladder) => [
    Object.entries(measures).sort(([a], [b]) => (a < b ? -1 : 1)),
    Object.entries(period).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  const ladders = programme.ladders?.map((ladder) => {
    const before = known.find((one) => one.ladder_id === ladder.ladder_id)
    if (!before || isDeepStrictEqual(counting(before), counting(ladder))) return ladder
    const stem = ladder.ladder_id.replace(/_\d+$/, '')
    const alike = known.filter(({ ladder_id }) => ladder_id.replace(/_\d+$/, '') === stem)
    const earlier = alike.find((one) => isDeepStrictEqual(counting(one), counting(ladder)))
    const taken = new Set([...known, ...programme.ladders!].map(({ ladder_id }) => ladder_id))
    let number = 2
    while (taken.has(`${stem}_${number}`)) number += 1
    return { ...ladder, ladder_id: earlier?.ladder_id ?? `${stem}_${number}` }
  })
  return ladders ? { ...programme, ladders } : programme
}

/** Who holds 200 points must not wake up with 2 € of a kitty: a unit that was in force stays what it is. */
function changedKinds({ units }: Programme, versions: Version[]): Problem[] {
  const kinds = new Map(
    versions
      .filter(({ withdrawn_at }) => !withdrawn_at)
      .flatMap(({ programme }) => programme.units.map(({ unit, kind }) => [unit, kind] as const)),
  )
  return units.flatMap(({ unit, kind }, n) =>
    (kinds.get(unit) ?? kind) === kind ? [] : [problemOf('unit_kind_changed', `units.${n}.kind`)],
  )
}

/** Only before its first day: what was promised and has begun stands. */
export async function withdrawProgramme(ctx: Context, version: number) {
  const found = (await listVersions(ctx)).find((one) => one.version === version)
  if (!found) throw refuse('programme_not_found')
  if (found.withdrawn_at) return
  if (found.effective_at <= ctx.now) throw refuse('programme_has_begun')
  await addWithdrawal(ctx, version)
  await publish(ctx, ProgrammeWithdrawn, { version })
}
