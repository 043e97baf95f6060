/** Finds a person among many: the surest way first, stopping at the first that finds somebody. */
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { endOfPrefix } from './name-words.ts'
import { findTenant } from './queries.ts'
import { isGuess, readSearch, type Ask } from './read-search.ts'

/** Enough to know which of two words is the rarer; beyond it both are common. */
const COUNTED_MAX = 10_000
/** A name may meet the same person by several words. */
const TOKENS_PER_PERSON = 4

type Wish = { q: string; store_id: string | null; limit?: number }
type Hit = RawBuilder<unknown>

export async function searchCustomers(ctx: Context, { q, store_id, limit = 20 }: Wish) {
  const started_ms = performance.now()
  // The country only matters for a phone: a name or an address is not made to wait for it.
  const country = /^[\d\s.()+\-/]+$/.test(q.trim()) ? (await findTenant(ctx)).country : undefined
  const asks = readSearch(q, country)
  for (const tried of [asks.filter((ask) => !isGuess(ask)), asks.filter(isGuess)]) {
    if (tried.length === 0) continue
    const rows = await listFound(ctx, await hitsOfAll(ctx, tried, store_id, limit), limit)
    if (rows.length > 0)
      return { items: rows.map((row) => foundOf(row, tried)), duration_ms: sinceMs(started_ms) }
  }
  return { items: [], duration_ms: sinceMs(started_ms) }
}

const sinceMs = (started_ms: number) => Math.round((performance.now() - started_ms) * 10) / 10

function foundOf({ phone, email, step, ...row }: Row, asks: Ask[]) {
  const { by } = asks[step]!
  const match = by === 'id' ? 'card' : by
  return { ...row, phone_hint: phone && phoneHint(phone), email_hint: email && emailHint(email), match }
}

/** All that a text may mean, in one query; the surest that finds somebody counts, and the others are dropped. */
async function hitsOfAll(ctx: Context, asks: Ask[], store_id: string | null, limit: number): Promise<Hit> {
  const parts: Hit[] = []
  for (const [step, ask] of asks.entries())
    parts.push(sql`select ${sql.lit(step)} step, h.* from (${await hitsOf(ctx, ask, store_id, limit)}) h`)
  return sql.join(parts, sql` union all `)
}

/**
 * A query of customer_id, elsewhere (1 for another store's) and place (the order inside), already cut
 * short.
 */
async function hitsOf(ctx: Context, ask: Ask, store_id: string | null, limit: number): Promise<Hit> {
  if (ask.by === 'id') return sql`select ${ask.value}::uuid customer_id, 0 elsewhere, '' place`
  if (ask.by === 'name') return hitsByWords(ctx, await rarestFirst(ctx, ask.words), store_id, limit)
  if (ask.by === 'last4')
    return hitsByIdentifier(ctx, sql`kind = 'phone' and last4 = ${ask.value}`, store_id, limit)
  if (ask.by === 'card' || ask.whole)
    return hitsByIdentifier(ctx, sql`kind = ${ask.by} and value = ${ask.value}`, store_id, limit)
  return hitsByIdentifier(
    ctx,
    sql`kind = ${ask.by} and value >= ${ask.value} and value < ${endOfPrefix(ask.value)}`,
    null,
    limit,
  )
}

const isElsewhere = (store_id: string | null) =>
  store_id ? sql`(home_store_id is distinct from ${store_id}::uuid)::int` : sql`0`

/** In the order of the index when no store is named, so that a short beginning does not read everybody. */
function hitsByIdentifier(ctx: Context, condition: Hit, store_id: string | null, limit: number): Hit {
  return sql`select customer_id, ${isElsewhere(store_id)} elsewhere, value place from identifier
    where tenant_id = ${ctx.tenant_id} and ${condition} order by ${store_id ? sql`2, value` : sql`value`}
      limit ${limit}`
}

const between = (alias: string, word: string) => {
  const token = sql.ref(`${alias}.token`)
  // A sound is whole: half of one is another sound.
  return word.startsWith('~')
    ? sql`${token} = ${word}`
    : sql`${token} >= ${word} and ${token} < ${endOfPrefix(word)}`
}

/**
 * Everybody whose names begin with all these words, in any order: the rarest word leads, the others are
 * looked up.
 */
function hitsByWords(
  ctx: Context,
  [rarest, ...others]: string[],
  store_id: string | null,
  limit: number,
): Hit {
  const also = others.map(
    (word) => sql`and exists (select from customer_token o
    where o.tenant_id = ${ctx.tenant_id} and o.customer_id = t.customer_id and ${between('o', word)})`,
  )
  const pass = (
    elsewhere: number,
    where: Hit,
  ) => sql`(select t.customer_id, ${sql.lit(elsewhere)} elsewhere, t.token place
    from customer_token t where t.tenant_id = ${ctx.tenant_id}
      and ${between('t', rarest!)} ${where} ${sql.join(also, sql` `)}
    order by t.token limit ${limit * TOKENS_PER_PERSON})`
  if (!store_id) return pass(0, sql``)
  // The till's own customers have an index of their own; the others are read only when those do not fill the screen.
  return sql`with here as materialized ${pass(0, sql`and t.home_store_id = ${store_id}`)}
    select * from here union all ${pass(1, sql`and (select count(*) from here) < ${limit}`)}`
}

async function rarestFirst(ctx: Context, words: string[]): Promise<string[]> {
  if (words.length < 2) return words
  const counts = words.map(
    (word) => sql`(select count(*)::int from (select from customer_token t
    where t.tenant_id = ${ctx.tenant_id} and ${between('t', word)} limit ${COUNTED_MAX}) few)`,
  )
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] counts`.execute(ctx.tx)
  const known = new Map(words.map((word, at) => [word, rows[0]!.counts[at]!]))
  return words.toSorted((a, b) => known.get(a)! - known.get(b)! || b.length - a.length)
}

type Row = {
  /** Which of the asked ways found them. */
  step: number
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

/** Who left comes last; the till's own customers first; then the exact word before the longer ones. */
async function listFound(ctx: Context, hits: Hit, limit: number): Promise<Row[]> {
  const latest = (kind: string) => sql`(select i.value from identifier i where i.tenant_id = ${ctx.tenant_id}
    and i.customer_id = c.customer_id and i.kind = ${sql.lit(kind)} order by i.recorded_at desc, i.value
      limit 1)`
  const { rows } = await sql<Row>`
    with hit as materialized (${hits}),
    best as materialized (
      select customer_id, min(step) step, min(elsewhere) elsewhere, min(place) place from hit
      where step = (select min(step) from hit) group by 1 order by 3, 4 limit ${limit}
    )
    select b.step, c.customer_id, c.first_name, c.last_name, c.home_store_id, c.created_at, c.left_at, f.last_sale_at,
      ${latest('card')} card_number, ${latest('phone')} phone, ${latest('email')} email
    from best b join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = b.customer_id
    left join customer_figures f on f.tenant_id = ${ctx.tenant_id} and f.customer_id = b.customer_id
    order by (c.left_at is not null), b.elsewhere, b.place, f.last_sale_at desc nulls last,
      c.customer_id`.execute(ctx.tx)
  return rows
}

/** '•• 43 21': enough to tell two people apart, not to ring them. */
const phoneHint = (e164: string) => `•• ${e164.slice(-4, -2)} ${e164.slice(-2)}`

/** 'm•••@gmail.com'. */
const emailHint = (email: string) => email.replace(/^(.)[^@]*/u, '$1•••')
