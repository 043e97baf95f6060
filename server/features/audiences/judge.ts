/** Who is in: audiences judged together in one statement that writes what changed and says who came and went. */
import { sql } from 'kysely'
import { localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publishingRows } from '../../platform/facts.ts'
import { AudienceEntered, AudienceLeft } from './events.ts'
import { compile, type Compiled } from './compile.ts'
import { joined, q, raw, type Fragment } from './fragment.ts'
import { makeRoom, run } from './load-world.ts'
import type { Rule } from './shape.ts'
import { inScope, isoDay, type World } from './world.ts'

export type ToJudge = { audience_id: string; rule: Rule }
type Count = Record<string, number>

/** Memberships of a shop are judged one after the other: each sees what the one before it wrote. */
export async function takeTurn({ tx, tenant_id }: Context): Promise<void> {
  const lock = () => sql`select from audience_clock where tenant_id = ${tenant_id} for update`.execute(tx)
  if ((await lock()).rows.length > 0) return
  await sql`insert into audience_clock (tenant_id) values (${tenant_id}) on conflict do nothing`.execute(tx)
  await lock()
}

/** The ids of those whose rule holds, of those asked about, and when time may next change any of it. */
function judgement(audiences: ToJudge[], { from, where, rules }: Compiled): Fragment {
  const held = rules.map(
    ({ holds }, at) =>
      q`case when c.left_at is null and (${holds}) then ${audiences[at]!.audience_id}::uuid end`,
  )
  const dues = rules.flatMap(({ due }) => (due ? [due] : []))
  const due =
    dues.length === 0
      ? raw('null::timestamptz')
      : q`case when c.left_at is null then least(${joined(dues, ', ')}) end`
  return q`select c.customer_id, array_remove(array[${joined(held, ', ')}]::uuid[], null) held, ${due} due_at
    from ${from} where ${where}`
}

/**
 * Only what is not as it was is written. `all_dates`: these are all the audiences that time may change, so that what is known
 * of a customer's next moment is replaced; otherwise it only moves forward.
 */
function changes(audiences: ToJudge[], compiled: Compiled, world: World, all_dates: boolean): Fragment {
  const ids = audiences.map(({ audience_id }) => audience_id)
  const tenant = q`${world.tenant_id}::uuid`
  const isNewDue = raw(
    all_dates ? 'd.due_at is distinct from j.due_at' : 'coalesce(d.due_at > j.due_at, true)',
  )
  const undue = all_dates
    ? q`, undue as (delete from audience_due d using judged j
        where d.tenant_id = ${tenant} and d.customer_id = j.customer_id and j.due_at is null)`
    : raw('')
  return q`with judged as materialized (${judgement(audiences, compiled)}),
    changed as materialized (select j.customer_id, j.held, coalesce(w.was, '{}') was
      from judged j ${membersBefore(ids, world)} where j.held <> coalesce(w.was, '{}')),
    came as (insert into audience_member (tenant_id, audience_id, customer_id, entered_at)
      select ${tenant}, a.audience_id, j.customer_id, ${world.now}::timestamptz
      from changed j cross join lateral unnest(j.held) a(audience_id) where a.audience_id <> all(j.was)
      order by 2, 3 returning audience_id, customer_id),
    went as (delete from audience_member m using (select j.customer_id, a.audience_id
        from changed j cross join lateral unnest(j.was) a(audience_id) where a.audience_id <> all(j.held)) g
      where m.tenant_id = ${tenant} and m.audience_id = g.audience_id and m.customer_id = g.customer_id
      returning m.audience_id, m.customer_id),
    dated as materialized (select j.customer_id, j.due_at, d.due_at was from judged j ${dueBefore(world)}
      where j.due_at is not null and ${isNewDue}),
    due as (insert into audience_due (tenant_id, customer_id, due_at)
      select ${tenant}, x.customer_id, x.due_at from dated x where x.was is null),
    moved as (update audience_due d set due_at = x.due_at from dated x
      where d.tenant_id = ${tenant} and d.customer_id = x.customer_id and x.was is not null)${undue}`
}

const isFew = ({ scope }: World) => scope !== null && 'ids' in scope

/**
 * What each was in of these audiences. Of a few customers all are looked at, one customer after the other: the index by customer
 * finds them at once, while a planner that knows not how few they are reads another one from end to end.
 */
function membersBefore(ids: string[], world: World): Fragment {
  const isOne = q`m.audience_id = any(${ids}::uuid[])`
  const members = q`audience_member m where m.tenant_id = ${world.tenant_id}::uuid`
  const all = raw('array_agg(m.audience_id order by m.audience_id)')
  return isFew(world)
    ? q`left join lateral (select ${all} filter (where ${isOne}) was from ${members} and m.customer_id = j.customer_id) w on true`
    : q`left join (select m.customer_id, ${all} was from ${members}${inScope(raw('m.customer_id'), world)} and ${isOne}
        group by 1) w on w.customer_id = j.customer_id`
}

