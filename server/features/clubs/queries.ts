import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { TierBenefit } from '../programmes/programme.ts'
import type { Answer, Asking } from './events.ts'

export type Joins = 'open' | 'request' | 'invitation' | 'list'
export type Club = {
  club_id: string
  name: string
  description: string
  advantages: TierBenefit[]
  joins: Joins
  list_id: string | null
  members_max: number | null
  created_at: Date
  ended_at: Date | null
}

const COLUMNS = [
  'club_id',
  'name',
  'description',
  'advantages',
  'joins',
  'list_id',
  'members_max',
  'created_at',
  'ended_at',
] as const

export function findClub({ tx, tenant_id }: Context, club_id: string) {
  return tx
    .selectFrom('club')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('club_id', '=', club_id)
    .executeTakeFirst() as Promise<Club | undefined>
}

/** Whoever joins a club holds its row: of ten that want the last place, one has it. */
export function lockClub({ tx, tenant_id }: Context, club_id: string) {
  return tx
    .selectFrom('club')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('club_id', '=', club_id)
    .forUpdate()
    .executeTakeFirst() as Promise<Club | undefined>
}

export function saveClub(ctx: Context, club: Omit<Club, 'created_at' | 'ended_at'>) {
  const { club_id, ...content } = club
  const values = { ...content, advantages: JSON.stringify(club.advantages) }
  return ctx.tx
    .insertInto('club')
    .values({ ...values, club_id, tenant_id: ctx.tenant_id, created_by: ctx.actor, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'club_id']).doUpdateSet(values))
    .execute()
}

