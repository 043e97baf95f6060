/** The owner of a shop that is being made, in its first transaction. */
import type { Config } from '../../config.ts'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { addUser, emailKey } from '../../platform/users.ts'
import { StaffJoined } from './events.ts'
import { sendInvitation } from './invitations.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'

type Shop = { slug: string; name: string; language: 'fr' | 'en' }
export type FirstOwner =
  | { how: 'signed_in'; user_id: string; name: string; email: string }
  | { how: 'with_password'; name: string; email: string; password_hash: string }
  | { how: 'by_invitation'; name: string; email: string }

/** Answers the link when the owner is invited by mail. */
export async function addFirstOwner(ctx: Context, config: Config, shop: Shop, owner: FirstOwner) {
  const staff_id = newId(ctx.now.getTime())
  const fields = {
    staff_id,
    name: owner.name,
    email: emailKey(owner.email),
    role: 'owner' as const,
    store_ids: [],
    language: null,
  }
  await rows.saveStaff(ctx, fields)
  if (owner.how === 'by_invitation') {
    const { link } = await sendInvitation(ctx, config, shop, fields, fields.email)
    return { staff_id, link }
  }
  const user_id =
    owner.how === 'signed_in' ? owner.user_id : await addUser(ctx, { ...owner, email_verified: false })
  if (!user_id) throw refuse('email_has_account')
  await rows.changeStaff(ctx, staff_id, { user_id })
  await rows.addTenantUser(ctx, user_id)
  await publish(ctx, StaffJoined, { staff_id, role: 'owner' }, { subject_id: staff_id })
  return { staff_id, link: null }
}
