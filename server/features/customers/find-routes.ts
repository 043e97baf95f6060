import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { Id, PageQuery, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from './callers.ts'
import { EXPORT_COLUMNS, writeList, type ExportColumn } from './export-list.ts'
import { ListFilters, ListSort, listCustomers } from './list.ts'
import { placeOf } from './place.ts'
import { CustomerRow, Found, Maybe } from './schemas.ts'
import { searchCustomers } from './search.ts'

const tags = ['customers']
const ANY = EXPORT_COLUMNS.join('|')

export const findRoutes: Routes = async (app) => {
  app.get(
    '/customers/search',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'searchCustomers',
        summary: 'Find a customer by card, phone, last four digits, e-mail or name',
        tags,
        querystring: Type.Object({
          q: Type.String({ maxLength: 200 }),
          store_id: Type.Optional(Id),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
        }),
        response: { 200: Type.Object({ items: Type.Array(Found), duration_ms: Type.Number() }) },
      },
    },
    (request) => {
      const { q, store_id, limit } = request.query
      return request.inTenant(
        (ctx) =>
          searchCustomers(ctx, {
            q,
            limit,
            store_id: store_id ?? placeOf(request.principal).store_id,
          }) as never,
      )
    },
  )

  app.get(
    '/customers',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listCustomers',
        summary: 'Customers by filter, in order, page by page',
        tags,
        querystring: Type.Object({ ...PageQuery, ...ListFilters, ...ListSort }),
        response: {
          200: Type.Object({
            items: Type.Array(CustomerRow),
            next_cursor: Maybe(Type.String()),
            total: Type.Optional(Type.Integer()),
          }),
        },
      },
    },
    (request) =>
      request.inTenant((ctx) => listCustomers(ctx, request.query, storesOf(request.principal)) as never),
  )

  app.get(
    '/customers/export',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'exportCustomers',
        summary: 'The same list as a file; written down in the journal',
        tags,
        // Several columns with commas between them, in their order; none is all.
        querystring: Type.Object({
          ...ListFilters,
          ...ListSort,
          columns: Type.Optional(Type.String({ maxLength: 200, pattern: `^(${ANY})(,(${ANY}))*$` })),
        }),
        produces: ['text/csv'],
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const stores = storesOf(request.principal)
      const { columns, ...filters } = request.query
      const chosen = columns?.split(',') as ExportColumn[] | undefined
      // Written down first, and kept even when the reader hangs up half way.
      await request.inTenant((ctx) =>
        audit(ctx, request, {
          action: 'customers.exported',
          details: { filters: Object.keys(filters), ...(columns && { columns }) },
        }),
      )
      const rows = new PassThrough()
      void request
        .inTenant((ctx) => pipeline(writeList(ctx, filters, stores, request.language, chosen), rows))
        .catch((error) => rows.destroy(error))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="clients.csv"')
        .send(rows)
    },
  )
}
