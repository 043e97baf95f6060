/** What comes after a sale: goods that come back, an exchange, a mistake undone. */
import { Type } from 'typebox'
import { actorOf, storesOf } from '../../platform/access.ts'
import { whileRaced } from '../../platform/gather.ts'
import { Id, Problem, tenantOf, Time, type Routes } from '../../platform/http.ts'
import type { Codes } from '../vouchers/codes.ts'
import type { FindByCode } from '../vouchers/lookup.ts'
import { roleOf, saleAsked, takerOf } from './asked.ts'
import { cancelSale } from './cancel-sale.ts'
import { differenceOf, exchangeGoods } from './exchange.ts'
import { findHouse, programmeAt } from './house.ts'
import { refuse } from './refusals.ts'
import { ReturnAnswer } from './return-answer.ts'
import type { ReturnSale } from './return-together.ts'
import { returnWithoutSale } from './return-without-sale.ts'
import { sayAnswer } from './say.ts'
import { SaleAnswer, SaleWish } from './wish.ts'

const tags = ['sales']
const MAY_SELL = ['owner', 'store_manager', 'seller', 'device'] as const
const closed = { additionalProperties: false }
const Quantity = Type.Integer({ minimum: 1, maximum: 100_000_000 })
const Reason = Type.String({ minLength: 1, maxLength: 500 })

const ReturnBody = {
  store_id: Type.Optional(Id),
  lines: Type.Array(
    Type.Object({ line_no: Type.Integer({ minimum: 1 }), quantity_milli: Quantity }, closed),
    { minItems: 1, maxItems: 2000 },
  ),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
  occurred_at: Type.Optional(Time),
}
const LooseLine = Type.Object(
  {
    product_id: Type.Optional(Id),
    sku: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    label: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(Type.String({ maxLength: 100 })),
    quantity_milli: Quantity,
    total_cents: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  },
  closed,
)

export const afterSaleRoutes =
  (codes: Codes, findByCode: FindByCode, returnSale: ReturnSale): Routes =>
  async (app, { db }) => {
    app.put(
      '/sales/:sale_id/returns/:return_id',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'returnSale',
          summary: 'Take goods back, by line and by piece: what the sale gave for them goes back too',
          tags,
          params: Type.Object({ sale_id: Id, return_id: Id }),
          body: Type.Object(ReturnBody, closed),
          response: { 200: ReturnAnswer, '4xx': Problem },
        },
      },
      (request) => {
        const { body, params } = request
        const { store_id, ...taker } = takerOf(request, body.store_id)
        const wish = { ...body, ...params, ...(store_id && { store_id }), ...taker }
        return returnSale(tenantOf(request), { wish, actor: actorOf(request.principal) })
      },
    )

    app.put(
      '/sales/:sale_id/cancellation',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'cancelSale',
          summary: 'Undo a sale that was a mistake: on its own day, or later by a manager',
          tags,
          params: Type.Object({ sale_id: Id }),
          body: Type.Object(
            {
              reason: Reason,
              // When a till without network did it.
              occurred_at: Type.Optional(Time),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              sale_id: Id,
              cancelled_at: Time,
              reason: Type.String(),
              return: ReturnAnswer,
            }),
            '4xx': Problem,
          },
        },
      },
      (request) => {
        const { principal, params, body } = request
        const { device_id, staff_id } = takerOf(request)
        const may_always = ['owner', 'store_manager'].includes(roleOf(principal) ?? '')
        const store_ids = storesOf(principal)
        return request.inTenant((ctx) =>
          cancelSale(ctx, {
            ...params,
            reason: body.reason,
            // Only a till keeps what it did for later.
            done_at: principal.kind === 'device' && body.occurred_at ? new Date(body.occurred_at) : null,
            device_id,
            staff_id,
            store_ids,
            may_always,
          }),
        )
      },
    )

    app.put(
      '/exchanges/:exchange_id',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'exchangeGoods',
          summary: 'Goods back and goods out in one ticket: both or neither, the return first',
          tags,
          params: Type.Object({ exchange_id: Id }),
          body: Type.Object(
            {
              return: Type.Object({ ...ReturnBody, sale_id: Id, return_id: Id }, closed),
              sale: Type.Object({ ...SaleWish.properties, sale_id: Id }, closed),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              exchange_id: Id,
              return: ReturnAnswer,
              sale: SaleAnswer,
              difference_cents: Type.Integer({
                description: 'Above zero the customer pays it, below they are given it back',
              }),
            }),
            '4xx': Problem,
          },
        },
      },
      async (request, reply) => {
        const tenant_id = tenantOf(request)
        const { exchange_id } = request.params
        const { return: back, sale: wished } = request.body
        const { store_id, ...taker } = takerOf(request, back.store_id)
        const { sale_id, ...wish } = wished
        const sale = await saleAsked(findByCode, request, sale_id, wish)
        const house = await findHouse(db, tenant_id)
        const asked = { exchange_id, return: { ...back, ...(store_id && { store_id }), ...taker }, sale }
        const done = await whileRaced(() =>
          request.inTenant((ctx) => exchangeGoods(ctx, asked, { house, codes, now: ctx.now })),
        )
        if (done.replayed) reply.header('idempotent-replay', 'true')
        const programme = programmeAt(house, new Date(sale.occurred_at))?.programme ?? null
        const say = sayAnswer(done.sale, programme, house.currency)
        const difference_cents = differenceOf(done.return, done.sale)
        return { exchange_id, return: done.return, sale: { ...done.sale, say }, difference_cents }
      },
    )

    app.put(
      '/returns/:return_id',
      {
        config: { may: ['owner', 'store_manager'] },
        schema: {
          operationId: 'returnWithoutSale',
          summary: 'Take goods back without the receipt of their sale',
          tags,
          params: Type.Object({ return_id: Id }),
          body: Type.Object(
            {
              store_id: Type.Optional(Id),
              customer_id: Type.Optional(Id),
              lines: Type.Array(LooseLine, { minItems: 1, maxItems: 200 }),
              reason: Reason,
            },
            closed,
          ),
          response: { 200: ReturnAnswer, '4xx': Problem },
        },
      },
      async (request) => {
        const { store_id, ...taker } = takerOf(request, request.body.store_id)
        if (!store_id) throw refuse('sale_store_unknown')
        const house = await findHouse(db, tenantOf(request))
        return request.inTenant((ctx) =>
          returnWithoutSale(
            ctx,
            { ...request.body, ...request.params, store_id, ...taker },
            { house, codes, now: ctx.now },
          ),
        )
      },
    )
  }
