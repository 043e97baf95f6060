import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { settingsOf } from '../tenants/settings.ts'
import { correctPoints } from './correct-points.ts'
import { listNights } from './nightly-run.ts'

/** What the caller's role may correct at once, in units; null is no limit. */
export function corrector({ principal, tenant }: FastifyRequest) {
  const role = 'role' in principal ? principal.role : null
  const limits = settingsOf(tenant?.settings).correction_limit_units
  const limit = role === 'owner' ? limits.owner : limits.service
  return { name: 'name' in principal ? principal.name : 'API', role, limit }
}

export const pointsRoutes: Routes = async (app) => {
  app.put(
    '/customers/:customer_id/corrections/:correction_id',
    {
      config: { may: ['owner', 'service'] },
      schema: {
        operationId: 'correctPoints',
        summary: 'Add or take off points by hand, with a reason',
        tags: ['points'],
        params: Type.Object({ customer_id: Id, correction_id: Id }),
        body: Type.Object(
          {
            unit: Type.String({ minLength: 1, maxLength: 40 }),
            amount: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
            reason: Type.String({ minLength: 3, maxLength: 500 }),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            correction_id: Id,
            state: Type.Unsafe<'done' | 'waiting' | 'refused' | 'lapsed'>({
              type: 'string',
              enum: ['done', 'waiting', 'refused', 'lapsed'],
            }),
            available: Type.Integer(),
            debt: Type.Integer(),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        correctPoints(ctx, { ...request.params, ...request.body, by: corrector(request) }),
      ),
  )

  app.get(
    '/points/nights',
    {
      config: { may: ['owner', 'service', 'marketing'] },
      schema: {
        operationId: 'listNights',
        summary: 'What the last nights did, and how far the one under way is',
        tags: ['points'],
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                ran_on: Type.String({ format: 'date' }),
                started_at: Moment,
                reached_at: Moment,
                finished_at: Type.Union([Moment, Type.Null()]),
                accounts_due: Type.Integer(),
                accounts_done: Type.Integer(),
                lots_matured: Type.Integer(),
                lots_expired: Type.Integer(),
                rewards_given: Type.Integer(),
              }),
            ),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listNights(ctx, 31) })),
  )
}
