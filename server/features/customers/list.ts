/** Customers by filter, in order, page by page. */
import { sql, type RawBuilder } from 'kysely'
import { Type, type Static } from 'typebox'
import { DAY_MS } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { Id, Time } from '../../platform/http.ts'
import { endOfPrefix } from './name-words.ts'
import { findTenant } from './queries.ts'
import { readSearch, type Ask } from './read-search.ts'
import { boundOf, RECENCY_BANDS } from './recency.ts'

const literals = <const T extends string>(values: readonly T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)))
const CONSENT_CHANNELS = ['email', 'sms', 'phone', 'letter', 'push'] as const

export const ListFilters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  store_id: Type.Optional(Id),
  tag: Type.Optional(Type.String({ maxLength: 60 })),
  list_id: Type.Optional(Id),
  recency: Type.Optional(literals(RECENCY_BANDS)),
  created_from: Type.Optional(Time),
  created_to: Type.Optional(Time),
  consent_email: Type.Optional(Type.Boolean()),
  consent_sms: Type.Optional(Type.Boolean()),
  consent_phone: Type.Optional(Type.Boolean()),
  consent_letter: Type.Optional(Type.Boolean()),
  consent_push: Type.Optional(Type.Boolean()),
  spent_cents_min: Type.Optional(Type.Integer({ minimum: 0 })),
  birthday_month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  /** Without it, those who are still there. */
  left: Type.Optional(literals(['no', 'yes', 'all'])),
}
export const ListSort = { sort: Type.Optional(literals(['name', 'created', 'last_sale', 'spent'])) }

const Filters = Type.Object({ ...ListFilters, ...ListSort })
export type Filters = Static<typeof Filters>
type Page = { cursor?: string; limit?: number }

export type Row = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  home_store_id: string | null
  created_at: Date
  left_at: Date | null
  last_sale_at: Date | null
  sales_count: number
  spent_cents: number
  card_number: string | null
  phone: string | null
  email: string | null
  balance: Record<string, number>
  tags: string[]
  key: string | number
}

