import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { CodeRow, LinkRow } from './sign.ts'

export async function addLinks({ tx, tenant_id, now }: Context, rows: LinkRow[]) {
  if (rows.length === 0) return
  await tx
    .insertInto('link')
    .values(rows.map((row) => ({ ...row, tenant_id, made_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function addCodes({ tx, tenant_id, now }: Context, rows: CodeRow[]) {
  if (rows.length === 0) return
  await tx
    .insertInto('link_code')
    .values(rows.map((row) => ({ ...row, tenant_id, made_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function findLink({ tx, tenant_id }: Context, link_id: string) {
  return tx
    .selectFrom('link')
    .select(['link_id', 'url'])
    .where('tenant_id', '=', tenant_id)
    .where('link_id', '=', link_id)
    .executeTakeFirst()
}

export function findByCode({ tx, tenant_id }: Context, code: string) {
  return tx
    .selectFrom('link_code')
    .innerJoin('link', (join) =>
      join
        .onRef('link.tenant_id', '=', 'link_code.tenant_id')
        .onRef('link.link_id', '=', 'link_code.link_id'),
    )
    .select(['link.link_id', 'link.url', 'link_code.message_id'])
    .where('link_code.tenant_id', '=', tenant_id)
    .where('link_code.code', '=', code)
    .executeTakeFirst()
}

export type Traced = { message_id: string; customer_id: string; sent_at: Date | null; tracked: boolean }

/** Of whom messages were, and whether they agree to being followed now. */
export async function listTraced({ tx, tenant_id }: Context, message_ids: string[]): Promise<Traced[]> {
  const { rows } = await sql<Traced>`
    select m.message_id, m.customer_id, m.sent_at, coalesce(bool_and(last.given), false) tracked
    from message m left join lateral (
      select distinct on (c.purpose) c.given from consent c
      where c.tenant_id = m.tenant_id and c.customer_id = m.customer_id and c.channel = 'tracking'
      order by c.purpose, c.occurred_at desc, c.recorded_at desc, c.given, c.consent_id desc
    ) last on true
    where m.tenant_id = ${tenant_id} and m.message_id = any(${message_ids}::uuid[]) and m.customer_id is not null
    group by m.message_id, m.customer_id, m.sent_at`.execute(tx)
  return rows
}

/** Those of them who agree to being followed: a yes, and no standing no. */
export async function listTracked({ tx, tenant_id }: Context, customer_ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from (
      select distinct on (customer_id, purpose) customer_id, given from consent
      where tenant_id = ${tenant_id} and channel = 'tracking' and customer_id = any(${customer_ids}::uuid[])
      order by customer_id, purpose, occurred_at desc, recorded_at desc, given, consent_id desc
    ) last group by customer_id having bool_and(given)`.execute(tx)
  return rows.map(({ customer_id }) => customer_id)
}

export type ClickRow = {
  click_id: string
  link_id: string
  message_id: string
  customer_id: string
  machine: string | null
  clicked_at: Date
}

export async function addClicks({ tx, tenant_id }: Context, rows: ClickRow[]) {
  if (rows.length > 0)
    await tx
      .insertInto('link_click')
      .values(rows.map((row) => ({ ...row, tenant_id })))
      .execute()
}

export type OpenRow = {
  open_id: string
  message_id: string
  customer_id: string
  machine: string | null
  opened_at: Date
}

export async function addOpens({ tx, tenant_id }: Context, rows: OpenRow[]) {
  if (rows.length > 0)
    await tx
      .insertInto('message_opening')
      .values(rows.map((row) => ({ ...row, tenant_id })))
      .execute()
}

/** Messages that a person opened before. */
export async function listOpened({ tx, tenant_id }: Context, message_ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('message_opening')
    .select('message_id')
    .distinct()
    .where('tenant_id', '=', tenant_id)
    .where('message_id', 'in', message_ids)
    .where('machine', 'is', null)
    .execute()
  return new Set(rows.map(({ message_id }) => message_id))
}

export type DayCount = { link_id: string; people: number; machines: number }

export async function countDay({ tx, tenant_id }: Context, day: string, rows: DayCount[]) {
  if (rows.length === 0) return
  const sorted = rows.toSorted((a, b) => (a.link_id < b.link_id ? -1 : 1))
  await sql`
    insert into link_day as d (tenant_id, link_id, day, people, machines)
    select ${tenant_id}, r.link_id, ${day}::date, r.people, r.machines
    from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as r (link_id text, people integer, machines integer)
    order by r.link_id
    on conflict (tenant_id, link_id, day)
      do update set people = d.people + excluded.people, machines = d.machines + excluded.machines`.execute(
    tx,
  )
}

export function findTimeZone({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select('time_zone')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}

export async function listLinkUrls({ tx, tenant_id }: Context, link_ids: string[]) {
  return tx
    .selectFrom('link')
    .select(['link_id', 'url', 'origin_kind', 'origin_id', 'place'])
    .where('tenant_id', '=', tenant_id)
    .where('link_id', 'in', link_ids)
    .execute()
}
