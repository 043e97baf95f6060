import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

export function findTenantName(ctx: Context) {
  return ctx.tx
    .selectFrom('tenant')
    .select(['name', 'language'])
    .where('tenant_id', '=', ctx.tenant_id)
    .executeTakeFirstOrThrow()
}

export function listTexts(ctx: Context) {
  return ctx.tx
    .selectFrom('consent_text')
    .select(['channel', 'purpose', 'version', 'language', 'text', 'written_at', 'written_by'])
    .where('tenant_id', '=', ctx.tenant_id)
    .orderBy('channel')
    .orderBy('purpose')
    .orderBy('version')
    .orderBy('language')
    .execute()
}

export function findText(
  ctx: Context,
  key: { channel: string; purpose: string; version: number; language: string },
) {
  return ctx.tx
    .selectFrom('consent_text')
    .select(['text', 'written_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('channel', '=', key.channel)
    .where('purpose', '=', key.purpose)
    .where('version', '=', key.version)
    .where('language', '=', key.language)
    .executeTakeFirst()
}

/** The version in force: the latest written; none is nothing. */
export async function findLatestVersion(
  ctx: Context,
  channel: string,
  purpose: string,
): Promise<number | null> {
  const row = await ctx.tx
    .selectFrom('consent_text')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('tenant_id', '=', ctx.tenant_id)
    .where('channel', '=', channel)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row?.version ?? null
}

type TextRow = { channel: string; purpose: string; version: number; language: string; text: string }

export function addText(ctx: Context, row: TextRow) {
  return ctx.tx
    .insertInto('consent_text')
    .values({ ...row, tenant_id: ctx.tenant_id, written_by: ctx.actor, written_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function findConsent(ctx: Context, customer_id: string, consent_id: string) {
  return ctx.tx
    .selectFrom('consent')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('consent_id', '=', consent_id)
    .executeTakeFirst()
}

export type ConsentRow = {
  customer_id: string
  consent_id: string
  channel: string
  purpose: string
  given: boolean
  text_version: number
  language: string
  text_hash: Buffer
  source: string
  store_id: string | null
  device_id: string | null
  occurred_at: Date
  import_id?: string | null
}

/** How many were new: the same id twice is one. */
export async function addConsents(ctx: Context, rows: ConsentRow[]): Promise<ConsentRow[]> {
  if (rows.length === 0) return []
  const added = await ctx.tx
    .insertInto('consent')
    .values(rows.map((row) => ({ ...row, tenant_id: ctx.tenant_id, actor: ctx.actor, recorded_at: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('consent_id')
    .execute()
  const ids = new Set(added.map(({ consent_id }) => consent_id))
  return rows.filter(({ consent_id }) => ids.has(consent_id))
}

export type CurrentConsent = {
  consent_id: string
  channel: string
  purpose: string
  given: boolean
  occurred_at: Date
  source: string
  text_version: number
  language: string
  text: string | null
}

/**
 * The last answer to each question; at the same instant a no wins. A question never asked is not there, and
 * means no.
 */
export async function listCurrent(ctx: Context, customer_id: string): Promise<CurrentConsent[]> {
  const { rows } = await sql<CurrentConsent>`
    select distinct on (c.channel, c.purpose) c.consent_id, c.channel, c.purpose, c.given, c.occurred_at,
      c.source,
      c.text_version, c.language, t.text
    from consent c left join consent_text t on t.tenant_id = c.tenant_id and t.channel = c.channel
      and t.purpose = c.purpose and t.version = c.text_version and t.language = c.language
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = ${customer_id}
    order by c.channel, c.purpose, c.occurred_at desc, c.recorded_at desc, c.given, c.consent_id desc
  `.execute(ctx.tx)
  return rows
}

export type HistoryRow = CurrentConsent & {
  recorded_at: Date
  text_hash: string
  store_id: string | null
  device_id: string | null
  actor: string
}

export async function listHistory(ctx: Context, customer_id: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select c.consent_id, c.channel, c.purpose, c.given, c.occurred_at, c.recorded_at, c.source,
      c.text_version, c.language,
      encode(c.text_hash, 'hex') text_hash, t.text, c.store_id, c.device_id, c.actor
    from consent c left join consent_text t on t.tenant_id = c.tenant_id and t.channel = c.channel
      and t.purpose = c.purpose and t.version = c.text_version and t.language = c.language
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = ${customer_id}
    order by c.occurred_at desc, c.recorded_at desc, c.consent_id desc limit 500`.execute(ctx.tx)
  return rows
}

export function findPerson(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer')
    .select(['customer_id', 'left_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}
