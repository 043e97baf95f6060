/** Several people, one kitty: joining brings what one has, leaving leaves it there or takes back what one brought. */
import { DAY_MS } from '../../lib/time.ts'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish, type Fact } from '../../platform/facts.ts'
import { findAccountOf, listHoldersOf, moveToAccount } from '../customers/share-account.ts'
import { mergeAccounts, undoMerge } from '../points/merge-accounts.ts'
import { lockMerges } from '../points/merge-queries.ts'
import { HouseholdJoined, HouseholdLeft } from './events.ts'
import {
  addHousehold,
  addMember,
  endHousehold,
  endMembership,
  findMembership,
  listMembers,
  lockHousehold,
  renameHousehold,
} from './queries.ts'
import { refuse } from './refusals.ts'

export type Rules = { size_max: number; undo_days: number }
type By = { name: string; rules: Rules }
type Wish = { household_id: string; name?: string; customer_ids: string[]; agreed: string[] }

/**
 * Makes the household, or adds who is not in it yet and gives it the name; nobody is taken out. Everybody must have agreed
 * who joins, and one of those who are there. Twice does it once.
 */
export async function saveHousehold(ctx: Context, wish: Wish, by: By) {
  const { household_id, customer_ids, agreed } = wish
  await lockMerges(ctx)
  const household = await lockHousehold(ctx, household_id)
  if (household?.ended_at) throw refuse('household_ended')
  if (!household) {
    const name = wish.name ?? (await nameAfter(ctx, customer_ids[0]!))
    await addHousehold(ctx, { household_id, account_id: household_id, name })
  } else if (wish.name && wish.name !== household.name) {
    await renameHousehold(ctx, household_id, wish.name)
  }
  for (const customer_id of customer_ids) await join(ctx, { household_id, customer_id, agreed }, by)
  return readHousehold(ctx, household_id, by.rules)
}

async function nameAfter(ctx: Context, customer_id: string): Promise<string> {
  const person = await findAccountOf(ctx, customer_id)
  if (!person) throw refuse('household_customer_unknown')
  return person.last_name ?? person.first_name ?? ''
}

type Join = { household_id: string; customer_id: string; agreed: string[] }

async function join(ctx: Context, { household_id, customer_id, agreed }: Join, { name, rules }: By) {
  const membership = await findMembership(ctx, customer_id)
  if (membership?.household_id === household_id) return
  if (membership) throw refuse('household_member_elsewhere')
  const person = await findAccountOf(ctx, customer_id)
  if (!person || person.erased_at) throw refuse('household_customer_unknown')
  if (person.left_at) throw refuse('household_customer_left')
  const members = await listMembers(ctx, household_id)
  if (members.length >= rules.size_max) throw refuse('household_full', { size_max: rules.size_max })
  const someone = members.length === 0 || members.some((member) => agreed.includes(member.customer_id))
  if (!agreed.includes(customer_id) || !someone) throw refuse('household_needs_agreement')
  const holders = await listHoldersOf(ctx, person.account_id)
  if (holders.length > 1) throw refuse('household_member_elsewhere')
  const merge_id = newId(ctx.now.getTime())
  await mergeAccounts(ctx, {
    merge_id,
    from: person.account_id,
    into: household_id,
    customer_ids: [customer_id],
  })
  await moveToAccount(ctx, person.account_id, household_id)
  await addMember(ctx, { household_id, customer_id, joined_by_name: name, agreed, merge_id })
  await publish(
    ctx,
    HouseholdJoined,
    { household_id, customer_id, agreed },
    { customer_id, subject_id: household_id },
  )
}

type Leave = { household_id: string; customer_id: string; take: 'nothing' | 'share' }

/**
 * Leaves with nothing and a new, empty account; or, within the days the shop gives, with what is left of what they
 * brought. The last one takes all of it. Twice does it once.
 */
export async function leaveHousehold(ctx: Context, { household_id, customer_id, take }: Leave, rules: Rules) {
  await lockMerges(ctx)
  const household = await lockHousehold(ctx, household_id)
  if (!household) throw refuse('household_not_found')
  const membership = await findMembership(ctx, customer_id)
  if (membership?.household_id !== household_id) {
    if (household.ended_at) return readHousehold(ctx, household_id, rules)
    throw refuse('household_not_member')
  }
  const members = await listMembers(ctx, household_id)
  const left_with = members.length === 1 ? 'all' : take
  if (left_with === 'share') {
    if (membership.joined_at.getTime() + rules.undo_days * DAY_MS < ctx.now.getTime())
      throw refuse('household_share_gone')
    const { from, into } = await undoMerge(ctx, membership.merge_id)
    await moveToAccount(ctx, into, from, [customer_id])
  } else if (left_with === 'nothing') {
    await moveToAccount(ctx, household.account_id, newId(ctx.now.getTime()), [customer_id])
  } else {
    await endHousehold(ctx, household_id)
  }
  await endMembership(ctx, membership, left_with)
  const about = { customer_id, subject_id: household_id }
  await publish(ctx, HouseholdLeft, { household_id, customer_id, left_with }, about)
  return readHousehold(ctx, household_id, rules)
}

/** Who leaves the programme leaves the household, which keeps what it has. */
export async function leaveWithProgramme(ctx: Context, facts: Fact[]): Promise<void> {
  for (const { customer_id } of facts) {
    const membership = customer_id && (await findMembership(ctx, customer_id))
    if (!membership) continue
    const wish = { household_id: membership.household_id, customer_id, take: 'nothing' as const }
    await leaveHousehold(ctx, wish, { size_max: 0, undo_days: 0 })
  }
}

export async function readHousehold(ctx: Context, household_id: string, rules: Rules) {
  const household = await lockHousehold(ctx, household_id)
  if (!household) throw refuse('household_not_found')
  const { name, account_id, created_at, ended_at } = household
  const members = await listMembers(ctx, household_id)
  return {
    household_id,
    name,
    account_id,
    created_at,
    ended_at,
    size_max: rules.size_max,
    members: members.map(({ merge_id: _merge, joined_at, ...person }) => ({
      ...person,
      joined_at,
      share_until: new Date(joined_at.getTime() + rules.undo_days * DAY_MS),
    })),
  }
}

/** The household of a customer, or null. */
export async function readHouseholdOf(ctx: Context, customer_id: string, rules: Rules) {
  if (!(await findAccountOf(ctx, customer_id))) throw refuse('household_customer_unknown')
  const membership = await findMembership(ctx, customer_id)
  return membership ? readHousehold(ctx, membership.household_id, rules) : null
}
