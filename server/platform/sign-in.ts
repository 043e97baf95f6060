/** Signing in of staff: better-auth for passwords, codes and passkeys; the session is looked up here, at every request. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { FastifyRequest } from 'fastify'
import { CamelCasePlugin, sql } from 'kysely'
import type pg from 'pg'
import { assert } from '../lib/assert.ts'
import { isId, newId } from '../lib/id.ts'
import type { Config } from '../config.ts'
import type { FindStaff, Session } from './authenticate.ts'
import { tenantStatement, type Database } from './database.ts'
import { readSecret } from './secrets.ts'

export const BASE_PATH = '/api/sign-in'
export const PASSWORD_LENGTH = { min: 10, max: 128 }
const SESSION_S = 7 * 24 * 3600
/** The header by which our own code tells better-auth where a request came from; one from outside never gets there. */
export const IP_HEADER = 'x-comptoir-ip'

export type User = { id: string; name: string; email: string }
type Options = {
  config: Config
  db: Database
  sendLostPassword: (user: User, token: string) => Promise<void>
}

export type SignIn = ReturnType<typeof openSignIn>

/** Throws when the install's secret is empty: sessions signed with a known key would open every shop. */
export function openSignIn({ config, db, sendLostPassword }: Options) {
  const secret = readSecret(config.home, 'sign-in').toString('base64url')
  const secure = config.public_url.startsWith('https:')
  const { hostname, origin } = new URL(config.public_url)
  const auth = betterAuth({
    appName: 'Comptoir',
    baseURL: config.public_url,
    basePath: BASE_PATH,
    secret,
    database: { db: db.withSchema('sign_in').withPlugin(new CamelCasePlugin()), type: 'postgres' },
    // Where a request comes from was judged by our own hook (same-origin.ts) before it gets here.
    trustedOrigins: (request) => [origin, request?.headers.get('origin') ?? ''].filter(Boolean),
    emailAndPassword: {
      enabled: true,
      // Users come by invitation or by the first run, never by themselves.
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => sendLostPassword(user, token),
    },
    session: { expiresIn: SESSION_S, updateAge: 24 * 3600, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    // Counted by tries.ts, which several processes share.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'comptoir',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
    },
    plugins: [
      twoFactor({
        issuer: 'Comptoir',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
      passkey({
        rpID: hostname,
        rpName: 'Comptoir',
        origin,
        // A passkey stands for both factors, so the device must have checked its holder.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // better-auth 1.7.5 asks the browser for it but does not check the answer.
        authentication: {
          afterVerification: ({ verification }) =>
            requireHolder(verification.authenticationInfo.userVerified),
        },
        schema: { passkey: { fields: { credentialID: 'credentialId' } } },
      }),
    ],
  })
  const cookieName = `${secure ? '__Secure-' : ''}comptoir.session_token`
  return {
    handle: (request: Request) => auth.handler(request),
    origin,
    findSession: (request: FastifyRequest) =>
      findSession(db, request.headers.cookie ?? '', cookieName, secret),
  }
}

function requireHolder(userVerified: boolean) {
  if (!userVerified)
    throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'not verified' })
}

/** The token in the request's cookie, if it was signed by this install. */
function tokenIn(cookies: string, name: string, secret: string): string | null {
  const cookie = cookies.split(/; */).find((part) => part.startsWith(`${name}=`))
  if (!cookie || cookie.length > 500) return null
  const value = decode(cookie.slice(name.length + 1))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** One select, never kept: a session that was revoked stops with the next request. */
async function findSession(
  db: Database,
  cookies: string,
  name: string,
  secret: string,
): Promise<Session | null> {
  const token = tokenIn(cookies, name, secret)
  if (!token) return null
  const { rows } = await sql<Session>`
    select s.id as session_id, u.id as user_id, u.name, u.email
    from sign_in.session s join sign_in."user" u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > ${new Date()}
  `.execute(db)
  return rows[0] ?? null
}

/**
 * Who a user is in a shop; read at every request, so that a role that was taken away is gone with the next one.
 * Sent as one text, because that is one round trip and one implicit transaction, which the setting does not outlive.
 */
export function staffFinder(pool: pg.Pool): FindStaff {
  return async (tenant_id, user_id) => {
    assert(isId(tenant_id) && isId(user_id), 'both are ids of ours, safe as literals')
    const results = (await pool.query(`${tenantStatement(tenant_id)};
      select staff_id, role, store_ids from staff
      where tenant_id = '${tenant_id}' and user_id = '${user_id}' and left_at is null`)) as unknown as pg.QueryResult[]
    return results[1]?.rows[0] ?? null
  }
}
