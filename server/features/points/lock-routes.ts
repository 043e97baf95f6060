import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { lockSpending, readLock, unlockSpending } from './spend-lock.ts'

const MAY = ['owner', 'service', 'store_manager', 'seller'] as const
const tags = ['points']
const closed = { additionalProperties: false }
const params = Type.Object({ customer_id: Id })
const response = {
  200: Type.Object({
    lock: Type.Union([
      Type.Object({
        locked_as: Type.Unsafe<'customer' | 'staff'>({ type: 'string', enum: ['customer', 'staff'] }),
        reason: Type.Union([Type.String(), Type.Null()]),
        locked_at: Moment,
      }),
      Type.Null(),
    ]),
  }),
  '4xx': Problem,
}

export const lockRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id/spend-lock',
    {
      config: { may: [...MAY, 'marketing', 'device'] },
      schema: {
        operationId: 'readSpendLock',
        summary: 'Whether this card is locked',
        tags,
        params,
        response,
      },
    },
    (request) => request.inTenant((ctx) => readLock(ctx, request.params.customer_id)),
  )

  app.put(
    '/customers/:customer_id/spend-lock',
    {
      config: { may: MAY },
      schema: {
        operationId: 'lockSpending',
        summary: 'Let nothing be spent from this card; purchases still count',
        tags,
        params,
        body: Type.Object({ reason: Type.Optional(Type.String({ minLength: 3, maxLength: 300 })) }, closed),
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id } = request.params
        const locked = await lockSpending(ctx, { customer_id, as: 'staff', ...request.body })
        await audit(ctx, request, {
          action: 'spending.locked',
          subject: `customer:${customer_id}`,
          details: request.body,
        })
        return locked
      }),
  )

  app.delete(
    '/customers/:customer_id/spend-lock',
    {
      config: { may: MAY },
      schema: {
        operationId: 'unlockSpending',
        summary: 'Let this card be spent from again',
        tags,
        params,
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id } = request.params
        const unlocked = await unlockSpending(ctx, { customer_id, as: 'staff' })
        await audit(ctx, request, { action: 'spending.unlocked', subject: `customer:${customer_id}` })
        return unlocked
      }),
  )

  const card = { config: { may: ['customer'] as const } }
  const own = (principal: { kind: string; customer_id?: string }) => {
    assert(principal.customer_id, 'only a customer comes this far')
    return { customer_id: principal.customer_id, as: 'customer' as const }
  }
  app.get(
    '/card/spend-lock',
    {
      ...card,
      schema: {
        operationId: 'readOwnSpendLock',
        summary: 'Whether my card is locked',
        tags: ['card'],
        response,
      },
    },
    (request) => request.inTenant((ctx) => readLock(ctx, own(request.principal).customer_id)),
  )

  app.put(
    '/card/spend-lock',
    {
      ...card,
      schema: {
        operationId: 'lockOwnSpending',
        summary: 'Let nothing be spent from my card',
        tags: ['card'],
        response,
      },
    },
    (request) => request.inTenant((ctx) => lockSpending(ctx, own(request.principal))),
  )

  app.delete(
    '/card/spend-lock',
    {
      ...card,
      schema: {
        operationId: 'unlockOwnSpending',
        summary: 'Let my card be spent from again',
        tags: ['card'],
        response,
      },
    },
    (request) => request.inTenant((ctx) => unlockSpending(ctx, own(request.principal))),
  )
}
