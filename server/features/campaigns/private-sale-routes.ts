/** Private sales: for the office, for the door, and in the card. */
import type { FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { assert } from '../../lib/assert.ts'
import { Id, Moment, PageQuery, Problem, Time, type Routes } from '../../platform/http.ts'
import { byOf } from './caller.ts'
import {
  answerByCard,
  answerByShop,
  putPrivateSale,
  readGuests,
  readPrivateSale,
  tickArrival,
} from './private-sale.ts'
import { listOpenTo, listPrivateSales } from './private-sale-queries.ts'
import { Maybe } from './schemas.ts'

const closed = { additionalProperties: false }
const office = { may: ['owner', 'marketing', 'store_manager'] as const }
const door = { may: ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device'] as const }
const holder = { may: ['customer'] as const }
const tags = ['campaigns']
const params = Type.Object({ campaign_id: Id })
const guest = Type.Object({ campaign_id: Id, customer_id: Id })
const Count = Type.Integer()
const Text = (max: number) => Type.String({ maxLength: max })

const Written = {
  title: Type.String({ minLength: 1, maxLength: 120 }),
  words: Text(2_000),
  store_id: Maybe(Id),
  place: Text(200),
  picture_ids: Type.Array(Id, { maxItems: 12, uniqueItems: true }),
  tier_ids: Type.Array(Text(60), { maxItems: 20, uniqueItems: true }),
  audience_id: Maybe(Id),
  guests_max: Type.Integer({ minimum: 1, maximum: 20 }),
  seats_max: Maybe(Type.Integer({ minimum: 1, maximum: 100_000 })),
}
const PrivateSaleWish = Type.Object({ ...Written, starts_at: Time, ends_at: Time }, closed)
const PrivateSaleShown = Type.Object({
  campaign_id: Id,
  ...Written,
  starts_at: Moment,
  ends_at: Moment,
  yes: Count,
  no: Count,
  people: Count,
  arrived: Count,
  invited: Count,
})
const AnswerWish = Type.Object(
  {
    answer: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
    people: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  },
  closed,
)
const OnCard = Type.Object({
  items: Type.Array(
    Type.Object({
      campaign_id: Id,
      title: Type.String(),
      words: Type.String(),
      starts_at: Moment,
      ends_at: Moment,
      place: Type.String(),
      store_name: Maybe(Type.String()),
      picture_ids: Type.Array(Id),
      guests_max: Count,
      answer: Maybe(Type.String()),
      people: Maybe(Count),
    }),
  ),
})
const response = { 200: PrivateSaleShown, '4xx': Problem }

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

const saleOf = (campaign_id: string, { starts_at, ends_at, ...wish }: Static<typeof PrivateSaleWish>) => ({
  campaign_id,
  ...wish,
  starts_at: new Date(starts_at),
  ends_at: new Date(ends_at),
})

export const privateSaleRoutes: Routes = async (app) => {
  app.put(
    '/campaigns/:campaign_id/private-sale',
    {
      config: office,
      schema: {
        operationId: 'putPrivateSale',
        summary: 'What the invitation is to: words, photos, when, where and for whom',
        tags,
        params,
        body: PrivateSaleWish,
        response,
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) =>
          (await putPrivateSale(
            ctx,
            saleOf(request.params.campaign_id, request.body),
            byOf(request),
          )) as never,
      ),
  )
  app.get(
    '/campaigns/:campaign_id/private-sale',
    {
      config: office,
      schema: {
        operationId: 'getPrivateSale',
        summary: 'A private sale, with who comes',
        tags,
        params,
        response,
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) => (await readPrivateSale(ctx, request.params.campaign_id, byOf(request))) as never,
      ),
  )
  app.get(
    '/private-sales',
    {
      config: door,
      schema: {
        operationId: 'listPrivateSales',
        summary: 'Private sales that are on or to come, for whoever stands at the door',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                campaign_id: Id,
                title: Type.String(),
                starts_at: Moment,
                ends_at: Moment,
                store_id: Maybe(Id),
                yes: Count,
                people: Count,
                arrived: Count,
              }),
            ),
          }),
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const items = await listPrivateSales(ctx, storesOf(request.principal))
        return {
          items: items.map(({ campaign_id, title, starts_at, ends_at, store_id, yes, people, arrived }) => ({
            campaign_id,
            title,
            starts_at,
            ends_at,
            store_id,
            yes,
            people,
            arrived,
          })),
        } as never
      }),
  )
  app.get(
    '/campaigns/:campaign_id/guests',
    {
      config: door,
      schema: {
        operationId: 'listPrivateSaleGuests',
        summary: 'Who comes, by name, and who is there',
        tags,
        params,
        querystring: Type.Object(
          {
            cursor: Type.Optional(Type.String({ maxLength: 500 })),
            limit: PageQuery.limit,
            show: Type.Optional(Type.Union([Type.Literal('coming'), Type.Literal('all')])),
          },
          closed,
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                customer_id: Id,
                name: Maybe(Type.String()),
                answer: Maybe(Type.String()),
                people: Maybe(Count),
                answered_at: Maybe(Moment),
                arrived_at: Maybe(Moment),
              }),
            ),
            next_cursor: Maybe(Type.String()),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) => (await readGuests(ctx, request.params.campaign_id, request.query)) as never,
      ),
  )
  for (const [method, operationId, summary, arrived] of [
    ['PUT', 'tickPrivateSaleArrival', 'Tick that somebody is there', true],
    ['DELETE', 'untickPrivateSaleArrival', 'Take the tick off again', false],
  ] as const)
    app.route({
      method,
      url: '/campaigns/:campaign_id/guests/:customer_id/arrival',
      config: door,
      schema: {
        operationId,
        summary,
        tags,
        params: guest,
        ...(arrived && { querystring: Type.Object({ seen_at: Type.Optional(Time) }, closed) }),
        response,
      },
      handler: (request) =>
        request.inTenant(async (ctx) => {
          const { seen_at } = request.query as { seen_at?: string }
          return (await tickArrival(
            ctx,
            request.params,
            arrived,
            seen_at === undefined ? ctx.now : new Date(seen_at),
          )) as never
        }),
    })
  app.put(
    '/campaigns/:campaign_id/guests/:customer_id/answer',
    {
      config: door,
      schema: {
        operationId: 'answerPrivateSaleByShop',
        summary: 'Write down what somebody told the shop',
        tags,
        params: guest,
        body: AnswerWish,
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { answer, people = 1 } = request.body
        return (await answerByShop(ctx, { ...request.params, answer, people })) as never
      }),
  )
  app.get(
    '/card/private-sales',
    {
      config: holder,
      schema: {
        operationId: 'listPrivateSalesByCard',
        summary: 'Private sales that are open to the holder of the card',
        tags: ['card'],
        response: { 200: OnCard },
      },
    },
    (request) => request.inTenant((ctx) => onCard(ctx, mine(request))) as never,
  )
  app.put(
    '/card/private-sales/:campaign_id/answer',
    {
      config: holder,
      schema: {
        operationId: 'answerPrivateSaleByCard',
        summary: 'Say whether one comes, and with how many',
        tags: ['card'],
        params,
        body: AnswerWish,
        response: { 200: OnCard, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { answer, people = 1 } = request.body
        await answerByCard(ctx, { ...request.params, customer_id: mine(request), answer, people })
        return onCard(ctx, mine(request))
      }) as never,
  )
}

const onCard = async (ctx: Parameters<typeof listOpenTo>[0], customer_id: string) => ({
  items: (await listOpenTo(ctx, customer_id)).map(
    ({ tier_ids: _t, audience_id: _a, seats_max: _s, store_id: _i, ...sale }) => sale,
  ),
})
