/** Two cards of one person, or of two who want one account: joined by hand, and parted again. */
import type { Context } from '../../platform/database.ts'
import { findAccountOf, listHoldersOf, moveToAccount } from '../customers/share-account.ts'
import { mergeAccounts, undoMerge } from '../points/merge-accounts.ts'
import { lockMerges } from '../points/merge-queries.ts'
import { findMembership } from './queries.ts'
import { refuse } from './refusals.ts'

type Wish = { merge_id: string; from_customer_id: string; into_customer_id: string; reason: string }

/** Everything of the first customer's account goes to the second's, and both have it. Twice does it once. */
export async function joinAccounts(ctx: Context, wish: Wish) {
  const { merge_id, from_customer_id, into_customer_id, reason } = wish
  await lockMerges(ctx)
  const earlier = await findJoined(ctx, merge_id)
  const [one, other] = [
    await findAccountOf(ctx, from_customer_id),
    await findAccountOf(ctx, into_customer_id),
  ]
  if (!one || !other) throw refuse('household_customer_unknown')
  if (await findMembership(ctx, from_customer_id)) throw refuse('household_member_elsewhere')
  const from = earlier?.from_account_id ?? one.account_id
  const into = earlier?.into_account_id ?? other.account_id
  const holders = await listHoldersOf(ctx, from)
  const customer_ids = holders.map(({ customer_id }) => customer_id)
  const merged = await mergeAccounts(ctx, { merge_id, from, into, reason, customer_ids })
  if (!merged.undone_at) await moveToAccount(ctx, from, into)
  return merged
}

const findJoined = ({ tx, tenant_id }: Context, merge_id: string) =>
  tx
    .selectFrom('account_merge')
    .select(['from_account_id', 'into_account_id'])
    .where('tenant_id', '=', tenant_id)
    .where('merge_id', '=', merge_id)
    .executeTakeFirst()

/** Each has their own again, with what is left of what came. Twice does it once. */
export async function partAccounts(ctx: Context, merge_id: string) {
  const merged = await undoMerge(ctx, merge_id)
  await moveToAccount(ctx, merged.into, merged.from, merged.customer_ids)
  return merged
}
