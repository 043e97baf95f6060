/** Who did what, for the owner and the data-protection officer. Entries are added, never changed. */
import { Type } from 'typebox'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { Id, PageQuery, Time, type Routes } from '../../platform/http.ts'
import { listEntries } from './queries.ts'

const Entry = Type.Object({
  audit_id: Id,
  recorded_at: Time,
  actor: Type.String({ description: 'staff:…, key:…, device:…, customer:…, host or system' }),
  actor_name: Type.String(),
  action: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()]),
  details: Type.Record(Type.String(), Type.Unknown()),
  request_id: Type.Union([Type.String(), Type.Null()]),
})
const Word = Type.Optional(Type.String({ maxLength: 100 }))
const Page = Type.Object({ items: Type.Array(Entry), next_cursor: Type.Union([Type.String(), Type.Null()]) })

export const auditRoutes: Routes = async (app) => {
  app.get(
    '/audit',
    {
      config: { may: ['owner'] },
      schema: {
        operationId: 'listAudit',
        summary: 'Who did what, newest first',
        tags: ['audit'],
        querystring: Type.Object(
          { ...PageQuery, action: Word, subject: Word },
          { additionalProperties: false },
        ),
        response: { 200: Page },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { limit = 50, cursor, action, subject } = request.query
        const last_read = cursor ? readCursor(cursor) : null
        const wish = {
          limit: limit + 1,
          ...(last_read && { before: { recorded_at: last_read.at, audit_id: last_read.id } }),
          ...(action && { action }),
          ...(subject && { subject }),
        }
        const rows = await listEntries(ctx.tx, ctx.tenant_id, wish)
        const items = rows.slice(0, limit).map(({ staff_name, recorded_at, actor_name, ...entry }) => ({
          ...entry,
          actor_name: staff_name ?? actor_name,
          recorded_at: recorded_at.toISOString(),
        }))
        const last = items.at(-1)
        return {
          items,
          next_cursor:
            rows.length > limit && last ? writeCursor(new Date(last.recorded_at), last.audit_id) : null,
        }
      }),
  )
}
