import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { ProgrammeWithdrawn, ProgrammeWritten } from './events.ts'
import type { EarningRule, Programme } from './programme.ts'
import { addVersion, addWithdrawal, findFacts, listNames, listVersions, type Version } from './queries.ts'
import { refuse } from './refusals.ts'
import { checkProgramme, programmeInWords, warnings } from './rules.ts'

/** The version a sale of this instant is judged by. */
export async function findProgramme(ctx: Context, at: Date = ctx.now): Promise<Version | undefined> {
  const begun = (await listVersions(ctx)).filter((one) => !one.withdrawn_at && one.effective_at <= at)
  return begun.toSorted(
    (a, b) => b.effective_at.getTime() - a.effective_at.getTime() || b.version - a.version,
  )[0]
}

/** What the customer reads, from the rules themselves, in both languages. */
export async function sayProgramme(ctx: Context, programme: Programme) {
  const names = await listNames(ctx, programme)
  return { fr: programmeInWords(programme, 'fr', names), en: programmeInWords(programme, 'en', names) }
}

export async function describeProgramme(ctx: Context, programme: Programme) {
  const problems = checkProgramme(programme)
  const blank = { sentences: [], parts: [], example: '' }
  return {
    problems,
    warnings: problems.length > 0 ? [] : warnings(programme, await findFacts(ctx)),
    words: problems.length > 0 ? { fr: blank, en: blank } : await sayProgramme(ctx, programme),
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
  const problems = checkProgramme(wish.programme)
  if (problems.length > 0) throw refuse('programme_has_problems', { problems })
  const asked = wish.effective_at ? new Date(wish.effective_at) : ctx.now
  const versions = await listVersions(ctx)
  // The first programme may begin in the past: sales brought in from a file are judged by it.
  if (versions.length > 0 && asked.getTime() < ctx.now.getTime() - 60_000)
    throw refuse('programme_in_the_past')
  const earlier = versions[0]
  if (wish.version !== (earlier?.version ?? 0) + 1)
    throw refuse('programme_version_taken', { version: (earlier?.version ?? 0) + 1 })
  const programme = {
    ...wish.programme,
    earning: wish.programme.earning.map((rule) => withOwnRemainder(rule, versions)),
  }
  const written = await addVersion(ctx, wish.version, programme, asked)
  if (!written?.numInsertedOrUpdatedRows)
    throw refuse('programme_version_taken', { version: wish.version + 1 })
  await publish(ctx, ProgrammeWritten, {
    version: wish.version,
    name: programme.name,
    effective_at: asked.toISOString(),
  })
  return {
    version: wish.version,
    programme,
    effective_at: asked,
    ...(await describeProgramme(ctx, programme)),
  }
}

/** What a rule has kept is measured in its own steps: a rule whose figures change is another rule. */
function withOwnRemainder(rule: EarningRule, versions: Version[]): EarningRule {
  const before = versions
    .flatMap(({ programme }) => programme.earning)
    .find((one) => one.rule_id === rule.rule_id)
  const same =
    !before || (before.unit === rule.unit && JSON.stringify(before.counts) === JSON.stringify(rule.counts))
  return same ? rule : { ...rule, rule_id: newId() }
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
