/** Clubs: joined by choice, after a yes of the shop or of the customer, or by being on a list; each with its advantages. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { publishMany, type Fact } from '../../platform/facts.ts'
import { findCustomer } from '../customers/actions.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import { ClubJoined, ClubLeft } from './events.ts'
import {
  addMembers,
  answerRequests,
  countMembers,
  endClub,
  endMemberships,
  findClub,
  listExpected,
  listFollowing,
  listMemberIds,
  listStays,
  listStrayed,
  listWaiting,
  lockClub,
  saveClub,
  type Club,
} from './queries.ts'
import { refuse } from './refusals.ts'

export const SLICE = 1000

export type ClubWish = Pick<Club, 'club_id' | 'name' | 'joins'> &
  Partial<Pick<Club, 'description' | 'advantages' | 'list_id' | 'members_max'>>

/** Writes a club whole. Fewer places than members puts nobody out: it only lets nobody else in. */
export async function writeClub(ctx: Context, wish: ClubWish): Promise<Club> {
  const { club_id, name, joins, description = '', advantages = [], members_max = null } = wish
  const list_id = joins === 'list' ? (wish.list_id ?? null) : null
  if (joins === 'list' && !(list_id && (await isOpenList(ctx, list_id)))) throw refuse('club_needs_list')
  if ((await lockClub(ctx, club_id))?.ended_at) throw refuse('club_ended')
  await saveClub(ctx, { club_id, name, description, advantages, joins, list_id, members_max })
  if (list_id) await askToFollow(ctx, club_id)
  return (await findClub(ctx, club_id))!
}

