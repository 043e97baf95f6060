import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { storesOf, type Principal } from '../../platform/access.ts'
import { Id, Moment, Time, type Routes } from '../../platform/http.ts'
import { CALL_OUTCOMES } from './call-rules.ts'
import { readCalls, recordCall } from './calls.ts'
import { openPen } from './compose.ts'

const may = ['owner', 'marketing', 'service', 'store_manager', 'seller'] as const
const tags = ['messages']
const closed = { additionalProperties: false }
const Nullable = Type.Union([Type.String(), Type.Null()])
const MaybeMoment = Type.Union([Moment, Type.Null()])
const Outcome = Type.Enum([...CALL_OUTCOMES])
const Call = Type.Object({
  message_id: Id,
  customer_id: Id,
  first_name: Nullable,
  last_name: Nullable,
  phone: Type.String(),
  store_id: Type.Union([Id, Type.Null()]),
  purpose: Type.String(),
  due_at: Moment,
  script: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
  outcomes: Type.Array(Type.Object({ code: Nullable, label: Nullable, outcome: Outcome })),
  tries: Type.Array(
    Type.Object({
      outcome: Type.String(),
      label: Nullable,
      note: Nullable,
      called_by: Type.String(),
      called_at: Moment,
      call_again_at: MaybeMoment,
    }),
  ),
})

/** The stores asked for, of those the caller has; null is all. */
function among(principal: Principal, store_id: string | undefined): string[] | null {
  const mine = storesOf(principal)
  if (store_id === undefined) return mine
  return mine === null || mine.includes(store_id) ? [store_id] : []
}

/** Calls that wait for somebody to make them. */
export const callRoutes =
  (config: Pick<Config, 'home' | 'public_url'>): Routes =>
  async (app) => {
    const pen = openPen(config)
    app.get(
      '/calls',
      {
        config: { may },
        schema: {
          operationId: 'listCalls',
          summary: 'Who is to be called now, with what to say; the most urgent first',
          tags,
          querystring: Type.Object(
            {
              store_id: Type.Optional(Id),
              cursor: Type.Optional(Type.String({ maxLength: 100 })),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
            },
            closed,
          ),
          response: { 200: Type.Object({ items: Type.Array(Call), next_cursor: Nullable }) },
        },
      },
      ({ principal, query: { store_id, cursor = null, limit = 50 }, inTenant }) =>
        inTenant((ctx) => readCalls(ctx, among(principal, store_id), pen, { cursor, limit })),
    )
    app.put(
      '/calls/:message_id/outcome',
      {
        config: { may },
        schema: {
          operationId: 'recordCall',
          summary: 'Say how a call went: it is done, tried again another day, or ends offers by phone',
          tags,
          params: Type.Object({ message_id: Id }),
          body: Type.Object(
            {
              outcome: Outcome,
              code: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
              note: Type.Optional(Type.Union([Type.String({ maxLength: 1_000 }), Type.Null()])),
              call_again_at: Type.Optional(Type.Union([Time, Type.Null()])),
            },
            closed,
          ),
          response: { 200: Type.Object({ message_id: Id, state: Type.String(), due_at: MaybeMoment }) },
        },
      },
      ({ principal, params: { message_id }, body, inTenant }) =>
        inTenant((ctx) =>
          recordCall(ctx, among(principal, undefined), pen, message_id, {
            outcome: body.outcome,
            code: body.code ?? null,
            note: body.note || null,
            call_again_at: body.call_again_at ? new Date(body.call_again_at) : null,
          }),
        ),
    )
  }
