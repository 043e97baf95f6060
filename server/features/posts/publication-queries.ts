import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Standing, Why } from './rules.ts'

export type Publication = {
  post_id: string
  page_id: string
  page_name: string
  state: 'planned' | 'publishing' | 'published' | 'failed' | 'unknown'
  due_at: Date | null
  published_at: Date | null
  address: string | null
  why: Why | null
}

export const listPublications = ({ tx, tenant_id }: Context, post_ids: string[]) =>
  post_ids.length === 0
    ? Promise.resolve([])
    : (tx
        .selectFrom('social_publication as p')
        .innerJoin('social_page as g', (join) =>
          join.onRef('g.tenant_id', '=', 'p.tenant_id').onRef('g.page_id', '=', 'p.page_id'),
        )
        .select([
          'p.post_id',
          'p.page_id',
          'g.name as page_name',
          'p.state',
          'p.due_at',
          'p.published_at',
          'p.address',
          'p.why',
        ])
        .where('p.tenant_id', '=', tenant_id)
        .where('g.tenant_id', '=', tenant_id)
        .where('p.post_id', 'in', post_ids)
        .orderBy('g.name')
        .orderBy('p.page_id')
        .execute() as Promise<Publication[]>)

/** Whether any of it is or may be seen, or was refused. Held until the end of the transaction: nobody claims it meanwhile. */
export async function hasLeft({ tx, tenant_id }: Context, post_id: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('social_publication')
    .select('state')
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .orderBy('page_id')
    .forUpdate()
    .execute()
  return rows.some(({ state }) => state !== 'planned')
}

/** Only of a post that has not left. */
export async function planPublications(
  { tx, tenant_id }: Context,
  post_id: string,
  page_ids: string[],
  due_at: Date | null,
) {
  await tx
    .deleteFrom('social_publication')
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .where('state', '=', 'planned')
    .execute()
  if (page_ids.length === 0) return
  await tx
    .insertInto('social_publication')
    .values(page_ids.map((page_id) => ({ tenant_id, post_id, page_id, state: 'planned', due_at })))
    .execute()
}

export type Claimed = { post_id: string; page_id: string; tries: number; planned_at: Date; claimed_at: Date }

/** The next that is due, for this worker alone; its post is read afterwards. */
export async function claimNext(ctx: Context): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update social_publication p set state = 'publishing', claimed_at = ${ctx.now}, handed_at = null, tries = p.tries + 1
    from (
      select d.post_id, d.page_id, o.due_at from social_publication d
      join social_post o on o.tenant_id = d.tenant_id and o.post_id = d.post_id and o.removed_at is null
      where d.tenant_id = ${ctx.tenant_id} and d.state = 'planned' and d.due_at <= ${ctx.now}
      order by d.due_at, d.post_id, d.page_id limit 1 for update of d skip locked
    ) n
    where p.tenant_id = ${ctx.tenant_id} and p.post_id = n.post_id and p.page_id = n.page_id
    returning p.post_id, p.page_id, p.tries, n.due_at as planned_at, p.claimed_at`.execute(ctx.tx)
  return rows[0]
}

/** Still ours: whoever took us for dead has it now. */
export async function noteHanded({ tx, tenant_id, now }: Context, { post_id, page_id, claimed_at }: Claimed) {
  const row = await tx
    .updateTable('social_publication')
    .set({ handed_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .where('page_id', '=', page_id)
    .where('state', '=', 'publishing')
    .where('claimed_at', '=', claimed_at)
    .returning('post_id')
    .executeTakeFirst()
  return row !== undefined
}

type Ending = Standing & { remote_ref?: string | null; address?: string | null }

/** What was said to be unknown meanwhile may turn out to be published; nothing else is written over. */
export function endPublication(
  { tx, tenant_id, now }: Context,
  { post_id, page_id, claimed_at }: Claimed,
  end: Ending,
) {
  return tx
    .updateTable('social_publication')
    .set({ ...end, ...(end.state === 'published' && { published_at: now }) })
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .where('page_id', '=', page_id)
    .where('claimed_at', '=', claimed_at)
    .where('state', 'in', end.state === 'published' ? ['publishing', 'unknown'] : ['publishing'])
    .returning('post_id')
    .executeTakeFirst()
}

/** What stopped in the middle: before its first seen word it goes again, after it nobody knows. */
export async function recoverStalled(ctx: Context, before: Date) {
  const { rows } = await sql<{ post_id: string; page_id: string; state: string }>`
    update social_publication set
      state = case when handed_at is null then 'planned' else 'unknown' end,
      due_at = case when handed_at is null then ${ctx.now}::timestamptz end,
      why = 'interrupted'
    where tenant_id = ${ctx.tenant_id} and state = 'publishing' and claimed_at < ${before}
    returning post_id, page_id, state`.execute(ctx.tx)
  return rows
}

export const hasDue = async ({ tx, tenant_id, now }: Context) =>
  (await tx
    .selectFrom('social_publication')
    .select('post_id')
    .where('tenant_id', '=', tenant_id)
    .where('state', '=', 'planned')
    .where('due_at', '<=', now)
    .limit(1)
    .executeTakeFirst()) !== undefined

export function enqueuePublishing({ tx, tenant_id }: Context) {
  return sql`select enqueue('publish_posts', ${JSON.stringify({ tenant_id })}::json, null, ${`posts:${tenant_id}`})`.execute(
    tx,
  )
}

/** A person has looked: it stands there, or it is to go once more. */
export async function answerPublication(
  { tx, tenant_id, now }: Context,
  { post_id, page_id }: { post_id: string; page_id: string },
  answer: 'published' | 'again',
) {
  const row = await tx
    .updateTable('social_publication')
    .set(
      answer === 'published'
        ? { state: 'published', published_at: now, why: null }
        : { state: 'planned', due_at: now, why: null, tries: 0 },
    )
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .where('page_id', '=', page_id)
    .where('state', 'in', answer === 'published' ? ['unknown'] : ['unknown', 'failed'])
    .returning('post_id')
    .executeTakeFirst()
  return row !== undefined
}
