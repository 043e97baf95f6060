/** Keys by which other programs act for the shop, with the rights of one role. */
import { randomBytes } from 'node:crypto'
import { addAccess, revokeAccess, type Access, type Principal, type Role } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { seldom } from '../../platform/seldom.ts'
import { addApiKey, changeApiKey, findApiKey, type ApiKey } from './queries.ts'
import { refuse } from './refusals.ts'

/** The key is in the answer that made it and nowhere else: asked again, the same id answers without it. */
export async function putApiKey(ctx: Context, api_key_id: string, wish: { name: string; role: Role }) {
  const before = await findApiKey(ctx.tx, ctx.tenant_id, api_key_id)
  if (before?.revoked_at) throw refuse('api_key_not_found')
  if (before && before.role !== wish.role) throw refuse('api_key_role_fixed')
  if (before) {
    await changeApiKey(ctx.tx, ctx.tenant_id, api_key_id, { name: wish.name })
    return { ...before, name: wish.name, key: null }
  }
  const key = `ck_${randomBytes(32).toString('base64url')}`
  const added: ApiKey = {
    api_key_id,
    ...wish,
    hint: `ck_…${key.slice(-4)}`,
    created_by: ctx.actor,
    created_at: ctx.now,
    last_used_at: null,
    revoked_at: null,
  }
  await addApiKey(ctx.tx, ctx.tenant_id, added)
  await addAccess(ctx, { token: key, kind: 'api_key', subject_id: api_key_id, scopes: [wish.role] })
  return { ...added, key }
}

export async function revokeApiKey(ctx: Context, api_key_id: string): Promise<ApiKey> {
  const key = await findApiKey(ctx.tx, ctx.tenant_id, api_key_id)
  if (!key) throw refuse('api_key_not_found')
  if (key.revoked_at) return key
  await revokeAccess(ctx, 'api_key', api_key_id)
  await changeApiKey(ctx.tx, ctx.tenant_id, api_key_id, { revoked_at: ctx.now })
  return { ...key, revoked_at: ctx.now }
}

/** How a key's token becomes a caller; its use is noted at most once a minute, beside the request, not before it. */
export function apiKeySubject(db: Database) {
  const isDue = seldom(60_000)
  return async ({ tenant_id, subject_id, scopes }: Access): Promise<Principal> => {
    const now = new Date()
    if (isDue(subject_id, now.getTime()))
      // A note that fails is made again by the next use: it must not end a request that has nothing to do with it.
      void inTenant(db, { tenant_id, actor: 'system', now }, ({ tx }) =>
        changeApiKey(tx, tenant_id, subject_id, { last_used_at: now }),
      ).catch(() => {})
    return { kind: 'api_key', api_key_id: subject_id, role: scopes[0] as Role }
  }
}
