import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from '../customers/callers.ts'
import { placeOf } from '../customers/place.ts'
import { bringFriend, keepDevice } from './actions.ts'
import { endTerms, findTerms, saveTerms } from './queries.ts'
import {
  pageOfReferrals,
  promiseTo,
  readReferralFigures,
  readReferralsOf,
  sayTerms,
} from './read-referrals.ts'
import { DEFAULT_TERMS } from './rules.ts'

const tags = ['referrals']
const closed = { additionalProperties: false }
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Nullable = Maybe(Type.String())

const TermsBody = Type.Object(
  {
    minimum_cents: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    within_days: Type.Integer({ minimum: 1, maximum: 730 }),
    wait_days: Type.Integer({ minimum: 0, maximum: 90 }),
    month_max: Type.Integer({ minimum: 1, maximum: 1000 }),
  },
  closed,
)
const Terms = Type.Object({
  on: Type.Boolean(),
  ...TermsBody.properties,
  words: Type.String({ description: 'What customers read' }),
})

const Referral = Type.Object({
  referral_id: Id,
  referrer_id: Id,
  referrer_name: Nullable,
  friend_id: Id,
  friend_name: Nullable,
  asked_at: Moment,
  bought_at: Maybe(Moment),
  due_at: Maybe(Moment),
  rewarded_at: Maybe(Moment),
  ended_at: Maybe(Moment),
  ended_why: Nullable,
  state: Type.Unsafe<'waiting' | 'bought' | 'rewarded' | 'ended'>({
    type: 'string',
    enum: ['waiting', 'bought', 'rewarded', 'ended'],
  }),
})
const promise = { referral_code: Nullable, link: Nullable, words: Nullable }
const OfCustomer = Type.Object({
  ...promise,
  brought: Type.Array(Referral),
  brought_by: Maybe(Referral),
})
const Device = Type.String({
  minLength: 8,
  maxLength: 200,
  description: 'What the telephone or computer says of itself; only its hash is kept',
})
const Code = Type.String({ minLength: 4, maxLength: 40 })
const month = Type.Object({
  month: Type.String(),
  asked: Type.Integer(),
  bought: Type.Integer(),
  rewarded: Type.Integer(),
  ended: Type.Integer(),
  spent_cents: Type.Integer({ description: 'What these friends have bought since' }),
})

export const referralRoutes =
  ({ public_url }: { public_url: string }): Routes =>
  async (app) => {
    app.get(
      '/referral-terms',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'readReferralTerms',
          summary: 'What the shop asks and promises for a friend',
          tags,
          response: { 200: Terms },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const terms = await findTerms(ctx)
          const said = terms ?? DEFAULT_TERMS
          return { on: terms !== undefined, ...said, words: await sayTerms(ctx, said, request.language) }
        }),
    )
    app.put(
      '/referral-terms',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'writeReferralTerms',
          summary: 'Offer to bring friends, on these terms; friends brought before keep theirs',
          tags,
          body: TermsBody,
          response: { 200: Terms },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await saveTerms(ctx, request.body)
          await audit(ctx, request, { action: 'referrals.offered', details: request.body })
          return { on: true, ...request.body, words: await sayTerms(ctx, request.body, request.language) }
        }),
    )
    app.delete(
      '/referral-terms',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'endReferralTerms',
          summary: 'Offer it no more; friends already brought are still rewarded',
          tags,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.inTenant(async (ctx) => {
          await endTerms(ctx)
          await audit(ctx, request, { action: 'referrals.withdrawn' })
        })
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/referrals',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'listReferrals',
          summary: 'Who brought whom, newest first',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: { 200: Type.Object({ items: Type.Array(Referral), next_cursor: Nullable }) },
        },
      },
      (request) => request.inTenant((ctx) => pageOfReferrals(ctx, request.query.cursor, request.query.limit)),
    )
    app.get(
      '/referrals/figures',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'readReferralFigures',
          summary: 'Friends brought over a year, what became of them, and who brings most',
          tags,
          response: {
            200: Type.Object({
              months: Type.Array(month),
              best: Type.Array(
                Type.Object({
                  customer_id: Id,
                  name: Nullable,
                  rewarded: Type.Integer(),
                  asked: Type.Integer(),
                }),
              ),
            }),
          },
        },
      },
      (request) => request.inTenant((ctx) => readReferralFigures(ctx)),
    )
    const params = Type.Object({ referral_id: Id })
    app.put(
      '/referrals/:referral_id',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'bringFriend',
          summary: 'Say by whose code a new customer came',
          tags,
          params,
          body: Type.Object({ code: Code, customer_id: Id, device: Type.Optional(Device) }, closed),
          response: { 200: OfCustomer, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { store_id } = placeOf(request.principal)
          await bringFriend(ctx, { ...request.params, ...request.body, store_id })
          return readReferralsOf(ctx, public_url, request.body.customer_id, request.language)
        }),
    )
    app.get(
      '/customers/:customer_id/referrals',
      {
        config: { may: SERVING },
        schema: {
          operationId: 'listReferralsOfCustomer',
          summary: 'A customer’s code, who brought them and whom they brought',
          tags,
          params: Type.Object({ customer_id: Id }),
          response: { 200: OfCustomer, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          readReferralsOf(ctx, public_url, request.params.customer_id, request.language),
        ),
    )
  }

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

/** What the holder of a card does: hands on their code, and says by whose they came. */
export const cardReferralRoutes =
  ({ public_url }: { public_url: string }): Routes =>
  async (app) => {
    const config = { may: ['customer'] } as const
    const Promise = Type.Object(promise)
    app.put(
      '/card/referral-code',
      {
        config,
        schema: {
          operationId: 'showReferralCode',
          summary: 'My code for friends, on this telephone',
          tags: ['card'],
          body: Type.Object({ device: Device }, closed),
          response: { 200: Promise },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await keepDevice(ctx, mine(request), request.body.device)
          return promiseTo(ctx, public_url, mine(request), false, request.language)
        }),
    )
    app.put(
      '/card/referrals/:referral_id',
      {
        config,
        schema: {
          operationId: 'comeByFriend',
          summary: 'Say by whose code I came',
          tags: ['card'],
          params: Type.Object({ referral_id: Id }),
          body: Type.Object({ code: Code, device: Type.Optional(Device) }, closed),
          response: { 200: Promise, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const customer_id = mine(request)
          await bringFriend(ctx, { ...request.params, ...request.body, customer_id })
          return promiseTo(ctx, public_url, customer_id, false, request.language)
        }),
    )
  }
