import type { Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'

export type HouseholdRow = Selectable<Tables['household']>
export type MemberRow = Selectable<Tables['household_member']>

/** Locked: who joins and who leaves come one after the other. */
export const lockHousehold = (
  { tx, tenant_id }: Context,
  household_id: string,
): Promise<HouseholdRow | undefined> =>
  tx
    .selectFrom('household')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('household_id', '=', household_id)
    .forUpdate()
    .executeTakeFirst()

export const addHousehold = (
  { tx, tenant_id, actor, now }: Context,
  household: { household_id: string; account_id: string; name: string },
) =>
  tx
    .insertInto('household')
    .values({ tenant_id, ...household, created_by: actor, created_at: now })
    .execute()

export const renameHousehold = ({ tx, tenant_id }: Context, household_id: string, name: string) =>
  tx
    .updateTable('household')
    .set({ name })
    .where('tenant_id', '=', tenant_id)
    .where('household_id', '=', household_id)
    .execute()

export const endHousehold = ({ tx, tenant_id, now }: Context, household_id: string) =>
  tx
    .updateTable('household')
    .set({ ended_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('household_id', '=', household_id)
    .execute()

export const listMembers = ({ tx, tenant_id }: Context, household_id: string) =>
  tx
    .selectFrom('household_member as m')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.customer_id', '=', 'm.customer_id'),
    )
    .select(['m.customer_id', 'm.joined_at', 'm.merge_id', 'c.first_name', 'c.last_name'])
    .where('m.tenant_id', '=', tenant_id)
    .where('m.household_id', '=', household_id)
    .where('m.left_at', 'is', null)
    .orderBy('m.joined_at')
    .orderBy('m.customer_id')
    .execute()

/** The household somebody is in now. */
export const findMembership = (
  { tx, tenant_id }: Context,
  customer_id: string,
): Promise<MemberRow | undefined> =>
  tx
    .selectFrom('household_member')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .where('left_at', 'is', null)
    .executeTakeFirst()

export const addMember = (
  { tx, tenant_id, actor, now }: Context,
  member: {
    household_id: string
    customer_id: string
    joined_by_name: string
    agreed: string[]
    merge_id: string
  },
) =>
  tx
    .insertInto('household_member')
    .values({ tenant_id, ...member, joined_at: now, joined_by: actor })
    .execute()

export const endMembership = (
  { tx, tenant_id, actor, now }: Context,
  { household_id, customer_id }: MemberRow,
  left_with: 'nothing' | 'share' | 'all',
) =>
  tx
    .updateTable('household_member')
    .set({ left_at: now, left_by: actor, left_with })
    .where('tenant_id', '=', tenant_id)
    .where('household_id', '=', household_id)
    .where('customer_id', '=', customer_id)
    .where('left_at', 'is', null)
    .execute()
