/** The HTTP server: schemas both ways, who may call, one transaction per request, errors for people. */
import swagger from '@fastify/swagger'
import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { LogController, type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify'
import { Type } from 'typebox'
import { newId } from '../lib/id.ts'
import { actorOf, mayCall, type Caller, type Principal } from './access.ts'
import { dropSilent } from './closing.ts'
import { inTenant, inTenantPlanned, type Context, type Database } from './database.ts'
import { schemaCompilers } from './lazy-schemas.ts'
import { description } from './openapi.ts'
import { problems } from './problems.ts'
import { refuse } from './refusal.ts'
import { sameOrigin } from './same-origin.ts'
import { stripTenant, tenantResolver, type Tenant } from './tenancy.ts'
import { wellFormedTexts } from './well-formed.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
    tenant: Tenant | null
    language: 'fr' | 'en'
    /** Runs the work in one transaction of the caller's tenant, as the caller. */
    inTenant: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
  }
  interface FastifyContextConfig {
    may?: readonly Caller[]
    /** Answered without the database: nobody is looked up, no shop is known. Only for what is public. */
    bare?: boolean
    /** What it asks is always the same few statements: each connection plans them once. */
    planned?: boolean
  }
  interface FastifyInstance {
    /** Every route with who may call it, from the router itself. */
    routeList: { method: string; url: string; may: readonly Caller[]; schema: RouteOptions['schema'] }[]
  }
}

export type Routes = FastifyPluginAsyncTypebox<{ db: Database }>
export type Authenticate = (
  request: FastifyRequest,
) => Promise<{ principal: Principal; tenant_id: string | null }>

export const Id = Type.String({ format: 'uuid' })
export const Time = Type.String({ format: 'date-time' })
/** A time in an answer, as the database gives it. */
export const Moment = Type.Unsafe<Date>({ type: 'string', format: 'date-time' })
/** Cursor pages: what comes next is asked for with `cursor`, as it was given. */
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}
export const Problem = Type.Object(
  { code: Type.String(), title: Type.String(), status: Type.Integer(), request_id: Type.String() },
  { additionalProperties: true },
)

/** The shop that a request is about. Throws `tenant_not_found`. */
export function tenantOf(request: FastifyRequest): string {
  if (!request.tenant) throw refuse('tenant_not_found')
  return request.tenant.tenant_id
}

type Options = {
  db: Database
  authenticate: Authenticate
  features: Routes[]
  /** What is about every answer (headers, figures, compression): set up before any route, or it would miss them. */
  around: (app: FastifyInstance) => Promise<void>
  /** The origin people type; changes made with a cookie come from it or from the host they are sent to. */
  public_origin: string
  trust_proxy?: string | false
  log?: { level: string } | false
  max_body_bytes?: number
  eager_schemas?: boolean
}

export async function buildHttp({
  db,
  authenticate,
  features,
  around,
  public_origin,
  trust_proxy = false,
  log = false,
  max_body_bytes,
  eager_schemas = false,
}: Options) {
  const app = Fastify({
    logger: log ? { level: log.level, base: null } : false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    trustProxy: trust_proxy,
    bodyLimit: max_body_bytes ?? 4 * 1024 * 1024,
    genReqId: () => newId(),
    rewriteUrl: stripTenant,
    routerOptions: { maxParamLength: 300 },
    // A field nobody asked for is refused, not dropped.
    ajv: { customOptions: { removeAdditional: false, allErrors: false } },
    schemaController: schemaCompilers(eager_schemas),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.decorate('routeList', [])
  app.decorateRequest('principal')
  app.decorateRequest('tenant')
  app.decorateRequest('language')
  app.decorateRequest('inTenant')
  requireDeclaredCallers(app)
  problems(app)
  wellFormedTexts(app)
  dropSilent(app)
  logAnswers(app)
  await app.register(swagger, description)
  await around(app)
  identify(app, db, authenticate)
  sameOrigin(app, public_origin)
  await app.register(
    async (api) => {
      for (const routes of features) await api.register(routes, { db })
    },
    { prefix: '/api' },
  )
  return app
}

// What is asked for may be a name or a phone number: the route's pattern is logged, never the address as it came.
function logAnswers(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        tenant_id: request.tenant?.tenant_id,
      },
      'answered',
    )
  })
}

/** A route that does not say who may call it cannot exist. */
function requireDeclaredCallers(app: FastifyInstance) {
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD') return
    const may = route.config?.may
    if (!may || may.length === 0)
      throw new Error(`${String(route.method)} ${route.url} must say who may call it (config.may)`)
    for (const method of [route.method].flat())
      app.routeList.push({ method, url: route.url, may, schema: route.schema })
  })
}

function identify(app: FastifyInstance, db: Database, authenticate: Authenticate) {
  const resolveTenant = tenantResolver(db)
  app.addHook('onRequest', async (request) => {
    request.language = request.headers['accept-language']?.toLowerCase().startsWith('en') ? 'en' : 'fr'
    request.principal = { kind: 'nobody' }
    request.tenant = null
    if (request.is404 || request.routeOptions.config.bare) return
    const named = await resolveTenant(request)
    request.tenant = named
    const { principal, tenant_id } = await authenticate(request)
    // The tenant comes from what was verified; an address may only agree with it.
    if (tenant_id && named && named.explicit && named.tenant_id !== tenant_id) throw refuse('wrong_tenant')
    if (tenant_id && named?.tenant_id !== tenant_id) request.tenant = await resolveTenant.byId(tenant_id)
    request.principal = principal
    const may = request.routeOptions.config.may ?? []
    if (!mayCall(may, principal)) throw refuse(principal.kind === 'nobody' ? 'not_signed_in' : 'not_allowed')
    const within = request.routeOptions.config.planned ? inTenantPlanned : inTenant
    request.inTenant = (work) => within(db, { tenant_id: tenantOf(request), actor: actorOf(principal) }, work)
  })
}
