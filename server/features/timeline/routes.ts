import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { Id, PageQuery, Time, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { readOwnStatement, readStatement, readTimeline } from './actions.ts'
import { KINDS, type Kind } from './queries.ts'

const tags = ['customers']
const params = Type.Object({ customer_id: Id })

export const timelineRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id/timeline',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager', 'seller'] },
      schema: {
        operationId: 'getTimeline',
        summary: 'Everything that happened with a customer, newest first',
        tags,
        params,
        // Several kinds with commas between them; none is all.
        querystring: Type.Object({
          ...PageQuery,
          kinds: Type.Optional(
            Type.String({ maxLength: 200, pattern: `^(${KINDS.join('|')})(,(${KINDS.join('|')}))*$` }),
          ),
        }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                id: Id,
                kind: Type.String(),
                occurred_at: Time,
                title: Type.String(),
                payload: Type.Any(),
                store_id: Maybe(Type.String()),
                actor: Maybe(Type.String()),
                actor_name: Maybe(Type.String()),
              }),
            ),
            next_cursor: Maybe(Type.String()),
          }),
        },
      },
    },
    (request) => {
      const { kinds, ...page } = request.query
      return request.inTenant(
        (ctx) =>
          readTimeline(
            ctx,
            request.params.customer_id,
            { ...page, kinds: kinds?.split(',') as Kind[] | undefined },
            request.language,
          ) as never,
      )
    },
  )

  app.get(
    '/customers/:customer_id/statement',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager', 'seller'] },
      schema: {
        operationId: 'getStatement',
        summary: 'Every point explained, with the running balance',
        tags,
        params,
        querystring: Type.Object({ ...PageQuery, unit: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                entry_id: Id,
                occurred_at: Time,
                unit: Type.String(),
                kind: Type.String(),
                units: Type.Integer(),
                amount: Type.Integer(),
                balance_after: Type.Integer(),
                explanation: Type.String(),
                cause: Type.Object({ kind: Type.String(), id: Type.String() }),
                reason: Maybe(Type.String()),
                actor_name: Maybe(Type.String()),
              }),
            ),
            next_cursor: Maybe(Type.String()),
          }),
        },
      },
    },
    (request) =>
      request.inTenant(
        (ctx) => readStatement(ctx, request.params.customer_id, request.query, request.language) as never,
      ),
  )

  app.get(
    '/card/statement',
    {
      config: { may: ['customer'] },
      schema: {
        operationId: 'getCardStatement',
        summary: 'Every point of mine explained, newest first, with what there was after it',
        tags: ['card'],
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                entry_id: Id,
                occurred_at: Time,
                unit: Type.String(),
                amount_words: Maybe(Type.String()),
                explanation: Type.String(),
                balance_words: Type.String(),
              }),
            ),
            next_cursor: Maybe(Type.String()),
          }),
        },
      },
    },
    ({ principal, query, language, inTenant }) => {
      assert(principal.kind === 'customer', 'only a customer comes this far')
      return inTenant((ctx) => readOwnStatement(ctx, principal.customer_id, query, language) as never)
    },
  )
}
