/** The doors of better-auth that are open here, one by one; what is not on this list does not exist. */
import { Type, type TSchema } from 'typebox'
import type { Caller } from '../../platform/access.ts'
import { PASSWORD_LENGTH } from '../../platform/sign-in.ts'

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

export type Door = {
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

export const DOORS: Door[] = [
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
