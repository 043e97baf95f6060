/** The signed-in person: who, in which shop, which others they may enter, and where else they are signed in. */
import { inTenant, type Database } from '../../platform/database.ts'
import type { Principal } from '../../platform/access.ts'
import { assert } from '../../lib/assert.ts'
import type { Tenant } from '../../platform/tenancy.ts'
import { endSession, hasTwoFactor, listSessions } from '../../platform/users.ts'
import { refuse } from './refusals.ts'

type Signed = Extract<Principal, { kind: 'user' | 'staff' }>

export function signedInAs(principal: Principal): Signed {
  assert(principal.kind === 'user' || principal.kind === 'staff', 'the route lets in people only')
  return principal
}

export async function whoAmI(db: Database, principal: Principal, tenant: Tenant | null) {
  const { user_id: id, name, email, ...me } = signedInAs(principal)
  const staff =
    me.kind === 'staff' ? { staff_id: me.staff_id, role: me.role, store_ids: me.store_ids, name } : null
  return {
    user: { id, name, email, two_factor_enabled: await hasTwoFactor(db, id) },
    staff,
    tenant: tenant && staff ? { tenant_id: tenant.tenant_id, slug: tenant.slug, name: tenant.name } : null,
    tenants: await listMyTenants(db, id),
  }
}

/** A person's role stands in each shop's own rows, so each is asked for itself. */
export async function listMyTenants(db: Database, user_id: string) {
  const shops = await db
    .selectFrom('tenant_user')
    .innerJoin('tenant', 'tenant.tenant_id', 'tenant_user.tenant_id')
    .select(['tenant.tenant_id', 'tenant.slug', 'tenant.name'])
    .where('user_id', '=', user_id)
    .orderBy('tenant.name')
    .limit(100)
    .execute()
  const roles = shops.map((shop) =>
    inTenant(db, { tenant_id: shop.tenant_id, actor: `user:${user_id}` }, ({ tx, tenant_id }) => {
      const query = tx
        .selectFrom('staff')
        .select('role')
        .where('tenant_id', '=', tenant_id)
        .where('user_id', '=', user_id)
      return query.where('left_at', 'is', null).executeTakeFirst()
    }),
  )
  const found = await Promise.all(roles)
  return shops.flatMap((shop, i) => (found[i] ? [{ ...shop, role: found[i].role }] : []))
}

export async function listMySessions(db: Database, principal: Principal) {
  const { user_id, session_id } = signedInAs(principal)
  const sessions = await listSessions(db, user_id, new Date())
  return { items: sessions.map((session) => ({ ...session, current: session.session_id === session_id })) }
}

export async function endMySession(db: Database, principal: Principal, session_id: string): Promise<void> {
  if (!(await endSession(db, signedInAs(principal).user_id, session_id))) throw refuse('session_not_found')
}
