/** A lost password: the link goes by the outbox of the first shop that the user may enter. */
import type { Config } from '../../config.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import type { User } from '../../platform/sign-in.ts'
import { newId } from '../../lib/id.ts'
import { sendMessage } from '../messages/actions.ts'
import { lostPasswordText } from './mails.ts'

const VALID_MS = 3_600_000

/** Someone who is in no shop has nothing to sign in to: no mail goes out. The asker is told the same either way. */
export async function sendLostPassword(
  db: Database,
  config: Config,
  user: User,
  token: string,
): Promise<void> {
  const tenant = await db
    .selectFrom('tenant_user')
    .innerJoin('tenant', 'tenant.tenant_id', 'tenant_user.tenant_id')
    .select(['tenant.tenant_id', 'tenant.slug', 'tenant.name', 'tenant.language'])
    .where('user_id', '=', user.id)
    .orderBy('tenant.created_at')
    .limit(1)
    .executeTakeFirst()
  if (!tenant) return
  // The address of the link is the install's own setting, never what the request said of itself.
  const link = `${config.public_url}/t/${tenant.slug}/password/${token}`
  const words = lostPasswordText({
    language: tenant.language as 'fr' | 'en',
    shop: tenant.name,
    name: user.name,
    link,
  })
  await inTenant(db, { tenant_id: tenant.tenant_id, actor: `user:${user.id}` }, (ctx) =>
    sendMessage(ctx, {
      message_id: newId(ctx.now.getTime()),
      channel: 'email',
      purpose: 'service',
      template: 'lost_password',
      recipient: user.email,
      ...words,
      forget: true,
      useful_until: new Date(ctx.now.getTime() + VALID_MS),
    }),
  )
}
