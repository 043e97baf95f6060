import { Type } from 'typebox'
import { ROLES, type Role } from '../../platform/access.ts'
import { Id, Time } from '../../platform/http.ts'
import { ProgrammeShape, Words } from '../programmes/shape.ts'
import { Settings } from '../tenants/settings.ts'

const closed = { additionalProperties: false }
const TimeOrNull = Type.Union([Time, Type.Null()])
const TextOrNull = Type.Union([Type.String(), Type.Null()])
const Open = Type.Record(Type.String(), Type.Unknown())
const RoleName = Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] })

export const Device = Type.Object({
  device_id: Id,
  store_id: Id,
  name: Type.String(),
  receipt_code: Type.String({ description: 'What the receipts of this till begin with' }),
  paired_at: TimeOrNull,
  seen_at: TimeOrNull,
  user_agent: TextOrNull,
  retired_at: TimeOrNull,
})
export const Code = Type.Object({ pairing_code: Type.String(), expires_at: Time })
export const DeviceWithCode = Type.Object({
  ...Device.properties,
  pairing_code: TextOrNull,
  expires_at: TimeOrNull,
})
export const DeviceBody = Type.Object(
  { store_id: Id, name: Type.String({ minLength: 1, maxLength: 80 }) },
  closed,
)
export const PairingBody = Type.Object(
  {
    code: Type.String({ minLength: 6, maxLength: 12 }),
    user_agent: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
)
const Store = Type.Object({
  store_id: Id,
  merchant_id: Id,
  name: Type.String(),
  code: TextOrNull,
  time_zone: Type.String(),
  opening_hours: Open,
  exceptions: Type.Array(Open),
  address_line1: TextOrNull,
  postal_code: TextOrNull,
  city: TextOrNull,
  phone: TextOrNull,
})
const Tenant = Type.Object({
  tenant_id: Id,
  slug: Type.String(),
  name: Type.String(),
  language: Type.Unsafe<'fr' | 'en'>({ type: 'string', enum: ['fr', 'en'] }),
  currency: Type.String(),
  time_zone: Type.String(),
  theme: Open,
})
export const Paired = Type.Object({
  device_id: Id,
  token: Type.String({ description: 'Shown this once: the till keeps it' }),
  receipt_code: Type.String(),
  store: Store,
  tenant: Tenant,
})
export const ShiftBody = Type.Object({ staff_id: Id, pin: Type.String({ pattern: '^\\d{4,6}$' }) }, closed)
export const Shift = Type.Object({
  staff_token: Type.String({ description: 'Sent as X-Staff-Token beside the till’s own token' }),
  expires_at: Time,
  staff: Type.Object({ staff_id: Id, name: Type.String(), role: RoleName }),
})
const Version = Type.Union([
  Type.Object({
    version: Type.Integer(),
    effective_at: Time,
    programme: ProgrammeShape,
    words: Type.Object({ fr: Words, en: Words }),
  }),
  Type.Null(),
])
const PinVerifier = Type.Object({
  salt: Type.String(),
  iterations: Type.Integer(),
  hash: Type.String(),
  digits: Type.Optional(Type.Integer()),
})
export const Bootstrap = Type.Object({
  now: Time,
  device: Type.Object({ device_id: Id, name: Type.String(), receipt_code: Type.String() }),
  store: Store,
  tenant: Tenant,
  staff: Type.Array(
    Type.Object({
      staff_id: Id,
      name: Type.String(),
      role: RoleName,
      pin_verifier: Type.Union([PinVerifier, Type.Null()]),
    }),
  ),
  programme: Version,
  next_programme: Version,
  clubs: Type.Array(Type.Object({ club_id: Id, name: Type.String(), description: Type.String() }), {
    description: 'Those that anybody may join at the counter',
  }),
  friends: Type.Boolean({ description: 'The shop rewards who brings a friend' }),
  consent_texts: Type.Array(
    Type.Object({
      channel: Type.String(),
      purpose: Type.String(),
      version: Type.Integer(),
      language: Type.String(),
      text: Type.String(),
    }),
  ),
  settings: Settings,
  products_version: TextOrNull,
  cards_version: TextOrNull,
})