/** `stores` are those the caller may see; null is all. The total is told on the first page. */
export async function listCustomers(
  ctx: Context,
  { cursor, limit = 50, ...filters }: Filters & Page,
  stores: string[] | null,
) {
  const where = await conditions(ctx, filters, stores)
  const rows = await readPage(ctx, where, filters.sort ?? 'name', cursor, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return {
    items,
    next_cursor: last && writeCursor(last),
    ...(!cursor && { total: await countCustomers(ctx, where) }),
  }
}

const SORTS = {
  name: { key: sql`c.sort_name`, type: sql`text`, down: false },
  created: { key: sql`c.created_at`, type: sql`timestamptz`, down: true },
  last_sale: { key: sql`coalesce(f.last_sale_at, '-infinity')`, type: sql`timestamptz`, down: true },
  spent: { key: sql`coalesce(f.spent_cents - f.returned_cents, 0)`, type: sql`bigint`, down: true },
}

export async function readPage(
  ctx: Context,
  where: RawBuilder<unknown>,
  sort: keyof typeof SORTS,
  cursor: string | undefined,
  limit: number,
): Promise<Row[]> {
  const { key, type, down } = SORTS[sort]
  const from = cursor ? readCursor(cursor) : null
  const after = from
    ? sql`and (${key} ${down ? sql`<` : sql`>`} ${from.key}::${type} or (${key} = ${from.key}::${type}
      and c.customer_id > ${from.customer_id}::uuid))`
    : sql``
  const latest = (kind: string) => sql`(select i.value from identifier i where i.tenant_id = ${ctx.tenant_id}
    and i.customer_id = p.customer_id and i.kind = ${kind} order by i.recorded_at desc, i.value limit 1)`
  const { rows } = await sql<Row>`
    with p as (
      select c.customer_id, c.account_id, c.first_name, c.last_name, c.home_store_id, c.created_at,
        c.left_at, f.last_sale_at,
        coalesce(f.sales_count, 0) sales_count, coalesce(f.spent_cents - f.returned_cents,
          0)::bigint spent_cents, ${key} as sort_key
      from customer c left join customer_figures f on f.tenant_id = ${ctx.tenant_id}
        and f.customer_id = c.customer_id
      where ${where} ${after} order by ${key} ${down ? sql`desc` : sql`asc`}, c.customer_id limit ${limit}
    )
    select p.*, p.sort_key::text as key, ${latest('card')} card_number, ${latest('phone')} phone,
      ${latest('email')} email,
      coalesce((select jsonb_object_agg(a.unit, a.balance - a.held) from account a
        where a.tenant_id = ${ctx.tenant_id} and a.account_id = p.account_id
          and left(a.unit, 5) <> 'tier_'), '{}') balance,
      array(select t.tag from customer_tag t where t.tenant_id = ${ctx.tenant_id}
        and t.customer_id = p.customer_id order by 1) tags
    from p order by p.sort_key ${down ? sql`desc` : sql`asc`}, p.customer_id`.execute(ctx.tx)
  return rows
}

async function countCustomers(ctx: Context, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int total from customer c
    left join customer_figures f on f.tenant_id = ${ctx.tenant_id} and f.customer_id = c.customer_id
      where ${where}`.execute(ctx.tx)
  return rows[0]!.total
}

export const writeCursor = ({ key, customer_id }: Row) =>
  Buffer.from(JSON.stringify([key, customer_id])).toString('base64url')

function readCursor(cursor: string): { key: string; customer_id: string } {
  try {
    const [key, customer_id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return { key: String(key), customer_id: String(customer_id) }
  } catch {
    throw Object.assign(new Error('The cursor is not one of ours.'), { statusCode: 400 })
  }
}

export async function conditions(
  ctx: Context,
  filters: Filters,
  stores: string[] | null,
): Promise<RawBuilder<unknown>> {
  const { tenant_id } = ctx
  const all = [sql`c.tenant_id = ${tenant_id}`]
  const add = (condition: RawBuilder<unknown>) => all.push(condition)
  if (filters.left !== 'all')
    add(filters.left === 'yes' ? sql`c.left_at is not null` : sql`c.left_at is null`)
  if (stores)
    add(sql`(c.home_store_id = any(${stores}::uuid[]) or c.created_store_id = any(${stores}::uuid[]))`)
  if (filters.store_id) add(sql`c.home_store_id = ${filters.store_id}`)
  if (filters.created_from) add(sql`c.created_at >= ${new Date(filters.created_from)}`)
  if (filters.created_to) add(sql`c.created_at < ${new Date(filters.created_to)}`)
  if (filters.spent_cents_min !== undefined)
    add(sql`coalesce(f.spent_cents - f.returned_cents, 0) >= ${filters.spent_cents_min}`)
  if (filters.birthday_month) add(sql`extract(month from c.birth_date) = ${filters.birthday_month}`)
  if (filters.recency) add(recencyCondition(ctx, filters.recency))
  if (filters.tag)
    add(
      sql`c.customer_id in (select customer_id from customer_tag where tenant_id = ${tenant_id}
        and tag = ${filters.tag})`,
    )
  if (filters.list_id)
    add(
      sql`c.customer_id in (select customer_id from list_member where tenant_id = ${tenant_id}
        and list_id = ${filters.list_id} and left_at is null)`,
    )
  for (const channel of CONSENT_CHANNELS) {
    const wanted = filters[`consent_${channel}`]
    if (wanted !== undefined)
      add(sql`c.customer_id ${wanted ? sql`in` : sql`not in`} ${sayingYes(tenant_id, channel)}`)
  }
  if (filters.q?.trim()) add(await searchCondition(ctx, filters.q))
  return sql.join(all, sql` and `)
}

/** Those whose last answer is yes. */
const sayingYes = (tenant_id: string, channel: string) => sql`(select customer_id from (
  select distinct on (customer_id) customer_id, given from consent where tenant_id = ${tenant_id}
    and channel = ${channel}
    and purpose = 'offers' order by customer_id, occurred_at desc, recorded_at desc, given) last_answer
      where given)`

function recencyCondition(ctx: Context, band: (typeof RECENCY_BANDS)[number]) {
  if (band === 'never') return sql`f.last_sale_at is null`
  const { from_days, to_days } = boundOf(band)
  const ago = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS)
  const since = to_days === null ? sql`true` : sql`f.last_sale_at >= ${ago(to_days)}`
  return sql`(f.last_sale_at < ${ago(from_days)} and ${since})`
}

async function searchCondition(ctx: Context, q: string) {
  const asks = readSearch(q, (await findTenant(ctx)).country).filter((ask) => !('sounds' in ask))
  return asks.length === 0
    ? sql`false`
    : sql`(${sql.join(
        asks.map((ask) => askCondition(ctx.tenant_id, ask)),
        sql` or `,
      )})`
}

function askCondition(tenant_id: string, ask: Ask) {
  if (ask.by === 'id') return sql`c.customer_id = ${ask.value}`
  if (ask.by === 'name')
    return sql`(${sql.join(
      ask.words.map(
        (word) => sql`c.customer_id in (select customer_id from customer_token
      where tenant_id = ${tenant_id} and token >= ${word} and token < ${endOfPrefix(word)})`,
      ),
      sql` and `,
    )})`
  const value =
    ask.by === 'last4'
      ? sql`kind = 'phone' and last4 = ${ask.value}`
      : ask.by === 'card' || ask.whole
        ? sql`kind = ${ask.by} and value = ${ask.value}`
        : sql`kind = ${ask.by} and value >= ${ask.value} and value < ${endOfPrefix(ask.value)}`
  return sql`c.customer_id in (select customer_id from identifier where tenant_id = ${tenant_id}
    and ${value})`
}
