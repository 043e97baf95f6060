/** A tier given by hand is a floor: never below it until it ends, above it by merit. */
import { newId } from '../../lib/id.ts'
import { dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { settleAccount } from '../points/actions.ts'
import { writeTier } from '../points/tier-accounts.ts'
import { ladderUnit } from '../programmes/ladder.ts'
import type { Ladder } from '../programmes/programme.ts'
import { grantTier } from '../programmes/tiers.ts'
import { announce, finishGrant, laddersNow, settleTier, valueOf } from './actions.ts'
import { TierGranted } from './events.ts'
import { withoutFloor } from './floors.ts'
import {
  addGrant,
  endGrant,
  findGrant,
  findPerson,
  isOpen,
  listDueGrants,
  listHomes,
  type GrantRow,
} from './queries.ts'
import { refuse } from './refusals.ts'

export type GrantWish = {
  customer_id: string
  ladder_id: string
  tier_id: string
  reason: string
  /** Its last day, 'YYYY-MM-DD' of the customer's store; null until it is taken back. */
  until?: string | null
  by: string
}

/** The same grant again changes nothing; another takes its place. Throws tier_unknown, tier_grant_past. */
export async function grant(ctx: Context, wish: GrantWish): Promise<void> {
  const ladder = await findLadder(ctx, wish.ladder_id)
  if (!ladder.tiers.some(({ tier_id }) => tier_id === wish.tier_id)) throw refuse('tier_unknown')
  const { account_id, time_zone } = await placeOf(ctx, wish.customer_id)
  const until = wish.until ? new Date(startOfLocalDay(dayOfIsoDate(wish.until) + 1, time_zone)) : null
  if (until && until <= ctx.now) throw refuse('tier_grant_past')
  await settleAccount(ctx, account_id, ladderUnit(ladder.ladder_id))
  const earlier = await findGrant(ctx, account_id, wish.ladder_id)
  if (earlier && isSame(earlier, wish, until)) return
  if (earlier) await endGrant(ctx, earlier.grant_id)
  const { customer_id, ladder_id, tier_id, reason } = wish
  const grant_id = newId(ctx.now.getTime())
  await addGrant(ctx, {
    grant_id,
    account_id,
    customer_id,
    ladder_id,
    tier_id,
    reason,
    until,
    granted_by_name: wish.by,
  })
  await setFloor(ctx, ladder, { account_id, customer_id, time_zone, grant_id }, tier_id)
  const said = { ladder_id, tier_id, until: until?.toISOString() ?? null }
  await publish(ctx, TierGranted, said, { customer_id, subject_id: grant_id })
}

const isSame = (earlier: GrantRow, { tier_id, reason }: GrantWish, until: Date | null) =>
  earlier.tier_id === tier_id &&
  earlier.reason === reason &&
  earlier.until?.getTime() === (until?.getTime() ?? undefined)

/** What was earned stays to the end of its period. Taking back what is not there does nothing. */
export async function takeGrantBack(ctx: Context, customer_id: string, ladder_id: string): Promise<void> {
  const ladder = await findLadder(ctx, ladder_id)
  const { account_id } = await placeOf(ctx, customer_id)
  await settleAccount(ctx, account_id, ladderUnit(ladder_id))
  const found = await findGrant(ctx, account_id, ladder_id)
  if (found) await finish(ctx, ladder, found)
}

/** Those whose last day is over, a slice at a time. Returns how many. */
export async function endDueGrants(ctx: Context, limit: number): Promise<number> {
  const due = await listDueGrants(ctx, limit)
  const ladders = await laddersNow(ctx)
  for (const row of due) {
    const ladder = ladders.find(({ ladder_id }) => ladder_id === row.ladder_id)
    const { account_id } = await placeOf(ctx, row.customer_id)
    if (ladder) await settleTier(ctx, ladder, account_id)
    if (await isOpen(ctx, row.grant_id)) await finishGrant(ctx, row)
  }
  return due.length
}

async function finish(ctx: Context, ladder: Ladder, row: GrantRow) {
  await finishGrant(ctx, row)
  const { customer_id, grant_id } = row
  await setFloor(ctx, ladder, { ...(await placeOf(ctx, customer_id)), customer_id, grant_id }, null)
}

type Of = { account_id: string; customer_id: string; time_zone: string; grant_id: string }

async function setFloor(
  ctx: Context,
  ladder: Ladder,
  { account_id, customer_id, time_zone, grant_id }: Of,
  floor: string | null,
) {
  const account = (await settleTier(ctx, ladder, account_id))!
  const value = valueOf(account)
  const to =
    floor === null && account.tier
      ? await withoutFloor(ctx, ladder, account, account.tier, { value, at: ctx.now, time_zone })
      : grantTier(ladder, account.tier, floor, value, ctx.now.getTime(), time_zone)
  await writeTier(ctx, { account_id, unit: account.unit }, to)
  const said = { account_id, customer_id, ladder_id: ladder.ladder_id }
  await announce(
    ctx,
    [ladder],
    [
      {
        ...said,
        from_state: account.tier,
        to_state: to,
        cause_kind: 'grant',
        cause_id: grant_id,
        occurred_at: ctx.now,
      },
    ],
  )
}

async function findLadder(ctx: Context, ladder_id: string): Promise<Ladder> {
  const ladder = (await laddersNow(ctx)).find((one) => one.ladder_id === ladder_id)
  if (!ladder) throw refuse('ladder_unknown')
  return ladder
}

async function placeOf(ctx: Context, customer_id: string) {
  const person = await findPerson(ctx, customer_id)
  if (!person) throw refuseCustomer('customer_not_found')
  const { account_id } = person
  return { account_id, time_zone: (await listHomes(ctx, [account_id])).get(account_id)!.time_zone }
}
