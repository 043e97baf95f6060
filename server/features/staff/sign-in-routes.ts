/** How a request goes through one of the doors of better-auth, and comes back in our words. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../../platform/http.ts'
import type { Database } from '../../platform/database.ts'
import { BASE_PATH, IP_HEADER, type SignIn } from '../../platform/sign-in.ts'
import { Refusal } from '../../platform/refusal.ts'
import { countTry, useOnce } from '../../platform/tries.ts'
import { endSessionByToken } from '../../platform/users.ts'
import { isWeakPassword } from './rules.ts'
import { refuse } from './refusals.ts'
import { DOORS, type Door } from './sign-in-doors.ts'

export const signInRoutes =
  (signIn: SignIn): Routes =>
  async (app, { db }) => {
    for (const door of DOORS)
      app.route({
        method: door.method,
        url: `/sign-in${door.path}`,
        bodyLimit: 64 * 1024,
        config: { may: door.may },
        schema: {
          operationId: door.id,
          summary: door.summary,
          tags: ['sign-in'],
          ...(door.body && { body: door.body }),
          ...(door.query && { querystring: door.query }),
          response: { 200: door.answer },
        },
        handler: (request, reply) => pass(signIn, db, door, request, reply),
      })
  }

type Content = Record<string, unknown> & { email?: string; newPassword?: string; code?: string }
type Answer = { code?: string; twoFactorRedirect?: boolean; token?: string; user?: { id: string } }

async function pass(signIn: SignIn, db: Database, door: Door, request: FastifyRequest, reply: FastifyReply) {
  const body = (request.body ?? {}) as Content
  const account = accountOf(request, body)
  if (body.newPassword && isWeakPassword(body.newPassword, account ?? '')) throw refuse('weak_password')
  const tried =
    door.tries && (await countTry(db, { what: door.tries, ip: request.ip, ...(account && { account }) }))
  if (door.tries === 'mail') return answerAtOnce(signIn, door, request, body)
  const response = await signIn.handle(toWeb(signIn, door, request, body))
  reply.header('cache-control', 'no-store').header('set-cookie', response.headers.getSetCookie())
  const answer = (await response.json().catch(() => null)) as Answer | null
  if (!response.ok) throw refusalFor(response.status, answer?.code)
  if (door.path === '/two-factor/verify-totp') await requireFirstUse(db, request, reply, body.code!, answer!)
  // Half a sign-in is not yet a success.
  if (tried && !answer?.twoFactorRedirect) await tried.giveBack()
  return reply.send(answer)
}

/** better-auth takes the same code again while it lasts; who reads it over a shoulder must come too late. */
async function requireFirstUse(
  db: Database,
  { principal }: FastifyRequest,
  reply: FastifyReply,
  code: string,
  answer: Answer,
) {
  if (await useOnce(db, 'totp', `${answer.user!.id}:${code}`)) return
  // Confirming once more while signed in opens nothing new.
  if (principal.kind !== 'nobody') return
  await endSessionByToken(db, answer.token!)
  reply.removeHeader('set-cookie')
  throw refuse('wrong_code')
}

/** The same words in the same time, whether the address is known or not: the work is done after the answer. */
function answerAtOnce(signIn: SignIn, door: Door, request: FastifyRequest, body: Content) {
  signIn.handle(toWeb(signIn, door, request, body)).then(
    (response) => response.ok || request.log.error({ status: response.status }, 'lost password: no mail'),
    (error: unknown) => request.log.error({ err: error }, 'lost password: no mail'),
  )
  return { status: true }
}

function accountOf({ principal }: FastifyRequest, body: Content): string | undefined {
  if (body.email) return body.email
  return principal.kind === 'user' || principal.kind === 'staff' ? principal.email : undefined
}

function toWeb(signIn: SignIn, door: Door, request: FastifyRequest, body: Content): Request {
  const { cookie, origin, 'user-agent': agent } = request.headers
  const headers = new Headers({ [IP_HEADER]: request.ip, origin: origin ?? signIn.origin })
  if (cookie) headers.set('cookie', cookie)
  if (agent) headers.set('user-agent', agent.slice(0, 300))
  if (door.method === 'POST') headers.set('content-type', 'application/json')
  const query = new URLSearchParams(request.query as Record<string, string>).toString()
  // Whether other sessions end with a password is not the caller's choice: they do.
  const content = door.path === '/change-password' ? { ...body, revokeOtherSessions: true } : body
  return new Request(`${signIn.origin}${BASE_PATH}${door.path}${query && `?${query}`}`, {
    method: door.method,
    headers,
    ...(door.method === 'POST' && { body: JSON.stringify(content) }),
  })
}

/** What better-auth calls it, and how it is said here. */
const REFUSALS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong_email_or_password',
  INVALID_PASSWORD: 'wrong_password',
  INVALID_TOKEN: 'link_expired',
  INVALID_CODE: 'wrong_code',
  INVALID_BACKUP_CODE: 'wrong_code',
  INVALID_TWO_FACTOR_COOKIE: 'sign_in_again',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign_in_again',
  SESSION_NOT_FRESH: 'sign_in_again',
  ACCOUNT_TEMPORARILY_LOCKED: 'too_many_tries',
  PASSWORD_TOO_SHORT: 'weak_password',
  PASSWORD_TOO_LONG: 'weak_password',
  TOTP_ALREADY_ENABLED: 'two_factor_already_on',
  PASSKEY_NOT_FOUND: 'passkey_refused',
  CHALLENGE_NOT_FOUND: 'passkey_refused',
  AUTHENTICATION_FAILED: 'passkey_refused',
  FAILED_TO_VERIFY_REGISTRATION: 'passkey_refused',
}

function refusalFor(status: number, code = ''): Error {
  const known = REFUSALS[code]
  if (known) return new Refusal(known)
  // A 5xx of the library is our own mistake; its code is not a secret, its cause is in no log of ours.
  return status >= 500
    ? new Error(`Signing in failed: ${status} ${code}`)
    : refuse('sign_in_refused', { reason: code })
}
