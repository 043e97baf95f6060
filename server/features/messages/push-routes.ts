import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { Id, type Routes } from '../../platform/http.ts'
import { isBuiltIn } from './post.ts'
import type { Config } from '../../config.ts'
import { readVapid } from './push.ts'
import { addSubscription, deleteSubscription } from './push-queries.ts'
import { refuse } from './refusals.ts'

const config = { may: ['customer'] } as const
const tags = ['card']
const closed = { additionalProperties: false }
const Endpoint = Type.String({ minLength: 10, maxLength: 1000 })
const Key = Type.String({ pattern: '^[A-Za-z0-9_-]{10,200}=*$' })

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

/** The holder of a card lets the shop's notifications come to this phone, or no longer. */
export const pushRoutes =
  (settings: Pick<Config, 'home' | 'smtp_url' | 'smpp_url'>): Routes =>
  async (app) => {
    app.get(
      '/card/push-key',
      {
        config,
        schema: {
          operationId: 'getPushKey',
          summary: 'The public key that a phone subscribes with',
          tags,
          response: { 200: Type.Object({ public_key: Type.String() }) },
        },
      },
      async () => ({ public_key: readVapid(settings.home).publicKey }),
    )
    app.put(
      '/card/push-subscriptions/:subscription_id',
      {
        config,
        schema: {
          operationId: 'writePushSubscription',
          summary: 'Let notifications come to this phone',
          tags,
          params: Type.Object({ subscription_id: Id }),
          body: Type.Object(
            { endpoint: Endpoint, keys: Type.Object({ p256dh: Key, auth: Key }, closed) },
            closed,
          ),
          response: { 200: Type.Object({ subscription_id: Id }) },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { endpoint, keys } = request.body
          const is_trial = isBuiltIn(settings) && /^http:\/\/127\.0\.0\.1:\d+\//.test(endpoint)
          if (!is_trial && !(endpoint.startsWith('https://') && URL.canParse(endpoint)))
            throw refuse('not_a_push_address')
          const { subscription_id } = request.params
          await addSubscription(ctx, {
            subscription_id,
            customer_id: mine(request),
            endpoint,
            ...keys,
            is_trial,
          })
          return { subscription_id }
        }),
    )
    app.post(
      '/card/push-subscriptions/removal',
      {
        config,
        schema: {
          operationId: 'removePushSubscription',
          summary: 'No more notifications on this phone',
          tags,
          body: Type.Object({ endpoint: Endpoint }, closed),
          response: { 200: Type.Object({ removed: Type.Boolean() }) },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await deleteSubscription(ctx, request.body.endpoint, mine(request))
          return { removed: true }
        }),
    )
  }
