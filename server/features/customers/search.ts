/** Finds a person among many: the surest way first, stopping at the first that finds somebody. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { endOfPrefix } from './name-words.ts'
import { findTenant } from './queries.ts'
import { readSearch, type Ask } from './read-search.ts'

/** Enough to know which of two words is the rarer; beyond it both are common. */
const COUNTED_MAX = 3000
/** A name may meet the same person by several words. */
const TOKENS_PER_PERSON = 4

type Wish = { q: string; store_id: string | null; limit?: number }

export async function searchCustomers(ctx: Context, { q, store_id, limit = 20 }: Wish) {
  const started_ms = performance.now()
  const { country } = await findTenant(ctx)
  for (const ask of readSearch(q, country)) {
    const ids = await findIds(ctx, ask, store_id, limit)
    if (ids.length === 0) continue
    const rows = await listFound(ctx, ids)
    const match = ask.by === 'id' ? 'card' : ask.by
    const items = rows.sort(byStoreThenRecent(ids, store_id)).map(({ phone, email, ...row }) => ({
      ...row, phone_hint: phone && phoneHint(phone), email_hint: email && emailHint(email), match,
    }))
    return { items, duration_ms: Math.round((performance.now() - started_ms) * 10) / 10 }
  }
  return { items: [], duration_ms: Math.round((performance.now() - started_ms) * 10) / 10 }
}

async function findIds(ctx: Context, ask: Ask, store_id: string | null, limit: number): Promise<string[]> {
  if (ask.by === 'id') return [ask.value]
  if (ask.by === 'name') return findByWords(ctx, ask.words, store_id, limit)
  if (ask.by === 'last4') return identifierIds(ctx, sql`kind = 'phone' and last4 = ${ask.value}`, store_id, limit)
  if (ask.by === 'card' || ask.whole) return identifierIds(ctx, sql`kind = ${ask.by} and value = ${ask.value}`, store_id, limit)
  return identifierIds(ctx, sql`kind = ${ask.by} and value >= ${ask.value} and value < ${endOfPrefix(ask.value)}`, null, limit)
}

/** In the order of the index when no store is named, so that a short beginning does not read everybody. */
async function identifierIds(ctx: Context, condition: RawBuilder<unknown>, store_id: string | null, limit: number) {
  const order = store_id ? sql`(home_store_id = ${store_id}) desc nulls last, recorded_at desc` : sql`value`
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from identifier where tenant_id = ${ctx.tenant_id} and ${condition}
    order by ${order} limit ${limit}`.execute(ctx.tx)
  return [...new Set(rows.map(({ customer_id }) => customer_id))]
}

const between = (alias: string, word: string) => {
  const token = sql.ref(`${alias}.token`)
  // A sound is whole: half of one is another sound.
  return word.startsWith('~') ? sql`${token} = ${word}` : sql`${token} >= ${word} and ${token} < ${endOfPrefix(word)}`
}

/** Everybody whose names begin with all these words, in any order: the rarest word leads, the others are looked up. */
async function findByWords(ctx: Context, words: string[], store_id: string | null, limit: number): Promise<string[]> {
  const [rarest, ...others] = await rarestFirst(ctx, words)
  const found = new Set<string>()
  const collect = async (in_store: RawBuilder<unknown>) => {
    const { rows } = await sql<{ customer_id: string }>`
      select t.customer_id from customer_token t
      where t.tenant_id = ${ctx.tenant_id} and ${between('t', rarest!)} ${in_store}
        ${sql.join(others.map((word) => sql`and exists (select from customer_token o
          where o.tenant_id = ${ctx.tenant_id} and o.customer_id = t.customer_id and ${between('o', word)})`), sql` `)}
      order by t.token limit ${limit * TOKENS_PER_PERSON}`.execute(ctx.tx)
    for (const { customer_id } of rows) if (found.size < limit) found.add(customer_id)
  }
  if (store_id) await collect(sql`and t.home_store_id = ${store_id}`)
  if (found.size < limit) await collect(sql``)
  return [...found]
}

async function rarestFirst(ctx: Context, words: string[]): Promise<string[]> {
  if (words.length < 2) return words
  const counts = words.map((word) => sql`(select count(*)::int from (select from customer_token t
    where t.tenant_id = ${ctx.tenant_id} and ${between('t', word)} limit ${COUNTED_MAX}) few)`)
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] counts`.execute(ctx.tx)
  const known = new Map(words.map((word, at) => [word, rows[0]!.counts[at]!]))
  return words.toSorted((a, b) => known.get(a)! - known.get(b)! || b.length - a.length)
}

type Row = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  home_store_id: string | null
  created_at: Date
  left_at: Date | null
  last_sale_at: Date | null
  card_number: string | null
  phone: string | null
  email: string | null
}

async function listFound(ctx: Context, ids: string[]): Promise<Row[]> {
  const latest = (kind: string) => sql`(select i.value from identifier i where i.tenant_id = ${ctx.tenant_id}
    and i.customer_id = c.customer_id and i.kind = ${kind} order by i.recorded_at desc, i.value limit 1)`
  const { rows } = await sql<Row>`
    select c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at,
      ${latest('card')} card_number, ${latest('phone')} phone, ${latest('email')} email
    from customer c left join customer_figures f on f.tenant_id = ${ctx.tenant_id} and f.customer_id = c.customer_id
    where c.tenant_id = ${ctx.tenant_id} and c.customer_id = any(${ids}::uuid[])`.execute(ctx.tx)
  return rows
}

/** Who left comes last; the till's own customers first; then in the order found (the exact word before the longer ones). */
const byStoreThenRecent = (ids: string[], store_id: string | null) => {
  const place = new Map(ids.map((id, at) => [id, at]))
  const rank = (row: Row) => (row.left_at ? 2 : store_id && row.home_store_id !== store_id ? 1 : 0)
  return (a: Row, b: Row) => rank(a) - rank(b) || place.get(a.customer_id)! - place.get(b.customer_id)!
}

/** '•• 43 21': enough to tell two people apart, not to ring them. */
export const phoneHint = (e164: string) => `•• ${e164.slice(-4, -2)} ${e164.slice(-2)}`

/** 'm•••@gmail.com'. */
export const emailHint = (email: string) => email.replace(/^(.)[^@]*/u, '$1•••')
