import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { openPen } from './compose.ts'
import { batchPdf, pageOfBatches, postBatch, printBatch } from './letters.ts'

const may = ['owner', 'marketing'] as const
const tags = ['messages']
const closed = { additionalProperties: false }
const Nullable = Type.Union([Type.String(), Type.Null()])
const params = Type.Object({ batch_id: Id })
const Batch = Type.Object({
  batch_id: Id,
  origin_id: Type.Union([Id, Type.Null()]),
  letters: Type.Integer(),
  printed_by: Type.String(),
  printed_at: Moment,
  posted_by: Nullable,
  posted_at: Type.Union([Moment, Type.Null()]),
})

/** Letters that wait for a printer. */
export const letterRoutes =
  (config: Pick<Config, 'home' | 'public_url'>): Routes =>
  async (app) => {
    const pen = openPen(config)
    app.get(
      '/letter-batches',
      {
        config: { may },
        schema: {
          operationId: 'listLetterBatches',
          summary: 'Letters printed together, newest first, and how many wait to be printed',
          tags,
          querystring: Type.Object({ ...PageQuery, cursor: Type.Optional(Id) }, closed),
          response: {
            200: Type.Object({ waiting: Type.Integer(), items: Type.Array(Batch), next_cursor: Nullable }),
          },
        },
      },
      ({ query, inTenant }) => inTenant((ctx) => pageOfBatches(ctx, query.cursor ?? null, query.limit ?? 50)),
    )
    app.put(
      '/letter-batches/:batch_id',
      {
        config: { may },
        schema: {
          operationId: 'printLetterBatch',
          summary: 'Take the letters that are due, up to a thousand, into one batch to print',
          tags,
          params,
          body: Type.Object({ origin_id: Type.Optional(Type.Union([Id, Type.Null()])) }, closed),
          response: { 200: Batch },
        },
      },
      ({ params: { batch_id }, body, inTenant }) =>
        inTenant((ctx) => printBatch(ctx, pen, batch_id, body.origin_id ?? null)),
    )
    app.get(
      '/letter-batches/:batch_id/pdf',
      {
        config: { may },
        schema: {
          operationId: 'getLetterBatchPdf',
          summary: 'The letters of a batch as one file to print, in the order of the postal codes',
          tags,
          params,
          produces: ['application/pdf'],
          response: { 200: Type.Any(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const pdf = await request.inTenant((ctx) => batchPdf(ctx, request.params.batch_id))
        return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
      },
    )
    app.put(
      '/letter-batches/:batch_id/posting',
      {
        config: { may },
        schema: {
          operationId: 'postLetterBatch',
          summary: 'Say that the letters of a batch are in the post',
          tags,
          params,
          response: { 200: Batch },
        },
      },
      ({ params: { batch_id }, inTenant }) => inTenant((ctx) => postBatch(ctx, batch_id)),
    )
  }
