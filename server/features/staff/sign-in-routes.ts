/** The doors of better-auth that are open here, one by one; what is not on this list does not exist. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type, type TSchema } from 'typebox'
import type { Caller } from '../../platform/access.ts'
import type { Routes } from '../../platform/http.ts'
import type { Database } from '../../platform/database.ts'
import { BASE_PATH, IP_HEADER, PASSWORD_LENGTH, type SignIn } from '../../platform/sign-in.ts'
import { Refusal } from '../../platform/refusal.ts'
import { countTry, useOnce } from '../../platform/tries.ts'
import { endSessionByToken } from '../../platform/users.ts'
import { isWeakPassword } from './rules.ts'
import { refuse } from './refusals.ts'

const closed = { additionalProperties: false }
const Password = Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH.max })
const NewPassword = Type.String({ minLength: PASSWORD_LENGTH.min, maxLength: PASSWORD_LENGTH.max })
const Email = Type.String({ format: 'email', maxLength: 254 })
const Code = Type.String({ minLength: 6, maxLength: 20 })
const User = Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })
const Done = Type.Object({})
const Ceremony = Type.Object({}, { additionalProperties: true })
const Passkey = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  createdAt: Type.Optional(Type.Any()),
})

type Door = {
  method: 'GET' | 'POST'
  path: string
  id: string
  summary: string
  may: readonly Caller[]
  body?: TSchema
  query?: TSchema
  answer: TSchema
  /** What is counted as a try, when something could be guessed here. */
  tries?: 'password' | 'code' | 'mail' | 'passkey'
}

const PUBLIC = ['public'] as const
const USER = ['user'] as const
const withPassword = Type.Object({ password: Password }, closed)
const withCode = Type.Object({ code: Code }, closed)

const DOORS: Door[] = [
  {
    method: 'POST',
    path: '/sign-in/email',
    id: 'signIn',
    summary: 'Sign in with e-mail and password',
    may: PUBLIC,
    tries: 'password',
    body: Type.Object(
      { email: Email, password: Password, rememberMe: Type.Optional(Type.Boolean()) },
      closed,
    ),
    answer: Type.Object({
      user: Type.Optional(User),
      twoFactorRedirect: Type.Optional(Type.Boolean()),
      twoFactorMethods: Type.Optional(Type.Array(Type.String())),
    }),
  },
  {
    method: 'POST',
    path: '/sign-out',
    id: 'signOut',
    summary: 'End this session',
    may: PUBLIC,
    answer: Done,
  },
  {
    method: 'GET',
    path: '/get-session',
    id: 'getSession',
    summary: 'This session; prolongs its cookie once a day',
    may: PUBLIC,
    answer: Type.Union([
      Type.Object({ user: User, session: Type.Object({ id: Type.String(), expiresAt: Type.Any() }) }),
      Type.Null(),
    ]),
  },
  {
    method: 'POST',
    path: '/request-password-reset',
    id: 'requestPasswordReset',
    summary: 'Send a link for a lost password',
    may: PUBLIC,
    tries: 'mail',
    body: Type.Object({ email: Email }, closed),
    answer: Type.Object({ status: Type.Boolean() }),
  },
  {
    method: 'POST',
    path: '/reset-password',
    id: 'resetPassword',
    summary: 'Choose a new password by the link',
    may: PUBLIC,
    tries: 'code',
    body: Type.Object({ token: Type.String({ maxLength: 100 }), newPassword: NewPassword }, closed),
    answer: Done,
  },
  {
    method: 'POST',
    path: '/change-password',
    id: 'changePassword',
    summary: 'Change the password; ends every other session',
    may: USER,
    tries: 'password',
    body: Type.Object({ currentPassword: Password, newPassword: NewPassword }, closed),
    answer: Done,
  },
  {
    method: 'POST',
    path: '/two-factor/enable',
    id: 'enableTwoFactor',
    summary: 'Begin two-step sign-in',
    may: USER,
    tries: 'password',
    body: withPassword,
    answer: Type.Object({ totpURI: Type.String(), backupCodes: Type.Array(Type.String()) }),
  },
  {
    method: 'POST',
    path: '/two-factor/disable',
    id: 'disableTwoFactor',
    summary: 'End two-step sign-in',
    may: USER,
    tries: 'password',
    body: withPassword,
    answer: Done,
  },
  {
    method: 'POST',
    path: '/two-factor/verify-totp',
    id: 'verifyTotp',
    summary: 'The code of the authenticator app',
    may: PUBLIC,
    tries: 'code',
    body: withCode,
    answer: Type.Object({ user: Type.Optional(User) }),
  },
  {
    method: 'POST',
    path: '/two-factor/verify-backup-code',
    id: 'verifyBackupCode',
    summary: 'A recovery code instead',
    may: PUBLIC,
    tries: 'code',
    body: withCode,
    answer: Type.Object({ user: Type.Optional(User) }),
  },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    id: 'generateBackupCodes',
    summary: 'New recovery codes; the old ones end',
    may: USER,
    tries: 'password',
    body: withPassword,
    answer: Type.Object({ backupCodes: Type.Array(Type.String()) }),
  },
  {
    method: 'GET',
    path: '/passkey/generate-register-options',
    id: 'passkeyRegisterOptions',
    summary: 'Begin adding a passkey',
    may: USER,
    query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
    answer: Ceremony,
  },
  {
    method: 'POST',
    path: '/passkey/verify-registration',
    id: 'verifyPasskeyRegistration',
    summary: 'Add a passkey',
    may: USER,
    body: Type.Object({ response: Ceremony, name: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
    answer: Passkey,
  },
  {
    method: 'GET',
    path: '/passkey/generate-authenticate-options',
    id: 'passkeyAuthenticateOptions',
    summary: 'Begin signing in by passkey',
    may: PUBLIC,
    answer: Ceremony,
  },
  {
    method: 'POST',
    path: '/passkey/verify-authentication',
    id: 'verifyPasskeyAuthentication',
    summary: 'Sign in by passkey',
    may: PUBLIC,
    tries: 'passkey',
    body: Type.Object({ response: Ceremony }, closed),
    answer: Done,
  },
  {
    method: 'GET',
    path: '/passkey/list-user-passkeys',
    id: 'listPasskeys',
    summary: 'My passkeys',
    may: USER,
    answer: Type.Array(Passkey),
  },
  {
    method: 'POST',
    path: '/passkey/delete-passkey',
    id: 'deletePasskey',
    summary: 'Remove a passkey',
    may: USER,
    body: Type.Object({ id: Type.String({ maxLength: 60 }) }, closed),
    answer: Done,
  },
]

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
