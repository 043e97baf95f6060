import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { Id, Moment, PageQuery, Problem, Time, type Routes } from '../../platform/http.ts'
import { SERVING } from '../customers/callers.ts'
import {
  pickPromotions,
  promotionsForTill,
  readPromotion,
  withdrawPromotion,
  writePromotion,
} from './actions.ts'
import { findAsker, listPromotions } from './queries.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'

const tags = ['promotions']
const closed = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(one: T) => Type.Union([one, Type.Null()])
const params = Type.Object({ promotion_id: Id })
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000 })
const Discount = Type.Union([
  Type.Object({ kind: Type.Literal('percent'), percent: Type.Integer({ minimum: 1, maximum: 100 }) }, closed),
  Type.Object({ kind: Type.Literal('amount'), cents: Cents }, closed),
  Type.Object({ kind: Type.Literal('price'), cents: Cents }, closed),
])
const fields = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  product_id: orNull(Id),
  category: orNull(Type.String({ minLength: 1, maxLength: 120 })),
  discount: Discount,
  picture_id: orNull(Id),
  url: orNull(Type.String({ pattern: '^https://[^\\s"<>]+$', maxLength: 1000 })),
  store_ids: Type.Array(Id, { maxItems: 500, uniqueItems: true }),
  stock_count: orNull(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Pieces in all; null is as many as are sold',
    }),
  ),
  per_customer_max: orNull(Type.Integer({ minimum: 1, maximum: 1000 })),
  for_whom: Type.Unsafe<'shown' | 'everybody'>({
    type: 'string',
    enum: ['shown', 'everybody'],
    description:
      'Given at the till to those to whom it was shown, by a message or on their card, or to whoever has a card',
  }),
  sector: Type.Unsafe<'other' | 'food' | 'fast_moving' | 'book'>({
    type: 'string',
    enum: ['other', 'food', 'fast_moving', 'book'],
    description: 'What the law limits discounts on',
  }),
  repeat_weeks: Type.Integer({ minimum: 0, maximum: 52 }),
  priority: Type.Integer({ minimum: -100, maximum: 100 }),
}
const Wish = Type.Object({ ...fields, valid_from: Time, valid_until: Time }, closed)
const Promotion = Type.Object({
  promotion_id: Id,
  ...fields,
  url: orNull(Type.String()),
  valid_from: Moment,
  valid_until: Moment,
  product_name: orNull(Type.String()),
  product_category: orNull(Type.String()),
  price_cents: orNull(Type.Integer()),
  withdrawn_at: orNull(Moment),
  sold_milli: Type.Integer({ description: 'Thousandths of a piece, returns counted off' }),
  left_milli: orNull(Type.Integer()),
  given_cents: Type.Integer(),
  shown: Type.Integer({ description: 'People it was shown to' }),
})
const TillPromotion = Type.Object({
  promotion_id: Id,
  name: Type.String(),
  product_id: orNull(Id),
  category: orNull(Type.String()),
  discount: Discount,
  store_ids: Type.Array(Id),
  sector: fields.sector,
  priority: Type.Integer(),
  valid_from: Moment,
  valid_until: Moment,
  for_whom: fields.for_whom,
  per_customer_max: orNull(Type.Integer()),
  left_milli: orNull(Type.Integer()),
})
const Picked = Type.Object({
  promotion_id: Id,
  product_id: orNull(Id),
  name: Type.String(),
  price_words: Type.String(),
  old_price_words: Type.Optional(Type.String()),
  why: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  picture_id: Type.Optional(Id),
  valid_until: Moment,
})

export const promotionRoutes: Routes = async (app) => {
  app.get(
    '/promotions',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'listPromotions',
        summary: 'Promotions that are open, to come or over',
        tags,
        querystring: Type.Object(
          {
            show: Type.Optional(
              Type.Unsafe<'open' | 'coming' | 'over'>({ type: 'string', enum: ['open', 'coming', 'over'] }),
            ),
            ...PageQuery,
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Promotion), next_cursor: orNull(Type.String()) }) },
      },
    },
    ({ inTenant, query: { show = 'open', cursor, limit = 50 } }) =>
      inTenant(async (ctx) => {
        const found = await listPromotions(ctx, show, cursor ? readCursor(cursor) : null, limit + 1)
        const items = found.slice(0, limit)
        const last = found.length > limit ? items.at(-1)! : null
        return { items, next_cursor: last && writeCursor(last.valid_until, last.promotion_id) }
      }),
  )
  app.get(
    '/promotions/:promotion_id',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'readPromotion',
        summary: 'One promotion',
        tags,
        params,
        response: { 200: Promotion, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readPromotion(ctx, request.params.promotion_id)),
  )
  app.put(
    '/promotions/:promotion_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writePromotion',
        summary: 'Write a promotion on one product or one category, whole',
        tags,
        params,
        body: Wish,
        response: { 200: Promotion, '4xx': Problem },
      },
    },
    ({ inTenant, params: { promotion_id }, body: { valid_from, valid_until, ...rest } }) =>
      inTenant((ctx) =>
        writePromotion(ctx, {
          promotion_id,
          ...rest,
          valid_from: new Date(valid_from),
          valid_until: new Date(valid_until),
        }),
      ),
  )
  app.delete(
    '/promotions/:promotion_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'withdrawPromotion',
        summary: 'Show a promotion to nobody any more',
        tags,
        params,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => withdrawPromotion(ctx, request.params.promotion_id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/customers/:customer_id/promotions',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'readPromotionsOf',
        summary: 'What suits one customer now, best first, with the reason',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: { 200: Type.Object({ items: Type.Array(Picked) }), '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const asker = await findAsker(ctx, request.params.customer_id)
        if (!asker) throw refuseCustomer('customer_not_found')
        const { currency, ...person } = asker
        const picked = await pickPromotions(ctx, [{ ...person, language: request.language }], {
          count: 6,
          currency,
        })
        return { items: picked.get(person.customer_id) ?? [] }
      }),
  )
  app.get(
    '/till/promotions',
    {
      config: { may: ['device'] },
      schema: {
        operationId: 'listTillPromotions',
        summary: 'Promotions that are open in the store of this till, or will be within a week',
        tags: ['till'],
        response: { 200: Type.Object({ items: Type.Array(TillPromotion) }) },
      },
    },
    (request) => {
      const { principal } = request
      assert(principal.kind === 'device', 'only a till may ask')
      return request.inTenant(async (ctx) => ({ items: await promotionsForTill(ctx, principal.store_id) }))
    },
  )
}
