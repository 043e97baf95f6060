import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { printTrace, FORMATS, MEDIA, type Format } from './trace-print.ts'
import { closeTrace, pageOfTraces, readTrace, writeTrace } from './trace.ts'

const tags = ['links']
const closed = { additionalProperties: false }
const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])
const params = Type.Object({ code_id: Id })

const Row = {
  code_id: Id,
  code: Type.String(),
  short_url: Type.String(),
  name: Type.String(),
  place: Type.String(),
  store_id: Type.Union([Id, Type.Null()]),
  campaign_id: Type.Union([Id, Type.Null()]),
  target_url: Type.String(),
  created_at: Moment,
  ended_at: Type.Union([Moment, Type.Null()]),
  people: Type.Integer(),
}
const Day = Type.Object({ day: Type.String(), people: Type.Integer(), machines: Type.Integer() })
const Trace = Type.Object({ ...Row, days: Type.Array(Day) })

export const traceRoutes =
  (public_url: string): Routes =>
  async (app) => {
    const may = ['owner', 'marketing', 'store_manager'] as const
    app.get(
      '/trace-codes',
      {
        config: { may },
        schema: {
          operationId: 'listTraceCodes',
          summary: 'Printed codes with their scans of the last 90 days, newest first',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({ ...Row, machines: Type.Integer(), last_scan_on: Nullable(Type.String()) }),
              ),
              next_cursor: Nullable(Type.String()),
            }),
          },
        },
      },
      ({ query, inTenant, tenant }) =>
        inTenant((ctx) => pageOfTraces(ctx, public_url, tenant!, query.cursor ?? null, query.limit ?? 50)),
    )
    app.put(
      '/trace-codes/:code_id',
      {
        config: { may },
        schema: {
          operationId: 'writeTraceCode',
          summary: 'Make a printed code, or change where it leads; its short address never changes',
          tags,
          params,
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 120 }),
              place: Type.Optional(Type.String({ maxLength: 120 })),
              store_id: Type.Optional(Type.Union([Id, Type.Null()])),
              campaign_id: Type.Optional(Type.Union([Id, Type.Null()])),
              target_url: Type.String({ minLength: 1, maxLength: 2000 }),
            },
            closed,
          ),
          response: { 200: Trace, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const wish = { ...request.params, ...request.body }
          const written = await writeTrace(ctx, public_url, request.tenant!, wish)
          const { code_id, target_url } = written
          await audit(ctx, request, {
            action: 'trace_code.written',
            subject: `trace_code:${code_id}`,
            details: { target_url },
          })
          return written
        }),
    )
    app.get(
      '/trace-codes/:code_id',
      {
        config: { may },
        schema: {
          operationId: 'readTraceCode',
          summary: 'One printed code, with its scans by day',
          tags,
          params,
          response: { 200: Trace, '4xx': Problem },
        },
      },
      ({ params: { code_id }, inTenant, tenant }) =>
        inTenant((ctx) => readTrace(ctx, public_url, tenant!, code_id)),
    )
    app.delete(
      '/trace-codes/:code_id',
      {
        config: { may },
        schema: {
          operationId: 'endTraceCode',
          summary: 'End a printed code: it leads to a friendly page from now on',
          tags,
          params,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => closeTrace(ctx, request.params.code_id))
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/trace-codes/:code_id/print',
      {
        config: { may },
        schema: {
          operationId: 'printTraceCode',
          summary: 'A printed code as PNG (1200 dots), SVG, or a page of A5 (PDF)',
          tags,
          params,
          querystring: Type.Object(
            { format: Type.Unsafe<Format>({ type: 'string', enum: [...FORMATS] }) },
            closed,
          ),
          produces: Object.values(MEDIA),
          response: { 200: Type.Any(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { format } = request.query
        const shop = request.tenant!
        const { code, name, short_url } = await request.inTenant((ctx) =>
          readTrace(ctx, public_url, shop, request.params.code_id),
        )
        const file = await printTrace({ name, short_url, shop: shop.name, language: shop.language }, format)
        return reply
          .header('content-disposition', `attachment; filename="code-${code.toLowerCase()}.${format}"`)
          .type(MEDIA[format])
          .send(file)
      },
    )
  }