async function isOpenList({ tx, tenant_id }: Context, list_id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('privileged_list')
    .select('list_id')
    .where('tenant_id', '=', tenant_id)
    .where('list_id', '=', list_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Who is on its list is in, the others are out; done in the background, since a list may be long. */
async function askToFollow({ tx, tenant_id }: Context, club_id: string) {
  await sql`select enqueue('follow_list', ${JSON.stringify({ tenant_id, club_id })}::json, null, ${`clubs:${club_id}`})`.execute(
    tx,
  )
}

/** Its members are let go in the background; nobody joins any more from now on. */
export async function closeClub(ctx: Context, club_id: string) {
  if (!(await lockClub(ctx, club_id))) throw refuse('club_not_found')
  await endClub(ctx, club_id)
  await askToFollow(ctx, club_id)
}

/**
 * One step of what makes a club's members right: of an ended one everybody goes; of one that follows a list, who left the
 * list goes and who is on it comes, as long as there is room. False when nothing is left to do.
 */
export async function followStep(ctx: Context, club_id: string): Promise<boolean> {
  const club = await lockClub(ctx, club_id)
  if (!club) return false
  if (club.ended_at) return letGo(ctx, club, await listMemberIds(ctx, club_id, SLICE), 'club_ended')
  if (club.joins !== 'list') return false
  if (await letGo(ctx, club, await listStrayed(ctx, club, SLICE), 'list')) return true
  const room = club.members_max === null ? SLICE : club.members_max - (await countMembers(ctx, club_id))
  if (room <= 0) return false
  return takeIn(ctx, club, await listExpected(ctx, club, Math.min(room, SLICE)), 'list')
}

/** A list has changed: the clubs that follow it do too. */
export async function followLists(ctx: Context, facts: Fact[]): Promise<void> {
  const lists = [...new Set(facts.flatMap(({ subject_id }) => subject_id ?? []))]
  for (const club_id of await listFollowing(ctx, lists)) while (await followStep(ctx, club_id));
}

/** Who has left the shop is in no club; a card that comes back begins anew. */
export async function letGoOfThoseWhoLeft(ctx: Context, facts: Fact[]): Promise<void> {
  for (const { customer_id } of facts) {
    if (!customer_id || !(await findCustomer(ctx, customer_id))?.left_at) continue
    for (const { club_id } of (await listStays(ctx, customer_id)).filter((stay) => !stay.left_at)) {
      const club = (await lockClub(ctx, club_id))!
      await letGo(ctx, club, [customer_id], 'customer_left')
    }
    for (const { club_id } of await listWaiting(ctx, { customer_id }))
      await answerRequests(ctx, { club_id, customer_id }, 'withdrawn')
  }
}

type Joining = { club_id: string; customer_id: string; how: 'choice' | 'request' | 'invitation' | 'hand' }

/**
 * Being in already is fine, however often it is asked. `choice` is the customer's own and only for open clubs; `hand` is
 * the shop's. A request or invitation that waited is answered by it. Throws club_full, club_not_open, club_follows_list.
 */
export async function joinClub(ctx: Context, { club_id, customer_id, how }: Joining): Promise<void> {
  const club = await openClub(ctx, club_id)
  const customer = await findCustomer(ctx, customer_id)
  if (!customer) throw refuseCustomer('customer_not_found')
  if (customer.left_at) throw refuseCustomer('customer_left')
  if (club.joins === 'list') throw refuse('club_follows_list')
  if (how === 'choice' && club.joins !== 'open') throw refuse('club_not_open')
  const isIn = (await listStays(ctx, customer_id)).some((stay) => stay.club_id === club_id && !stay.left_at)
  if (isIn) return
  if (club.members_max !== null && (await countMembers(ctx, club_id)) >= club.members_max)
    throw refuse('club_full', { members_max: club.members_max })
  await takeIn(ctx, club, [customer_id], how)
  await answerRequests(ctx, { club_id, customer_id }, 'accepted')
}

export async function leaveClub(
  ctx: Context,
  { club_id, customer_id, how }: { club_id: string; customer_id: string; how: 'choice' | 'hand' },
): Promise<void> {
  const club = await openClub(ctx, club_id)
  if (club.joins === 'list') throw refuse('club_follows_list')
  await letGo(ctx, club, [customer_id], how)
}

export async function openClub(ctx: Context, club_id: string): Promise<Club> {
  const club = await lockClub(ctx, club_id)
  if (!club) throw refuse('club_not_found')
  if (club.ended_at) throw refuse('club_ended')
  return club
}

async function takeIn(ctx: Context, club: Club, customer_ids: string[], how: string): Promise<boolean> {
  const joined = await addMembers(ctx, club.club_id, customer_ids, how)
  await announce(ctx, ClubJoined, club, joined, how)
  return joined.length > 0
}

async function letGo(ctx: Context, club: Club, customer_ids: string[], how: string): Promise<boolean> {
  const left = await endMemberships(ctx, club.club_id, customer_ids, how)
  await announce(ctx, ClubLeft, club, left, how)
  return left.length > 0
}

async function announce(
  ctx: Context,
  kind: typeof ClubJoined,
  { club_id, name }: Club,
  customer_ids: string[],
  how: string,
) {
  await publishMany(
    ctx,
    kind,
    customer_ids.map((customer_id) => ({
      content: { club_id, name, customer_id, how },
      about: { customer_id, subject_id: club_id },
    })),
  )
}

/** One club with what the programme in force gives to its members. */
export async function readClub(ctx: Context, club_id: string) {
  const club = await findClub(ctx, club_id)
  if (!club) throw refuse('club_not_found')
  const programme = (await findProgramme(ctx))?.programme
  const names = (one: { club_ids?: string[] | undefined }) => one.club_ids?.includes(club_id) === true
  const waiting = await listWaiting(ctx, { club_id })
  return {
    ...club,
    members: await countMembers(ctx, club_id),
    waiting: waiting.filter((one) => one.kind === 'request').length,
    rewards: (programme?.rewards ?? []).filter(names).map(({ reward_id, name, benefit, unit, cost }) => ({
      reward_id,
      name,
      kind: benefit.kind,
      unit,
      cost,
    })),
    multipliers: (programme?.multipliers ?? [])
      .filter(({ when }) => names(when))
      .map(({ multiplier_id, name, factor_milli }) => ({ multiplier_id, name, factor_milli })),
    rules: (programme?.earning ?? []).filter(({ when }) => names(when)).map(({ rule_id }) => rule_id),
  }
}

/** A person's clubs, those they were in, what waits for an answer, and those they may join by themselves. */
export async function readClubsOf(ctx: Context, customer_id: string) {
  if (!(await findCustomer(ctx, customer_id))) throw refuseCustomer('customer_not_found')
  const stays = await listStays(ctx, customer_id)
  const waiting = await listWaiting(ctx, { customer_id })
  return {
    clubs: stays.filter(({ left_at }) => !left_at),
    past: stays.filter(({ left_at }) => left_at),
    waiting: waiting.map(({ request_id, club_id, name, kind, asked_at }) => ({
      request_id,
      club_id,
      name,
      kind,
      asked_at,
    })),
  }
}
