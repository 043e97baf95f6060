/** One timeline per person, and a statement that explains every point. Reads only. */
import type { Context } from '../../platform/database.ts'
import type { Language } from '../../lib/money.ts'
import { listActorNames } from '../customers/actor-names.ts'
import { refuse } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Programme } from '../programmes/programme.ts'
import { explainAward, unitsInWords } from '../programmes/words.ts'
import {
  findPerson,
  findShop,
  KINDS,
  listCausesOfOthers,
  listEntries,
  listHappenings,
  listJudgedSales,
  type Cursor,
  type Entry,
  type Kind,
} from './queries.ts'
import { explainEntry, say, type Saying } from './words.ts'

type Page = { cursor?: string; limit?: number }

export async function readTimeline(
  ctx: Context,
  customer_id: string,
  { kinds, cursor, limit = 50 }: Page & { kinds?: Kind[] },
  language: Language,
) {
  const who = await findPerson(ctx, customer_id)
  if (!who) throw refuse('customer_not_found')
  const rows = await listHappenings(
    ctx,
    who,
    kinds && kinds.length > 0 ? kinds : KINDS,
    readCursor(cursor),
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const [saying, names] = [
    await sayingOf(ctx, language),
    await listActorNames(
      ctx,
      shown.flatMap(({ actor }) => actor ?? []),
    ),
  ]
  return {
    items: shown.map(({ id, kind, occurred_at, payload, store_id, actor }) => ({
      id,
      kind,
      occurred_at,
      title: say({ kind, payload }, saying),
      payload,
      store_id,
      actor,
      actor_name: actor && (names.get(actor) ?? null),
    })),
    next_cursor: rows.length > limit ? writeCursor(shown.at(-1)!.occurred_at, shown.at(-1)!.id) : null,
  }
}

export async function readStatement(
  ctx: Context,
  customer_id: string,
  { unit, cursor, limit = 50 }: Page & { unit?: string },
  language: Language,
) {
  const who = await findPerson(ctx, customer_id)
  if (!who) throw refuse('customer_not_found')
  const entries = await listEntries(ctx, who.account_id, unit, readCursor(cursor), limit + 1)
  const shown = entries.slice(0, limit)
  const [saying, names] = [
    await sayingOf(ctx, language),
    await listActorNames(
      ctx,
      shown.map(({ actor }) => actor),
    ),
  ]
  const awards = await awardsInWords(ctx, shown, saying)
  return {
    items: shown.map(({ cause_kind, cause_id, actor, ...entry }) => ({
      ...entry,
      cause: { kind: cause_kind, id: cause_id },
      explanation:
        explainEntry({ ...entry, amount: entry.units, cause_kind }, saying) +
        (awards.get(`${cause_id} ${entry.unit} ${entry.kind}`) ?? ''),
      actor_name: names.get(actor) ?? null,
    })),
    next_cursor:
      entries.length > limit ? writeCursor(shown.at(-1)!.recorded_at, shown.at(-1)!.entry_id) : null,
  }
}

/**
 * The same for the holder of the card: what the team wrote beside a correction, and who, stays with the team, and what
 * others who share the account did is told as theirs.
 */
export async function readOwnStatement(ctx: Context, customer_id: string, page: Page, language: Language) {
  const { items, next_cursor } = await readStatement(ctx, customer_id, page, language)
  const [saying, others] = [
    await sayingOf(ctx, language),
    await listCausesOfOthers(
      ctx,
      customer_id,
      items.map(({ cause }) => cause.id),
    ),
  ]
  return {
    items: items.map(
      ({ entry_id, occurred_at, unit, kind, units, amount, balance_after, cause, explanation }) => ({
        entry_id,
        occurred_at,
        unit,
        // What waits is explained, and moves nothing yet.
        amount_words:
          amount === 0 ? null : `${amount < 0 ? '−' : '+'}${saying.units(unit, Math.abs(amount))}`,
        explanation: others.has(cause.id)
          ? explainEntry({ unit, kind, amount: units, cause_kind: 'household' }, saying)
          : explanation,
        balance_words: saying.units(unit, balance_after),
      }),
    ),
    next_cursor,
  }
}

async function sayingOf(ctx: Context, language: Language): Promise<Saying> {
  const [{ currency }, version] = [await findShop(ctx), await findProgramme(ctx)]
  const known = new Set(version?.programme.units.map(({ unit }) => unit))
  const units = (unit: string, count: number) =>
    version && known.has(unit)
      ? unitsInWords(version.programme, unit, count, language, { currency })
      : `${count} ${unit}`
  const tier = (ladder_id: string, tier_id: string | null) =>
    version?.programme.ladders
      ?.find((one) => one.ladder_id === ladder_id)
      ?.tiers.find((one) => one.tier_id === tier_id)?.name ?? null
  return { language, currency, units, tier }
}

/** Why a sale gave what it gave, by the version of its day: « 17,00 € comptés, plus 4,00 € gardés… ». */
async function awardsInWords(
  ctx: Context,
  entries: Entry[],
  { language, currency }: Saying,
): Promise<Map<string, string>> {
  const earned = entries.filter(({ kind, cause_kind }) => kind === 'earn' && cause_kind === 'sale')
  const sales = await listJudgedSales(ctx, [...new Set(earned.map(({ cause_id }) => cause_id))])
  const words = new Map<string, string>()
  for (const { sale_id, awards, programme } of sales)
    for (const award of awards as { rule_id: string; unit: string }[]) {
      if (!(programme as Programme).earning.some(({ rule_id }) => rule_id === award.rule_id)) continue
      const key = `${sale_id} ${award.unit} earn`
      const sentence = explainAward(award as never, programme as Programme, language, { currency })
      words.set(key, `${words.get(key) ?? ''}${language === 'fr' ? '\u202f: ' : ': '}${sentence}`)
    }
  return words
}

const writeCursor = (at: Date, id: string) =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')

function readCursor(cursor: string | undefined): Cursor | null {
  if (!cursor) return null
  try {
    const [occurred_at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return { occurred_at: new Date(occurred_at).toISOString(), id: String(id) }
  } catch {
    throw Object.assign(new Error('The cursor is not one of ours.'), { statusCode: 400 })
  }
}
