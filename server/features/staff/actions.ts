/** Who works here, as what, and where. */
import type { Principal, Role } from '../../platform/access.ts'
import { storesOf } from '../../platform/access.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { endSessionsOutsideShops, emailKey } from '../../platform/users.ts'
import { StaffChanged, StaffLeft } from './events.ts'
import { makePinVerifier } from './pin.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { isWeakPin, leavesNoOwner, mayManage, seesColleague, type Member } from './rules.ts'

/** What a caller may do to others: their role, in the stores they see; no store is every store. */
export function memberOf(principal: Principal): Member | null {
  if (!('role' in principal) || principal.role === null) return null
  return { role: principal.role, store_ids: storesOf(principal) ?? [] }
}

function requireManager(caller: Principal, before: Member | null, after: Member | null) {
  const boss = memberOf(caller)
  if (!boss || !mayManage(boss, before, after)) throw refuse('role_beyond_yours')
}

export async function listTeam(ctx: Context, caller: Principal) {
  const stores = storesOf(caller)
  const team = await rows.listStaff(ctx)
  return {
    items: team.filter((one) => one.left_at === null && seesColleague(stores, one.store_ids)).map(shown),
  }
}

/** What others may see of a member: whether there is a PIN, never the PIN. */
function shown({ pin_hash, user_id, ...staff }: rows.StaffRow) {
  return { ...staff, has_pin: pin_hash !== null, has_account: user_id !== null }
}

export type StaffWish = {
  staff_id: string
  name: string
  email?: string | null
  role: Role
  store_ids: string[]
  language?: 'fr' | 'en' | null
  pin?: string
}

export async function putStaff(ctx: Context, caller: Principal, wish: StaffWish) {
  const { staff_id, role, store_ids, pin } = wish
  const { owners, staff: before } = await lockForChange(ctx, staff_id)
  requireManager(caller, before ?? null, { role, store_ids })
  if ((await rows.countStores(ctx, store_ids)) !== new Set(store_ids).size) throw refuse('store_unknown')
  if (role !== 'owner' && leavesNoOwner(owners, staff_id)) throw refuse('last_owner')
  const email = wish.email === undefined ? (before?.email ?? null) : wish.email && emailKey(wish.email)
  const language = wish.language === undefined ? (before?.language ?? null) : wish.language
  await rows.saveStaff(ctx, { staff_id, name: wish.name, email, role, store_ids, language })
  if (pin !== undefined) await savePin(ctx, staff_id, pin)
  if (!before || before.role !== role || before.store_ids.join() !== store_ids.join())
    await publish(
      ctx,
      StaffChanged,
      { staff_id, role, store_ids, role_before: before?.role ?? null },
      { subject_id: staff_id },
    )
  return shown((await rows.findStaff(ctx, staff_id))!)
}

/** Owners first, in their order, then the one: two owners who leave at once wait for each other, and never both. */
async function lockForChange(ctx: Context, staff_id: string) {
  const owners = await rows.lockOwners(ctx)
  return { owners, staff: await rows.lockStaff(ctx, staff_id) }
}

export async function leaveTeam(ctx: Context, caller: Principal, staff_id: string): Promise<void> {
  const { owners, staff } = await lockForChange(ctx, staff_id)
  if (!staff) throw refuse('staff_not_found')
  requireManager(caller, staff, null)
  if (staff.left_at) return
  if (leavesNoOwner(owners, staff_id)) throw refuse('last_owner')
  await rows.changeStaff(ctx, staff_id, { left_at: ctx.now, user_id: null, pin_hash: null, invited_at: null })
  await rows.revokeInvitations(ctx, staff_id)
  if (staff.user_id) {
    await rows.removeTenantUser(ctx, staff.user_id)
    await endSessionsOutsideShops(ctx.tx, staff.user_id)
  }
  await publish(ctx, StaffLeft, { staff_id, role: staff.role }, { subject_id: staff_id })
}

/** One's own, or that of someone one may manage. */
export async function putPin(ctx: Context, caller: Principal, staff_id: string, pin: string): Promise<void> {
  const staff = await rows.lockStaff(ctx, staff_id)
  if (!staff || staff.left_at) throw refuse('staff_not_found')
  const own = 'staff_id' in caller && caller.staff_id === staff_id
  if (!own) requireManager(caller, staff, staff)
  await savePin(ctx, staff_id, pin)
}

async function savePin(ctx: Context, staff_id: string, pin: string) {
  if (isWeakPin(pin)) throw refuse('weak_pin')
  await rows.changeStaff(ctx, staff_id, { pin_hash: JSON.stringify(await makePinVerifier(pin)) })
}
