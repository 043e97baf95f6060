/** Who is calling: a key or a phone by its token, a person by a session. */
import type { FastifyRequest } from 'fastify'
import { findAccess, hashToken, type Access, type Principal, type Role } from './access.ts'
import type { Database } from './database.ts'
import type { Authenticate } from './http.ts'
import { refuse } from './refusal.ts'

export type Session = { user_id: string; session_id: string; name: string; email: string }

/** What signing in must offer here: the session of a request's cookie, if it is a good one. */
type FindSession = (request: FastifyRequest) => Promise<Session | null>

type Who = Awaited<ReturnType<Authenticate>>
const NOBODY: Who = { principal: { kind: 'nobody' }, tenant_id: null }
const KEPT_MS = 2_000

/** How a token of each kind becomes a principal; each feature that gives out tokens adds its own. */
export type Subject = (access: Access, request: FastifyRequest) => Promise<Principal | null>

type Finders = {
  findSession: FindSession
  findStaff: FindStaff
  subjects: Record<string, Subject>
  /** Whether this is the secret of the install's operator. */
  isHost: (token: string) => boolean
}

type Kept = Map<string, { at: number; access: Promise<Access | undefined> }>
const caches = new Set<Kept>()

/** After a token was revoked and committed: this process forgets it at once, others within two seconds. */
export async function forgetAccess(subject_id: string) {
  for (const kept of caches)
    for (const [key, { access }] of kept)
      if ((await access.catch(() => undefined))?.subject_id === subject_id) kept.delete(key)
}

export function authenticator(
  db: Database,
  { findSession, findStaff, subjects, isHost }: Finders,
): Authenticate {
  // A till calls at every scan: its token is looked up once every two seconds, so a revoked one stops within them.
  const kept: Kept = new Map()
  caches.add(kept)
  const lookUp = (token: string) => {
    const key = hashToken(token).toString('base64')
    const known = kept.get(key)
    if (known && Date.now() - known.at < KEPT_MS) return known.access
    if (kept.size > 20_000) kept.clear()
    const access = findAccess(db, token, new Date())
    access.then(
      (found) => found ?? kept.delete(key),
      () => kept.delete(key),
    )
    kept.set(key, { at: Date.now(), access })
    return access
  }
  const byToken = async (request: FastifyRequest, token: string): Promise<Who> => {
    const access = await lookUp(token)
    const subject = access && subjects[access.kind]
    const principal = subject ? await subject(access, request) : null
    if (!access || !principal) throw refuse('not_signed_in')
    return { principal, tenant_id: access.tenant_id }
  }
  return async (request) => {
    const bearer = /^Bearer (\S{8,200})$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer?.startsWith('ch_')) {
      if (!isHost(bearer)) throw refuse('not_signed_in')
      return { principal: { kind: 'host' }, tenant_id: null }
    }
    if (bearer) return byToken(request, bearer)
    // Without the session's cookie there is no session to look for.
    if (!request.headers.cookie?.includes('comptoir')) return NOBODY
    const session = await findSession(request)
    if (!session) return NOBODY
    const staff = request.tenant && (await findStaff(request.tenant.tenant_id, session.user_id))
    if (!staff) return { principal: { kind: 'user', ...session }, tenant_id: null }
    return { principal: { kind: 'staff', ...session, ...staff }, tenant_id: request.tenant!.tenant_id }
  }
}

export type FindStaff = (
  tenant_id: string,
  user_id: string,
) => Promise<{ staff_id: string; role: Role; store_ids: string[] } | null>
