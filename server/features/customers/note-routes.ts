import { Type } from 'typebox'
import { Id, Time, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from './callers.ts'
import { addTag, readValues, removeNote, removeTag, writeNote } from './notes.ts'
import { Tag } from './schemas.ts'

const tags = ['customers']
const params = Type.Object({ customer_id: Id })

export const noteRoutes: Routes = async (app) => {
  const Value = Type.Object({
    value_id: Id,
    field: Type.String(),
    value: Type.Any(),
    source: Type.String(),
    recorded_at: Time,
    recorded_by: Type.String(),
  })
  app.get(
    '/customers/:customer_id/values',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listCustomerValues',
        summary: 'Where each value came from, and when',
        tags,
        params,
        querystring: Type.Object({ field: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: Type.Object({ items: Type.Array(Value) }) },
      },
    },
    (request) =>
      request.inTenant((ctx) => readValues(ctx, request.params.customer_id, request.query.field) as never),
  )

  const noteParams = Type.Object({ customer_id: Id, note_id: Id })
  app.put(
    '/customers/:customer_id/notes/:note_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'writeCustomerNote',
        summary: 'Leave a note on a record',
        tags,
        params: noteParams,
        body: Type.Object(
          { text: Type.String({ minLength: 1, maxLength: 4000 }) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            note_id: Id,
            text: Type.String(),
            written_by_name: Type.String(),
            written_at: Time,
          }),
        },
      },
    },
    (request) => request.inTenant((ctx) => writeNote(ctx, { ...request.params, ...request.body }) as never),
  )
  const gone = { 204: Type.Null() }
  app.delete(
    '/customers/:customer_id/notes/:note_id',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'removeCustomerNote',
        summary: 'Take a note away',
        tags,
        params: noteParams,
        response: gone,
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => removeNote(ctx, request.params))
      return reply.code(204).send(null)
    },
  )

  const tagParams = Type.Object({ customer_id: Id, tag: Tag })
  app.put(
    '/customers/:customer_id/tags/:tag',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'tagCustomer',
        summary: 'Put a tag on a customer',
        tags,
        params: tagParams,
        response: { 200: Type.Object({ tags: Type.Array(Type.String()) }) },
      },
    },
    (request) => request.inTenant((ctx) => addTag(ctx, request.params)),
  )
  app.delete(
    '/customers/:customer_id/tags/:tag',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'untagCustomer',
        summary: 'Take a tag off a customer',
        tags,
        params: tagParams,
        response: { 200: Type.Object({ tags: Type.Array(Type.String()) }) },
      },
    },
    (request) => request.inTenant((ctx) => removeTag(ctx, request.params)),
  )
}
