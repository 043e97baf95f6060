/** Whose points are whose: several customers may have one account. */
import type { Context } from '../../platform/database.ts'

/** Everybody who had the one has the other. Returns who that was, in the order of their ids. */
export async function moveToAccount(
  { tx, tenant_id, now }: Context,
  from_account_id: string,
  into_account_id: string,
  only?: string[],
): Promise<string[]> {
  const rows = await tx
    .updateTable('customer')
    .set({ account_id: into_account_id, updated_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', from_account_id)
    .$if(only !== undefined, (query) => query.where('customer_id', 'in', only!))
    .returning('customer_id')
    .execute()
  return rows.map(({ customer_id }) => customer_id).sort()
}

export const findAccountOf = ({ tx, tenant_id }: Context, customer_id: string) =>
  tx
    .selectFrom('customer')
    .select(['customer_id', 'account_id', 'first_name', 'last_name', 'left_at', 'erased_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()

/** Everybody who has this account, who has it longest first. */
export const listHoldersOf = ({ tx, tenant_id }: Context, account_id: string) =>
  tx
    .selectFrom('customer')
    .select(['customer_id', 'first_name', 'last_name', 'left_at'])
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .orderBy('created_at')
    .orderBy('customer_id')
    .execute()
