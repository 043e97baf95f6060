import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { ROLES, type Role } from '../../platform/access.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { PASSWORD_LENGTH } from '../../platform/sign-in.ts'
import { countTry } from '../../platform/tries.ts'
import { leaveTeam, listTeam, putPin, putStaff } from './actions.ts'
import { acceptInvitation, invite, readInvitation } from './invitations.ts'
import { endMySession, listMySessions, whoAmI } from './me.ts'

const closed = { additionalProperties: false }
const RoleName = Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Email = Type.String({ format: 'email', maxLength: 254 })
const Language = Type.Unsafe<'fr' | 'en'>({ type: 'string', enum: ['fr', 'en'] })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const Pin = Type.String({ pattern: '^[0-9]{4,6}$' })
const Token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) })
const Shop = Type.Object({ tenant_id: Id, slug: Type.String(), name: Type.String() })
const Staff = Type.Object({
  staff_id: Id,
  name: Name,
  email: Nullable(Type.String()),
  role: RoleName,
  store_ids: Type.Array(Id),
  language: Nullable(Language),
  has_pin: Type.Boolean(),
  has_account: Type.Boolean(),
  invited_at: Nullable(Moment),
  created_at: Moment,
})
const StaffId = Type.Object({ staff_id: Id })
const Nothing = Type.Null()
const MANAGERS = ['owner', 'store_manager'] as const
const tags = ['staff']

export const staffRoutes =
  (config: Config): Routes =>
  async (app, { db }) => {
    app.get(
      '/staff',
      {
        config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
        schema: {
          operationId: 'listStaff',
          summary: 'The team',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Staff) }) },
        },
      },
      (request) => request.inTenant((ctx) => listTeam(ctx, request.principal)),
    )
    app.put(
      '/staff/:staff_id',
      {
        config: { may: MANAGERS },
        schema: {
          operationId: 'putStaff',
          summary: 'Add or change a member of the team',
          tags,
          params: StaffId,
          body: Type.Object(
            {
              name: Name,
              email: Type.Optional(Nullable(Email)),
              role: RoleName,
              store_ids: Type.Array(Id, { maxItems: 500 }),
              language: Type.Optional(Nullable(Language)),
              pin: Type.Optional(Pin),
            },
            closed,
          ),
          response: { 200: Staff },
        },
      },
      (request) =>
        request.inTenant((ctx) => putStaff(ctx, request.principal, { ...request.params, ...request.body })),
    )
    app.delete(
      '/staff/:staff_id',
      {
        config: { may: MANAGERS },
        schema: {
          operationId: 'leaveTeam',
          summary: 'A member leaves the team',
          tags,
          params: StaffId,
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => leaveTeam(ctx, request.principal, request.params.staff_id))
        return reply.code(204).send(null)
      },
    )
    app.put(
      '/staff/:staff_id/pin',
      {
        config: { may: ROLES },
        schema: {
          operationId: 'putPin',
          summary: 'Choose a PIN for the till: one’s own, or for someone one manages',
          tags,
          params: StaffId,
          body: Type.Object({ pin: Pin }, closed),
          response: { 204: Nothing },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) =>
          putPin(ctx, request.principal, request.params.staff_id, request.body.pin),
        )
        return reply.code(204).send(null)
      },
    )
    app.put(
      '/staff/:staff_id/invitation',
      {
        config: { may: MANAGERS },
        schema: {
          operationId: 'inviteStaff',
          summary: 'Send a link to join; an earlier one ends',
          tags,
          params: StaffId,
          body: Type.Object({ email: Email }, closed),
          response: { 200: Type.Object({ staff_id: Id, email: Type.String(), expires_at: Moment }) },
        },
      },
      (request) => {
        const { tenant } = request
        const wish = { ...request.params, ...request.body }
        return request.inTenant((ctx) => invite(ctx, config, tenant!, request.principal, wish))
      },
    )
    app.get(
      '/invitations/:token',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'readInvitation',
          summary: 'What a link invites to',
          tags,
          params: Token,
          response: {
            200: Type.Object({
              name: Type.String(),
              email: Type.String(),
              role: RoleName,
              tenant: Shop,
              has_account: Type.Boolean(),
            }),
          },
        },
      },
      (request) => readInvitation(db, request.params.token),
    )
    app.put(
      '/invitations/:token/acceptance',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'acceptInvitation',
          summary: 'Join the team, with a new password or signed in already',
          tags,
          params: Token,
          body: Type.Object(
            {
              name: Type.Optional(Name),
              password: Type.Optional(
                Type.String({ minLength: PASSWORD_LENGTH.min, maxLength: PASSWORD_LENGTH.max }),
              ),
            },
            closed,
          ),
          response: { 200: Type.Object({ email: Type.String(), slug: Type.String() }) },
        },
      },
      async (request) => {
        await countTry(db, { what: 'invitation', ip: request.ip })
        return acceptInvitation(db, request.principal, { ...request.params, ...request.body })
      },
    )
    await app.register(meRoutes, { db })
  }

const meRoutes: Routes = async (app, { db }) => {
  app.get(
    '/me',
    {
      config: { may: ['user'] },
      schema: {
        operationId: 'getMe',
        summary: 'Who is signed in, in which shop, and which others they may enter',
        tags,
        response: {
          200: Type.Object({
            user: Type.Object({
              id: Type.String(),
              name: Type.String(),
              email: Type.String(),
              two_factor_enabled: Type.Boolean(),
            }),
            staff: Nullable(
              Type.Object({ staff_id: Id, role: RoleName, store_ids: Type.Array(Id), name: Type.String() }),
            ),
            tenant: Nullable(Shop),
            tenants: Type.Array(
              Type.Object({ tenant_id: Id, slug: Type.String(), name: Type.String(), role: Type.String() }),
            ),
          }),
        },
      },
    },
    (request) => whoAmI(db, request.principal, request.tenant),
  )
  app.get(
    '/sessions',
    {
      config: { may: ['user'] },
      schema: {
        operationId: 'listSessions',
        summary: 'Where I am signed in',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                session_id: Id,
                current: Type.Boolean(),
                ip_address: Nullable(Type.String()),
                user_agent: Nullable(Type.String()),
                created_at: Moment,
                expires_at: Moment,
              }),
            ),
          }),
        },
      },
    },
    (request) => listMySessions(db, request.principal),
  )
  app.delete(
    '/sessions/:session_id',
    {
      config: { may: ['user'] },
      schema: {
        operationId: 'endSession',
        summary: 'Sign out somewhere else',
        tags,
        params: Type.Object({ session_id: Id }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await endMySession(db, request.principal, request.params.session_id)
      return reply.code(204).send(null)
    },
  )
}
