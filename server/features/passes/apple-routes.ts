import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { inkOn } from '../links/colours.ts'
import { signApple, type Wallet } from './actions.ts'
import {
  checkPassType,
  listPassesOf,
  readByLink,
  readNewest,
  registerPhone,
  unregisterPhone,
} from './apple-service.ts'
import { cardIcon } from './icons.ts'
import { findShop } from './queries.ts'
import { colourOf, type Face } from './rules.ts'

const config = { may: ['public'] } as const
const tags = ['wallet']
const PKPASS = 'application/vnd.apple.pkpass'
const DAY_S = 86_400

const PassType = Type.String({ maxLength: 200 })
const pass = Type.Object({ pass_type: PassType, pass_id: Id })
const PhoneId = Type.String({ pattern: '^[A-Za-z0-9._-]{1,120}$' })
const registration = Type.Object({ phone_id: PhoneId, pass_type: PassType, pass_id: Id })
const Nothing = Type.Object({})

/** Apple's Wallet web service: the addresses and the statuses are Apple's own. */
export const appleWalletRoutes =
  (wallet: Wallet): Routes =>
  async (app) => {
    const askedOf = (request: FastifyRequest) => ({
      ...(request.params as { pass_type: string; pass_id: string }),
      authorization: request.headers.authorization,
    })
    const sendPass = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { face, changed_at }: { face: Face; changed_at: Date },
    ) => {
      const { tenant_id, slug } = request.tenant!
      const { pass_id } = request.params as { pass_id: string }
      const file = await signApple({ tenant_id, slug, now: new Date() }, wallet, pass_id, face)
      return reply
        .headers({
          'last-modified': changed_at.toUTCString(),
          'content-disposition': 'attachment; filename="carte.pkpass"',
        })
        .type(PKPASS)
        .send(file)
    }
    app.get(
      '/wallet/apple/:pass_id',
      {
        config,
        schema: {
          operationId: 'downloadApplePass',
          summary: 'The pass, by the link that the card gave ten minutes ago at most',
          tags,
          params: Type.Object({ pass_id: Id }),
          querystring: Type.Object(
            { until: Type.Integer({ minimum: 0 }), mark: Type.String({ maxLength: 100 }) },
            { additionalProperties: false },
          ),
          produces: [PKPASS],
          response: { 200: Type.Any(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { pass_id } = request.params
        return sendPass(
          request,
          reply,
          await request.inTenant((ctx) => readByLink(ctx, wallet, pass_id, request.query)),
        )
      },
    )
    app.get(
      '/wallet/v1/passes/:pass_type/:pass_id',
      {
        config,
        schema: {
          operationId: 'getApplePass',
          summary: 'The newest pass, if it changed since',
          tags,
          params: pass,
          produces: [PKPASS],
          response: { 200: Type.Any(), 304: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const held = request.headers['if-modified-since']
        const newest = await request.inTenant((ctx) => readNewest(ctx, wallet, askedOf(request), held))
        return newest ? sendPass(request, reply, newest) : reply.code(304).send(null)
      },
    )
    app.post(
      '/wallet/v1/devices/:phone_id/registrations/:pass_type/:pass_id',
      {
        config,
        schema: {
          operationId: 'registerApplePhone',
          summary: 'A phone holds this pass and is told of its changes',
          tags,
          params: registration,
          body: Type.Object({ pushToken: Type.String({ pattern: '^[A-Za-z0-9]{8,400}$' }) }),
          response: { 200: Nothing, 201: Nothing, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const phone = { phone_id: request.params.phone_id, push_token: request.body.pushToken }
        const is_new = await request.inTenant((ctx) => registerPhone(ctx, wallet, askedOf(request), phone))
        return reply.code(is_new ? 201 : 200).send({})
      },
    )
    app.delete(
      '/wallet/v1/devices/:phone_id/registrations/:pass_type/:pass_id',
      {
        config,
        schema: {
          operationId: 'unregisterApplePhone',
          summary: 'A phone no longer holds this pass',
          tags,
          params: registration,
          response: { 200: Nothing, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await unregisterPhone(ctx, wallet, askedOf(request), request.params.phone_id)
          return {}
        }),
    )
    app.get(
      '/wallet/v1/devices/:phone_id/registrations/:pass_type',
      {
        config,
        schema: {
          operationId: 'listApplePasses',
          summary: 'The passes of a phone that changed since it last asked',
          tags,
          params: Type.Object({ phone_id: PhoneId, pass_type: PassType }),
          querystring: Type.Object({ passesUpdatedSince: Type.Optional(Type.String({ maxLength: 100 })) }),
          response: {
            200: Type.Object({ serialNumbers: Type.Array(Type.String()), lastUpdated: Type.String() }),
            204: Type.Null(),
            '4xx': Problem,
          },
        },
      },
      async ({ params, query, inTenant }, reply) => {
        const changed = await inTenant((ctx) => {
          checkPassType(wallet, params.pass_type, ctx.now)
          return listPassesOf(ctx, params.phone_id, query.passesUpdatedSince)
        })
        return changed ?? reply.code(204).send(null)
      },
    )
    app.post(
      '/wallet/v1/log',
      {
        config,
        bodyLimit: 64 * 1024,
        schema: {
          operationId: 'logAppleWallet',
          summary: 'What a phone complains of about our passes, for the journal of the program',
          tags,
          body: Type.Object({ logs: Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 50 }) }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        request.log.warn({ logs: request.body.logs.slice(0, 10) }, 'an Apple wallet complains')
        return {}
      },
    )
    app.get(
      '/wallet/logo.png',
      {
        config,
        schema: {
          operationId: 'getWalletLogo',
          summary: 'The picture on passes of a shop that has no logo of its own',
          tags,
          produces: ['image/png'],
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const colour = colourOf((await request.inTenant(findShop)).theme)
        return reply
          .headers({
            'cache-control': `public, max-age=${DAY_S}`,
            'cross-origin-resource-policy': 'cross-origin',
          })
          .type('image/png')
          .send(cardIcon(660, colour, inkOn(colour)))
      },
    )
  }