/** What is known of each one's next moment; of a few one after the other, as above. */
function dueBefore(world: World): Fragment {
  const known = q`audience_due d where d.tenant_id = ${world.tenant_id}::uuid`
  return isFew(world)
    ? q`left join lateral (select d.due_at from ${known} and d.customer_id = j.customer_id limit 1) d on true`
    : q`left join (select d.customer_id, d.due_at from ${known}) d on d.customer_id = j.customer_id`
}

export type Changes = { came: Count; went: Count; due_at: Date | null }

/** Everybody in the world's scope, counted only. */
export async function judgeMany(ctx: Context, audiences: ToJudge[], world: World): Promise<Changes> {
  await makeRoom(ctx)
  return judgeSome(ctx, audiences, world, { all_dates: false, told: new Map() })
}

/** A few customers: whoever comes or goes is announced, where the audience has a name in `told`. */
export async function judgeSome(
  ctx: Context,
  audiences: ToJudge[],
  world: World,
  { all_dates, told }: { all_dates: boolean; told: Map<string, string> },
): Promise<Changes> {
  const compiled = compile(
    audiences.map(({ rule }) => rule),
    world,
    { due: true },
  )
  const counts = (name: string) =>
    raw(
      `(select coalesce(jsonb_object_agg(audience_id, n), '{}') from (select audience_id, count(*) n from ${name} group by 1) x)`,
    )
  const announced =
    told.size === 0
      ? raw('')
      : q`, news as (${newsOf(ctx, AudienceEntered, 'came', told)} union all ${newsOf(ctx, AudienceLeft, 'went', told)}),
    announced as (${raw(publishingRows('news'))})`
  const [row] = await run<Changes>(
    ctx,
    q`${changes(audiences, compiled, world, all_dates)}${announced}
      select ${counts('came')} came, ${counts('went')} went, (select min(due_at) from judged) due_at`,
  )
  await countDay(ctx, world, row!.came, row!.went)
  await wakeBy(ctx, row!.due_at)
  return row!
}

/** What is announced of each of these where they are known: to be told of them and to tell them again takes as long as judging. */
const newsOf = (
  ctx: Context,
  { kind }: typeof AudienceEntered,
  moved: string,
  told: Map<string, string>,
): Fragment =>
  q`select ${ctx.tenant_id}::uuid tenant_id, ${kind}::text kind, m.customer_id, m.audience_id subject_id, ${ctx.actor}::text actor,
      jsonb_build_object('audience_id', m.audience_id, 'name', n.name, 'customer_id', m.customer_id) payload,
      ${ctx.now}::timestamptz at
    from ${raw(moved)} m join unnest(${[...told.keys()]}::uuid[], ${[...told.values()]}::text[]) n(audience_id, name) using (audience_id)`

/** The day's row: what came and went, and how many were in at its end. */
export async function countDay(ctx: Context, world: Pick<World, 'zone'>, came: Count, went: Count) {
  const ids = [...new Set([...Object.keys(came), ...Object.keys(went)])].sort()
  if (ids.length === 0) return
  const rows = ids.map((audience_id) => ({
    audience_id,
    came: came[audience_id] ?? 0,
    went: went[audience_id] ?? 0,
  }))
  const day = isoDay(localDayOf(ctx.now.getTime(), world.zone))
  await sql`
    insert into audience_day as d (tenant_id, audience_id, day, came, went, members)
    select ${ctx.tenant_id}, r.audience_id, ${day}::date, r.came, r.went, r.came - r.went + coalesce((
      select b.members from audience_day b where b.tenant_id = ${ctx.tenant_id} and b.audience_id = r.audience_id
        and b.day <= ${day}::date order by b.day desc limit 1), 0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (audience_id uuid, came int, went int)
    on conflict (tenant_id, audience_id, day) do update set came = d.came + excluded.came, went = d.went + excluded.went,
      members = excluded.members`.execute(ctx.tx)
}

/** A job is asked for the first moment that is due, unless an earlier one waits already. The turn is ours. */
export async function wakeBy(ctx: Context, due_at: Date | null) {
  if (!due_at) return
  const { tx, tenant_id } = ctx
  const { numUpdatedRows } = await tx
    .updateTable('audience_clock')
    .set({ wakes_at: due_at })
    .where('tenant_id', '=', tenant_id)
    .where((eb) => eb.or([eb('wakes_at', 'is', null), eb('wakes_at', '>', due_at)]))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await sql`select enqueue('judge_due_audiences', ${JSON.stringify({ tenant_id })}::json, ${due_at},
    ${`audiences:due:${tenant_id}`})`.execute(tx)
}
