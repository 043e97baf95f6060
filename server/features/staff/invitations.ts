/** Joining the team: a link by mail, once, within seven days. */
import { randomBytes } from 'node:crypto'
import type { Config } from '../../config.ts'
import { findAccess, hashToken, type Principal } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { addUser, emailKey, findUserByEmail, passwordHash } from '../../platform/users.ts'
import { newId } from '../../lib/id.ts'
import { sendMessage } from '../messages/actions.ts'
import { memberOf } from './actions.ts'
import { StaffInvited, StaffJoined } from './events.ts'
import { invitationText } from './mails.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { isWeakPassword, mayManage } from './rules.ts'

const VALID_MS = 7 * 24 * 3600 * 1000

type Invited = Pick<rows.StaffRow, 'staff_id' | 'name' | 'role' | 'language'>
type Shop = { slug: string; name: string; language: 'fr' | 'en' }

export async function invite(
  ctx: Context,
  config: Config,
  shop: Shop,
  caller: Principal,
  wish: { staff_id: string; email: string },
) {
  const staff = await rows.lockStaff(ctx, wish.staff_id)
  if (!staff || staff.left_at) throw refuse('staff_not_found')
  const boss = memberOf(caller)
  if (!boss || !mayManage(boss, staff, staff)) throw refuse('role_beyond_yours')
  if (staff.user_id) throw refuse('already_joined')
  return sendInvitation(ctx, config, shop, staff, emailKey(wish.email))
}

export async function sendInvitation(
  ctx: Context,
  config: Config,
  shop: Shop,
  staff: Invited,
  email: string,
) {
  const token = `ci_${randomBytes(32).toString('base64url')}`
  const expires_at = new Date(ctx.now.getTime() + VALID_MS)
  // The newest link is the only one.
  await rows.revokeInvitations(ctx, staff.staff_id)
  await rows.addInvitation(ctx, staff.staff_id, hashToken(token), expires_at)
  await rows.changeStaff(ctx, staff.staff_id, { email, invited_at: ctx.now })
  const link = `${config.public_url}/t/${shop.slug}/invitation/${token}`
  const words = invitationText({
    language: staff.language ?? shop.language,
    shop: shop.name,
    name: staff.name,
    link,
  })
  await sendMessage(ctx, {
    message_id: newId(ctx.now.getTime()),
    channel: 'email',
    purpose: 'service',
    template: 'invitation',
    recipient: email,
    ...words,
    cause_id: staff.staff_id,
    forget: true,
    useful_until: expires_at,
  })
  await publish(
    ctx,
    StaffInvited,
    { staff_id: staff.staff_id, role: staff.role },
    { subject_id: staff.staff_id },
  )
  return { staff_id: staff.staff_id, email, expires_at, link }
}

/** The holder of the link, in the link's own shop, whatever address it was opened at. */
async function withInvitation<T>(
  db: Database,
  token: string,
  work: (ctx: Context, staff_id: string) => Promise<T>,
): Promise<T> {
  const access = await findAccess(db, token, new Date())
  if (access?.kind !== 'invitation') throw refuse('link_expired')
  return inTenant(db, { tenant_id: access.tenant_id, actor: `staff:${access.subject_id}` }, (ctx) =>
    work(ctx, access.subject_id),
  )
}

export function readInvitation(db: Database, token: string) {
  return withInvitation(db, token, async (ctx, staff_id) => {
    const staff = await rows.findStaff(ctx, staff_id)
    if (!staff?.email) throw refuse('link_expired')
    const shop = await rows.findShop(ctx)
    // Only who reads that address's mail learns whether it has an account.
    const has_account = (await findUserByEmail(ctx.tx, staff.email)) !== undefined
    return { name: staff.name, email: staff.email, role: staff.role, tenant: shop, has_account }
  })
}

export type Acceptance = { token: string; name?: string | undefined; password?: string | undefined }

/**
 * A new user is made with the password; one who already has an account (in another shop) must be signed in to it, so
 * that a link alone never opens what a password and a second factor guard.
 */
export async function acceptInvitation(
  db: Database,
  caller: Principal,
  { token, name, password }: Acceptance,
) {
  // Hashing takes a processor for a while: only for who holds a good link, and before any row is locked.
  const invited = await readInvitation(db, token)
  if (password && isWeakPassword(password, invited.email)) throw refuse('weak_password')
  const password_hash = password && !invited.has_account ? await passwordHash(password) : null
  return withInvitation(db, token, async (ctx, staff_id) => {
    const staff = await rows.lockStaff(ctx, staff_id)
    // Asked again under the lock: of two who come at once one finds the link used.
    const still = await findAccess(ctx.tx, token, ctx.now)
    if (!staff?.email || staff.user_id || staff.left_at || !still) throw refuse('link_expired')
    const shown_name = name ?? staff.name
    const user_id = await userFor(ctx, caller, { name: shown_name, email: staff.email, password_hash })
    if (await rows.findStaffOfUser(ctx, user_id)) throw refuse('already_joined')
    await rows.changeStaff(ctx, staff_id, { user_id, name: shown_name, invited_at: null })
    await rows.addTenantUser(ctx, user_id)
    await rows.revokeInvitations(ctx, staff_id)
    await publish(ctx, StaffJoined, { staff_id, role: staff.role }, { subject_id: staff_id })
    return { email: staff.email, slug: (await rows.findShop(ctx)).slug }
  })
}

async function userFor(
  ctx: Context,
  caller: Principal,
  who: { name: string; email: string; password_hash: string | null },
) {
  const known = await findUserByEmail(ctx.tx, who.email)
  if (known) {
    const signed_in = (caller.kind === 'user' || caller.kind === 'staff') && caller.user_id === known.id
    if (!signed_in) throw refuse('sign_in_to_accept')
    return known.id
  }
  if (!who.password_hash) throw refuse('weak_password')
  const made = await addUser(ctx, {
    name: who.name,
    email: who.email,
    password_hash: who.password_hash,
    email_verified: true,
  })
  // Somebody made it in this very moment.
  if (!made) throw refuse('sign_in_to_accept')
  return made
}
