import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { Id, type Routes } from '../../platform/http.ts'
import { refuse } from '../../platform/refusal.ts'
import { PASSWORD_LENGTH } from '../../platform/sign-in.ts'
import { listMyTenants, signedInAs } from '../staff/me.ts'
import { changeTenant, describeTenant, openTenant } from './actions.ts'
import { Settings, Theme } from './settings.ts'
import { describeSetup, setUp } from './setup.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,40}$' })
const Email = Type.String({ format: 'email', maxLength: 254 })
const Language = Type.Unsafe<'fr' | 'en'>({ type: 'string', enum: ['fr', 'en'] })
const TimeZone = Type.String({ maxLength: 60 })
const HostName = Type.Union([Type.String({ pattern: '^[a-z0-9.-]{3,253}$' }), Type.Null()])
const Step = Type.Object({ step: Type.String(), done: Type.Boolean() })
const Tenant = Type.Object({
  tenant_id: Id,
  slug: Type.String(),
  name: Name,
  language: Language,
  currency: Type.String(),
  theme: Type.Object({
    primary: Type.Optional(Type.String()),
    logo_url: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
  country: Type.Optional(Type.String()),
  time_zone: Type.Optional(Type.String()),
  host_name: Type.Optional(HostName),
  settings: Type.Optional(Settings),
  setup: Type.Optional(Type.Object({ done: Type.Boolean(), steps: Type.Array(Step) })),
})
const tags = ['tenants']

export const tenantRoutes =
  (config: Config): Routes =>
  async (app, { db }) => {
    app.get(
      '/tenant',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'getTenant',
          summary: 'The shop; settings and first steps for its people only',
          tags,
          response: { 200: Tenant },
        },
      },
      (request) => {
        if (!request.tenant) throw refuse('tenant_not_found')
        return describeTenant(db, request.tenant.tenant_id, request.principal)
      },
    )
    app.patch(
      '/tenant',
      {
        config: { may: ['owner'] },
        schema: {
          operationId: 'changeTenant',
          summary: 'Change the shop’s name, look or settings',
          tags,
          body: Type.Object(
            {
              name: Type.Optional(Name),
              language: Type.Optional(Language),
              time_zone: Type.Optional(TimeZone),
              host_name: Type.Optional(HostName),
              theme: Type.Optional(Theme),
              settings: Type.Optional(Type.Partial(Settings, closed)),
            },
            closed,
          ),
          response: { 200: Tenant },
        },
      },
      async (request) => {
        await request.inTenant((ctx) => changeTenant(ctx, request.body))
        return describeTenant(db, request.tenant!.tenant_id, request.principal)
      },
    )
    app.get(
      '/tenants',
      {
        config: { may: ['user'] },
        schema: {
          operationId: 'listTenants',
          summary: 'The shops I may enter',
          tags,
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({ tenant_id: Id, slug: Type.String(), name: Type.String(), role: Type.String() }),
              ),
            }),
          },
        },
      },
      async (request) => ({ items: await listMyTenants(db, signedInAs(request.principal).user_id) }),
    )
    app.put(
      '/tenants/:tenant_id',
      {
        config: { may: ['host', 'owner'] },
        schema: {
          operationId: 'openTenant',
          summary: 'Open another shop on this install',
          tags,
          params: Type.Object({ tenant_id: Id }),
          body: Type.Object(
            {
              slug: Slug,
              name: Name,
              store_name: Type.Optional(Name),
              language: Type.Optional(Language),
              time_zone: Type.Optional(TimeZone),
              owner: Type.Optional(Type.Object({ name: Name, email: Email }, closed)),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              tenant_id: Id,
              slug: Type.String(),
              name: Type.String(),
              created: Type.Boolean(),
            }),
          },
        },
      },
      (request) => openTenant(db, config, request.principal, { ...request.params, ...request.body }),
    )
    await app.register(setupRoutes(config), { db })
  }

const setupRoutes =
  (config: Config): Routes =>
  async (app, { db }) => {
    app.get(
      '/setup',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'getSetup',
          summary: 'Whether this install still waits for its first shop',
          tags,
          response: { 200: Type.Object({ needed: Type.Boolean(), secret_needed: Type.Boolean() }) },
        },
      },
      (request) => describeSetup(db, config, request),
    )
    app.put(
      '/setup',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'setUp',
          summary: 'The first shop and its owner; only while there is none',
          tags,
          body: Type.Object(
            {
              owner: Type.Object(
                {
                  name: Name,
                  email: Email,
                  password: Type.String({ minLength: PASSWORD_LENGTH.min, maxLength: PASSWORD_LENGTH.max }),
                },
                closed,
              ),
              shop: Type.Object(
                {
                  name: Name,
                  slug: Slug,
                  store_name: Type.Optional(Name),
                  language: Type.Optional(Language),
                  time_zone: Type.Optional(TimeZone),
                },
                closed,
              ),
              secret: Type.Optional(Type.String({ maxLength: 100 })),
            },
            closed,
          ),
          response: { 200: Type.Object({ tenant_id: Id, slug: Type.String() }) },
        },
      },
      (request) => setUp(db, config, request, request.body),
    )
  }
