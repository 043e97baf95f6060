/** Who may call a route. Every route says so; one that does not refuses to be added. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context, Database } from './database.ts'

export const ROLES = ['owner', 'marketing', 'service', 'store_manager', 'seller', 'delivery'] as const
export type Role = (typeof ROLES)[number]

/** `public` needs no sign-in; `device` is a paired till, also while no seller is on shift; `customer` a card's holder;
 * `user` is anyone signed in, of whatever shop; `host` is the operator of the install, by its secret. */
export type Caller = Role | 'public' | 'device' | 'customer' | 'user' | 'host'

export type Principal =
  | { kind: 'nobody' }
  | { kind: 'host' }
  | { kind: 'user'; user_id: string; session_id: string; name: string; email: string }
  | {
      kind: 'staff'
      user_id: string
      session_id: string
      name: string
      email: string
      staff_id: string
      role: Role
      store_ids: string[]
    }
  | { kind: 'api_key'; api_key_id: string; role: Role }
  | { kind: 'device'; device_id: string; store_id: string; staff_id: string | null; role: Role | null }
  | { kind: 'customer'; customer_id: string }

/** The names under which a principal may be let in. */
function callersOf(p: Principal): Caller[] {
  if (p.kind === 'staff') return ['user', p.role]
  if (p.kind === 'api_key') return [p.role]
  if (p.kind === 'device') return p.role ? ['device', p.role] : ['device']
  if (p.kind === 'nobody') return []
  return [p.kind]
}

export const mayCall = (may: readonly Caller[], p: Principal) =>
  may.includes('public') || callersOf(p).some((caller) => may.includes(caller))

/** How a principal is named in every row that says who did it. */
export function actorOf(p: Principal): string {
  if (p.kind === 'staff') return `staff:${p.staff_id}`
  if (p.kind === 'device') return p.staff_id ? `staff:${p.staff_id}` : `device:${p.device_id}`
  if (p.kind === 'api_key') return `key:${p.api_key_id}`
  if (p.kind === 'customer') return `customer:${p.customer_id}`
  if (p.kind === 'user') return `user:${p.user_id}`
  return p.kind
}

/** The stores a caller may see; null is all of them. */
export function storesOf(p: Principal): string[] | null {
  if (p.kind === 'staff') return p.store_ids.length > 0 ? p.store_ids : null
  if (p.kind === 'device') return [p.store_id]
  return null
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export type Access = { tenant_id: string; kind: string; subject_id: string; scopes: string[] }

export async function findAccess(db: Database, token: string, now: Date): Promise<Access | undefined> {
  const { rows } = await sql<Access>`select * from find_access(${hashToken(token)}, ${now})`.execute(db)
  return rows[0]
}

type Kind =
  | 'api_key'
  | 'device'
  | 'customer'
  | 'card_link'
  | 'receipt_link'
  | 'invitation'
  | 'pairing'
  | 'simulation_link'
type Grant = { token: string; kind: Kind; subject_id: string; scopes?: string[]; expires_at?: Date | null }

/** Only the hash is kept: what was lost is replaced, never shown again. */
export async function addAccess(
  { tx, now }: Context,
  { token, kind, subject_id, scopes = [], expires_at = null }: Grant,
) {
  await sql`select add_access(${hashToken(token)}, ${kind}, ${subject_id}, ${scopes}, ${now}, ${expires_at})`.execute(
    tx,
  )
}

/** Every token of that kind for that subject. See forgetAccess (authenticate.ts) to stop it within this very second. */
export async function revokeAccess({ tx, now }: Context, kind: Kind, subject_id: string) {
  await sql`select revoke_access(${kind}, ${subject_id}, ${now})`.execute(tx)
}
