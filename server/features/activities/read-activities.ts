/** What a customer did, with what it gave and why, in words. */
import type { Language } from '../../lib/money.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { findCustomer } from '../customers/actions.ts'
import { listActorNames } from '../customers/actor-names.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Award } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { unitsInWords } from '../programmes/rules.ts'
import { explainAward } from '../programmes/words.ts'
import { findCurrency, listActivities, type ActivityRow } from './queries.ts'
import type { Answer } from './record-activity.ts'
import { nameOfActivity } from './rules.ts'

type Page = { cursor?: string; limit?: number }

export async function readActivities(
  ctx: Context,
  customer_id: string,
  { cursor, limit = 50 }: Page,
  language: Language,
) {
  if (!(await findCustomer(ctx, customer_id))) throw refuseCustomer('customer_not_found')
  const rows = await listActivities(ctx, customer_id, cursor ? readCursor(cursor) : null, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return {
    items: await sayActivities(ctx, items, language),
    next_cursor: last && writeCursor(last.occurred_at, last.activity_id),
  }
}

export async function sayActivity(ctx: Context, row: ActivityRow, language: Language) {
  return (await sayActivities(ctx, [row], language))[0]!
}

async function sayActivities(ctx: Context, rows: ActivityRow[], language: Language) {
  const { currency } = await findCurrency(ctx)
  const names = await listActorNames(
    ctx,
    rows.map(({ actor }) => actor),
  )
  const said = []
  for (const row of rows) {
    const programme = row.programme_version === null ? null : await programmeOf(ctx, row)
    const answer = row.answer as Answer
    const units = (unit: string, count: number) =>
      programme ? unitsInWords(programme, unit, count, language, { currency }) : `${count} ${unit}`
    said.push({
      activity_id: row.activity_id,
      customer_id: row.customer_id,
      activity: row.activity,
      name: nameOfActivity(row.activity, language),
      store_id: row.store_id,
      channel: row.channel,
      properties: row.properties as Record<string, unknown>,
      occurred_at: row.occurred_at,
      recorded_at: row.recorded_at,
      actor_name: names.get(row.actor) ?? null,
      earned: answer.earned.map((one) => ({
        ...one,
        words: units(one.unit, one.units),
        why: programme ? whyOf(row.awards as Award[], one.unit, programme, language, currency) : [],
      })),
      triggered: answer.triggered,
      tier_changes: answer.tier_changes,
      cancelled_at: row.cancelled_at,
      cancelled_reason: row.cancelled_reason,
      taken_back: (answer.taken_back ?? []).map((one) => ({ ...one, words: units(one.unit, one.units) })),
    })
  }
  return said
}

/** The version of its day, which may since have been followed by others. */
async function programmeOf(ctx: Context, { occurred_at }: ActivityRow): Promise<Programme | null> {
  return (await findProgramme(ctx, occurred_at))?.programme ?? null
}

function whyOf(awards: Award[], unit: string, programme: Programme, language: Language, currency: string) {
  return awards
    .filter((award) => award.unit === unit && knows(programme, award))
    .map((award) => explainAward(award, programme, language, { currency }))
}

const knows = ({ earning }: Programme, { rule_id }: Award) =>
  earning.some((rule) => rule.rule_id === rule_id.replace(/:boost$/, ''))
