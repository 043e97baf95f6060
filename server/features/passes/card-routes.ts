import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { Problem, type Routes } from '../../platform/http.ts'
import { askForApple, askForGoogle, readOffer, type Wallet } from './actions.ts'

const config = { may: ['customer'] } as const
const tags = ['card']

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

/** The holder of a card puts it into the phone's own wallet. */
export const cardPassRoutes =
  (wallet: Wallet): Routes =>
  async (app, { db }) => {
    const link = { 200: Type.Object({ url: Type.String() }), '4xx': Problem }
    app.get(
      '/card/passes',
      {
        config,
        schema: {
          operationId: 'getPassOffer',
          summary: 'Into which wallets this card can be put',
          tags,
          response: { 200: Type.Object({ apple: Type.Boolean(), google: Type.Boolean() }) },
        },
      },
      (request) => request.inTenant(async (ctx) => readOffer(wallet, ctx.now)),
    )
    app.put(
      '/card/passes/apple',
      {
        config,
        schema: {
          operationId: 'makeApplePass',
          summary: 'The address of this card for Apple Wallet, good for ten minutes',
          tags,
          response: link,
        },
      },
      (request) => request.inTenant((ctx) => askForApple(ctx, wallet, request.tenant!, mine(request))),
    )
    app.put(
      '/card/passes/google',
      {
        config,
        schema: {
          operationId: 'makeGooglePass',
          summary: 'The address that saves this card in Google Wallet',
          tags,
          response: { ...link, '5xx': Problem },
        },
      },
      (request) => askForGoogle(db, wallet, request.tenant!, mine(request)),
    )
  }
