import { Type, type Static } from 'typebox'
import { ROLES, storesOf } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { Id, Time, type Routes } from '../../platform/http.ts'
import { getStore, putMerchant, putStore, setClosure } from './actions.ts'
import { listMerchants, listStores, type Merchant, type Store } from './queries.ts'
import { publicHolidays, WEEKDAYS, type Exception, type OpeningHours } from './rules.ts'

const closed = { additionalProperties: false }
const orNull = <T extends ReturnType<typeof Type.String>>(type: T) => Type.Union([type, Type.Null()])
const Line = orNull(Type.String({ maxLength: 200 }))
const Clock = Type.String({ pattern: '^([01]\\d|2[0-4]):[0-5]\\d$' })
const Day = Type.String({ format: 'date' })
const Spans = Type.Unsafe<[string, string][]>(
  Type.Array(Type.Array(Clock, { minItems: 2, maxItems: 2 }), { maxItems: 6 }),
)
const Hours = Type.Unsafe<OpeningHours>(
  Type.Object(Object.fromEntries(WEEKDAYS.map((day) => [day, Type.Optional(Spans)])), closed),
)
const Exceptions = Type.Unsafe<Exception[]>(
  Type.Array(
    Type.Object({ from: Day, to: Day, label: Type.String({ maxLength: 100 }), hours: Spans }, closed),
    { maxItems: 400 },
  ),
)
const changeable = {
  merchant_id: Id,
  code: orNull(Type.String({ minLength: 1, maxLength: 20 })),
  address_line1: Line,
  address_line2: Line,
  postal_code: orNull(Type.String({ maxLength: 12 })),
  city: Line,
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  phone: orNull(Type.String({ maxLength: 30 })),
  email: orNull(Type.String({ format: 'email', maxLength: 254 })),
  time_zone: Type.String({ maxLength: 64 }),
  opening_hours: Hours,
  exceptions: Exceptions,
}
const Name = Type.String({ minLength: 1, maxLength: 120 })
const StoreAnswer = Type.Object({
  store_id: Id,
  name: Name,
  ...changeable,
  created_at: Time,
  closed_at: Type.Union([Time, Type.Null()]),
})
const StoreBody = Type.Object({ name: Name, ...Type.Partial(Type.Object(changeable)).properties }, closed)
const MerchantAnswer = Type.Object({
  merchant_id: Id,
  name: Name,
  legal_name: Line,
  siret: orNull(Type.String()),
  created_at: Time,
})
const MerchantBody = Type.Object(
  { name: Name, legal_name: Type.Optional(Line), siret: Type.Optional(Line) },
  closed,
)
const StoreParams = Type.Object({ store_id: Id })
const anyone = [...ROLES, 'device'] as const
const tags = ['stores']

const sayStore = ({ created_at, closed_at, ...store }: Store): Static<typeof StoreAnswer> => ({
  ...store,
  created_at: created_at.toISOString(),
  closed_at: closed_at?.toISOString() ?? null,
})
const sayMerchant = ({ created_at, ...merchant }: Merchant) => ({
  ...merchant,
  created_at: created_at.toISOString(),
})

export const storeRoutes: Routes = async (app) => {
  app.get(
    '/stores',
    {
      config: { may: anyone },
      schema: {
        operationId: 'listStores',
        summary: 'The stores you may see',
        tags,
        response: { 200: Type.Object({ items: Type.Array(StoreAnswer) }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({
        items: (await listStores(ctx.tx, ctx.tenant_id, storesOf(request.principal))).map(sayStore),
      })),
  )
  app.get(
    '/stores/:store_id',
    {
      config: { may: anyone },
      schema: {
        operationId: 'getStore',
        summary: 'One store',
        tags,
        params: StoreParams,
        response: { 200: StoreAnswer },
      },
    },
    (request) =>
      request.inTenant(async (ctx) =>
        sayStore(await getStore(ctx, request.params.store_id, storesOf(request.principal))),
      ),
  )
  app.put(
    '/stores/:store_id',
    {
      config: { may: ['owner', 'store_manager'] },
      schema: {
        operationId: 'putStore',
        summary: 'Open a store or change it',
        tags,
        params: StoreParams,
        body: StoreBody,
        response: { 200: StoreAnswer },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { principal, params, body } = request
        const scope = {
          store_ids: storesOf(principal),
          may_open: 'role' in principal && principal.role === 'owner',
        }
        const store = await putStore(ctx, params.store_id, body, scope, request.tenant!.time_zone)
        await audit(ctx, request, {
          action: 'store.changed',
          subject: `store:${store.store_id}`,
          details: { fields: Object.keys(body) },
        })
        return sayStore(store)
      }),
  )
  app.get(
    '/stores/:store_id/holidays',
    {
      config: { may: anyone },
      schema: {
        operationId: 'proposeHolidays',
        summary: 'Public holidays of a year, to propose as closed days',
        tags,
        params: StoreParams,
        querystring: Type.Object({ year: Type.Integer({ minimum: 1970, maximum: 2200 }) }, closed),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({ date: Day, label: Type.Object({ fr: Type.String(), en: Type.String() }) }),
            ),
          }),
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const store = await getStore(ctx, request.params.store_id, storesOf(request.principal))
        return {
          items: store.country === 'FR' ? publicHolidays(request.query.year, store.postal_code ?? '') : [],
        }
      }),
  )
  for (const [method, isClosed, operationId, summary] of [
    ['PUT', true, 'closeStore', 'Close a store for good; its history stays'],
    ['DELETE', false, 'reopenStore', 'Open a closed store again'],
  ] as const)
    app.route({
      method,
      url: '/stores/:store_id/closure',
      config: { may: ['owner'] },
      schema: { operationId, summary, tags, params: StoreParams, response: { 200: StoreAnswer } },
      handler: (request) =>
        request.inTenant(async (ctx) => {
          const store = await setClosure(ctx, request.params.store_id, isClosed)
          await audit(ctx, request, {
            action: isClosed ? 'store.closed' : 'store.reopened',
            subject: `store:${store.store_id}`,
          })
          return sayStore(store)
        }),
    })
  app.get(
    '/merchants',
    {
      config: { may: ROLES },
      schema: {
        operationId: 'listMerchants',
        summary: 'The companies behind the stores',
        tags,
        response: { 200: Type.Object({ items: Type.Array(MerchantAnswer) }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({
        items: (await listMerchants(ctx.tx, ctx.tenant_id)).map(sayMerchant),
      })),
  )
  app.put(
    '/merchants/:merchant_id',
    {
      config: { may: ['owner'] },
      schema: {
        operationId: 'putMerchant',
        summary: 'Add a company or change it',
        tags,
        params: Type.Object({ merchant_id: Id }),
        body: MerchantBody,
        response: { 200: MerchantAnswer },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const merchant = await putMerchant(ctx, request.params.merchant_id, request.body)
        await audit(ctx, request, { action: 'merchant.changed', subject: `merchant:${merchant.merchant_id}` })
        return sayMerchant(merchant)
      }),
  )
}