export function endClub(ctx: Context, club_id: string) {
  return ctx.tx
    .updateTable('club')
    .set({ ended_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('club_id', '=', club_id)
    .where('ended_at', 'is', null)
    .execute()
}

export async function listClubs(ctx: Context): Promise<(Club & { members: number; waiting: number })[]> {
  const { rows } = await sql<Club & { members: number; waiting: number }>`
    select c.club_id, c.name, c.description, c.advantages, c.joins, c.list_id, c.members_max, c.created_at, c.ended_at,
      (select count(*)::int from club_member m where m.tenant_id = ${ctx.tenant_id} and m.club_id = c.club_id
        and m.left_at is null) members,
      (select count(*)::int from club_request r where r.tenant_id = ${ctx.tenant_id} and r.club_id = c.club_id
        and r.answered_at is null and r.kind = 'request') waiting
    from club c where c.tenant_id = ${ctx.tenant_id} and c.ended_at is null
    order by c.created_at, c.club_id`.execute(ctx.tx)
  return rows
}

export async function countMembers({ tx, tenant_id }: Context, club_id: string): Promise<number> {
  const { count } = await tx
    .selectFrom('club_member')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant_id)
    .where('club_id', '=', club_id)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Those of these people who were not in and now are; who left the shop does not join. */
export async function addMembers(
  ctx: Context,
  club_id: string,
  customer_ids: string[],
  how: string,
): Promise<string[]> {
  if (customer_ids.length === 0) return []
  const given = customer_ids.map((customer_id) => ({ customer_id, membership_id: newId(ctx.now.getTime()) }))
  const { rows } = await sql<{ customer_id: string }>`
    insert into club_member (tenant_id, membership_id, club_id, customer_id, joined_at, joined_how, joined_by)
    select ${ctx.tenant_id}, g.membership_id, ${club_id}, c.customer_id, ${ctx.now}, ${how}, ${ctx.actor}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (customer_id uuid, membership_id uuid)
    join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = g.customer_id and c.left_at is null
    order by c.customer_id
    on conflict (tenant_id, club_id, customer_id) where left_at is null do nothing
    returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

export async function endMemberships(
  ctx: Context,
  club_id: string,
  customer_ids: string[],
  how: string,
): Promise<string[]> {
  if (customer_ids.length === 0) return []
  const { rows } = await sql<{ customer_id: string }>`
    update club_member set left_at = ${ctx.now}, left_how = ${how}, left_by = ${ctx.actor}
    where tenant_id = ${ctx.tenant_id} and club_id = ${club_id} and customer_id = any(${customer_ids}::uuid[])
      and left_at is null returning customer_id`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/** Members by id, in slices, for work on all of them. */
export async function listMemberIds(ctx: Context, club_id: string, limit: number): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('club_member')
    .select('customer_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('club_id', '=', club_id)
    .where('left_at', 'is', null)
    .orderBy('customer_id')
    .limit(limit)
    .execute()
  return rows.map(({ customer_id }) => customer_id)
}

/** In the club and no longer on the list that it follows. */
export async function listStrayed(
  ctx: Context,
  { club_id, list_id }: Club,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select m.customer_id from club_member m
    where m.tenant_id = ${ctx.tenant_id} and m.club_id = ${club_id} and m.left_at is null
      and not exists (select from list_member l
        join privileged_list p on p.tenant_id = l.tenant_id and p.list_id = l.list_id and p.ended_at is null
        where l.tenant_id = ${ctx.tenant_id} and l.list_id = ${list_id} and l.customer_id = m.customer_id and l.left_at is null)
    order by m.customer_id limit ${limit}`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

/** On the list that the club follows and not yet in: who has been on it longest first. */
export async function listExpected(
  ctx: Context,
  { club_id, list_id }: Club,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select l.customer_id from list_member l
    join privileged_list p on p.tenant_id = ${ctx.tenant_id} and p.list_id = l.list_id and p.ended_at is null
    join customer c on c.tenant_id = ${ctx.tenant_id} and c.customer_id = l.customer_id and c.left_at is null
    where l.tenant_id = ${ctx.tenant_id} and l.list_id = ${list_id} and l.left_at is null
      and not exists (select from club_member m where m.tenant_id = ${ctx.tenant_id} and m.club_id = ${club_id}
        and m.customer_id = l.customer_id and m.left_at is null)
    order by l.joined_at, l.customer_id limit ${limit}`.execute(ctx.tx)
  return rows.map(({ customer_id }) => customer_id)
}

export async function listFollowing(ctx: Context, list_ids: string[]): Promise<string[]> {
  if (list_ids.length === 0) return []
  const rows = await ctx.tx
    .selectFrom('club')
    .select('club_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('list_id', 'in', list_ids)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ club_id }) => club_id)
}

export type Member = {
  membership_id: string
  customer_id: string
  first_name: string | null
  last_name: string | null
  joined_at: Date
  joined_how: string
}

export async function listMembers(
  ctx: Context,
  club_id: string,
  before: { at: Date; id: string } | null,
  limit: number,
): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.membership_id, m.customer_id, c.first_name, c.last_name, m.joined_at, m.joined_how
    from club_member m join customer c on c.tenant_id = m.tenant_id and c.customer_id = m.customer_id
    where m.tenant_id = ${ctx.tenant_id} and m.club_id = ${club_id} and m.left_at is null ${
      before
        ? sql`and (m.joined_at, m.membership_id) < (${before.at}::timestamptz, ${before.id}::uuid)`
        : sql``
    }
    order by m.joined_at desc, m.membership_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Every stay of one person, the present ones first. */
export async function listStays(ctx: Context, customer_id: string) {
  const { rows } = await sql<{
    club_id: string
    name: string
    description: string
    advantages: TierBenefit[]
    joins: Joins
    joined_at: Date
    joined_how: string
    left_at: Date | null
    left_how: string | null
  }>`
    select c.club_id, c.name, c.description, c.advantages, c.joins, m.joined_at, m.joined_how, m.left_at, m.left_how
    from club_member m join club c on c.tenant_id = m.tenant_id and c.club_id = m.club_id
    where m.tenant_id = ${ctx.tenant_id} and m.customer_id = ${customer_id}
    order by m.left_at is not null, m.joined_at desc, m.membership_id`.execute(ctx.tx)
  return rows
}

export type Request = {
  request_id: string
  club_id: string
  customer_id: string
  kind: Asking
  asked_at: Date
  answered_at: Date | null
  answer: Answer | null
}

export function findRequest({ tx, tenant_id }: Context, request_id: string) {
  return tx
    .selectFrom('club_request')
    .select(['request_id', 'club_id', 'customer_id', 'kind', 'asked_at', 'answered_at', 'answer'])
    .where('tenant_id', '=', tenant_id)
    .where('request_id', '=', request_id)
    .executeTakeFirst() as Promise<Request | undefined>
}

/** False when one waits already, or the id is taken. */
export async function addRequest(
  ctx: Context,
  request: Pick<Request, 'request_id' | 'club_id' | 'customer_id' | 'kind'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('club_request')
    .values({ ...request, tenant_id: ctx.tenant_id, asked_at: ctx.now, asked_by: ctx.actor })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function answerRequests(
  ctx: Context,
  which: { request_id: string } | { club_id: string; customer_id: string },
  answer: Answer,
) {
  const only =
    'request_id' in which
      ? sql`request_id = ${which.request_id}`
      : sql`club_id = ${which.club_id} and customer_id = ${which.customer_id}`
  await sql`
    update club_request set answered_at = ${ctx.now}, answered_by = ${ctx.actor}, answer = ${answer}
    where tenant_id = ${ctx.tenant_id} and ${only} and answered_at is null`.execute(ctx.tx)
}

/** What waits for an answer, of one club or of one person, oldest first. */
export async function listWaiting(ctx: Context, of: { club_id: string } | { customer_id: string }) {
  const only = 'club_id' in of ? sql`r.club_id = ${of.club_id}` : sql`r.customer_id = ${of.customer_id}`
  const { rows } = await sql<Request & { name: string; first_name: string | null; last_name: string | null }>`
    select r.request_id, r.club_id, k.name, r.customer_id, c.first_name, c.last_name, r.kind, r.asked_at
    from club_request r join club k on k.tenant_id = r.tenant_id and k.club_id = r.club_id and k.ended_at is null
    join customer c on c.tenant_id = r.tenant_id and c.customer_id = r.customer_id
    where r.tenant_id = ${ctx.tenant_id} and ${only} and r.answered_at is null
    order by r.asked_at, r.request_id limit 500`.execute(ctx.tx)
  return rows
}
