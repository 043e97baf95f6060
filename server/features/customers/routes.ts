import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Type } from 'typebox'
import { storesOf, type Caller } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { Id, PageQuery, Time, type Routes } from '../../platform/http.ts'
import { createCustomer, readRecord } from './actions.ts'
import { changeCustomer } from './change-customer.ts'
import { comeBack, leave } from './departure.ts'
import { writeList } from './export-list.ts'
import { ListFilters, ListSort, listCustomers } from './list.ts'
import { addTag, readValues, removeNote, removeTag, writeNote } from './notes.ts'
import { placeOf } from './place.ts'
import { CustomerChange, CustomerRecord, CustomerRow, CustomerWish, Found, Maybe, Tag } from './schemas.ts'
import { searchCustomers } from './search.ts'

/** Whoever serves customers: the till too, while no seller is on shift (a queued card must not wait for one). */
const SERVING: Caller[] = ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device']
const OFFICE: Caller[] = ['owner', 'marketing', 'service', 'store_manager']
const tags = ['customers']
const params = Type.Object({ customer_id: Id })

export const customerRoutes: Routes = async (app) => {
  app.get(
    '/customers/search',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'searchCustomers', summary: 'Find a customer by card, phone, last four digits, e-mail or name', tags,
        querystring: Type.Object({ q: Type.String({ maxLength: 200 }), store_id: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) }),
        response: { 200: Type.Object({ items: Type.Array(Found), duration_ms: Type.Number() }) },
      },
    },
    (request) => {
      const { q, store_id, limit } = request.query
      return request.inTenant((ctx) => searchCustomers(ctx, { q, limit, store_id: store_id ?? placeOf(request.principal).store_id }) as never)
    },
  )

  app.get(
    '/customers',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listCustomers', summary: 'Customers by filter, in order, page by page', tags,
        querystring: Type.Object({ ...PageQuery, ...ListFilters, ...ListSort }),
        response: { 200: Type.Object({ items: Type.Array(CustomerRow), next_cursor: Maybe(Type.String()), total: Type.Optional(Type.Integer()) }) },
      },
    },
    (request) => request.inTenant((ctx) => listCustomers(ctx, request.query, storesOf(request.principal)) as never),
  )

  app.get(
    '/customers/export',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'exportCustomers', summary: 'The same list as a file; written down in the journal', tags,
        querystring: Type.Object({ ...ListFilters, ...ListSort }),
        produces: ['text/csv'],
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const stores = storesOf(request.principal)
      // Written down first, and kept even when the reader hangs up half way.
      await request.inTenant((ctx) => audit(ctx, request, { action: 'customers.exported', details: { filters: Object.keys(request.query) } }))
      const rows = new PassThrough()
      void request
        .inTenant((ctx) => pipeline(writeList(ctx, request.query, stores, request.language), rows))
        .catch((error) => rows.destroy(error))
      return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="clients.csv"').send(rows)
    },
  )

  app.get(
    '/customers/:customer_id',
    {
      config: { may: [...SERVING, 'delivery'] },
      schema: { operationId: 'getCustomer', summary: 'The whole record of a customer', tags, params, response: { 200: CustomerRecord } },
    },
    (request) => request.inTenant((ctx) => readRecord(ctx, request.params.customer_id)),
  )

  app.put(
    '/customers/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'createCustomer', summary: 'Create a customer and their card', tags, params, body: CustomerWish,
        response: { 200: Type.Object({ customer: CustomerRecord, created: Type.Boolean() }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id } = request.params
        const { created } = await createCustomer(ctx, { ...request.body, customer_id }, placeOf(request.principal))
        return { customer: await readRecord(ctx, customer_id), created }
      }),
  )

  app.patch(
    '/customers/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'changeCustomer', summary: 'Change what is known of a customer', tags, params, body: CustomerChange,
        response: { 200: CustomerRecord },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await changeCustomer(ctx, request.params.customer_id, request.body, placeOf(request.principal))
        return readRecord(ctx, request.params.customer_id)
      }),
  )

  const Value = Type.Object({ value_id: Id, field: Type.String(), value: Type.Any(), source: Type.String(), recorded_at: Time, recorded_by: Type.String() })
  app.get(
    '/customers/:customer_id/values',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listCustomerValues', summary: 'Where each value came from, and when', tags, params,
        querystring: Type.Object({ field: Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 200: Type.Object({ items: Type.Array(Value) }) },
      },
    },
    (request) => request.inTenant((ctx) => readValues(ctx, request.params.customer_id, request.query.field) as never),
  )

  const noteParams = Type.Object({ customer_id: Id, note_id: Id })
  app.put(
    '/customers/:customer_id/notes/:note_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'writeCustomerNote', summary: 'Leave a note on a record', tags, params: noteParams,
        body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ note_id: Id, text: Type.String(), written_by_name: Type.String(), written_at: Time }) },
      },
    },
    (request) => request.inTenant((ctx) => writeNote(ctx, { ...request.params, ...request.body }) as never),
  )
  const gone = { 204: Type.Null() }
  app.delete(
    '/customers/:customer_id/notes/:note_id',
    { config: { may: OFFICE }, schema: { operationId: 'removeCustomerNote', summary: 'Take a note away', tags, params: noteParams, response: gone } },
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
      schema: { operationId: 'tagCustomer', summary: 'Put a tag on a customer', tags, params: tagParams, response: { 200: Type.Object({ tags: Type.Array(Type.String()) }) } },
    },
    (request) => request.inTenant((ctx) => addTag(ctx, request.params)),
  )
  app.delete(
    '/customers/:customer_id/tags/:tag',
    {
      config: { may: SERVING },
      schema: { operationId: 'untagCustomer', summary: 'Take a tag off a customer', tags, params: tagParams, response: { 200: Type.Object({ tags: Type.Array(Type.String()) }) } },
    },
    (request) => request.inTenant((ctx) => removeTag(ctx, request.params)),
  )

  const Departure = Type.Object({
    left_at: Time,
    withdrawn: Type.Array(Type.Object({ channel: Type.String(), purpose: Type.String() })),
    kept: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
  })
  app.put(
    '/customers/:customer_id/departure',
    {
      config: { may: ['owner', 'service', 'store_manager', 'seller'] },
      schema: {
        operationId: 'leaveProgramme', summary: 'Close the card of a person who leaves; says what stays and why', tags, params,
        body: Type.Optional(Type.Object({ why: Type.Optional(Type.String({ maxLength: 1000 })) }, { additionalProperties: false })),
        response: { 200: Departure },
      },
    },
    (request) =>
      request.inTenant((ctx) => leave(ctx, { customer_id: request.params.customer_id, why: request.body?.why ?? null, language: request.language }, placeOf(request.principal)) as never),
  )
  app.delete(
    '/customers/:customer_id/departure',
    {
      config: { may: ['owner', 'service', 'store_manager', 'seller'] },
      schema: { operationId: 'returnToProgramme', summary: 'Open the card again of a person who comes back', tags, params, response: { 200: CustomerRecord } },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await comeBack(ctx, request.params.customer_id)
        return readRecord(ctx, request.params.customer_id)
      }),
  )
}
