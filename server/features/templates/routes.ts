import { Type, type Static } from 'typebox'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { archiveTemplate, putInService, readTemplateRow, readVersion, writeTemplate } from './actions.ts'
import { listTemplates, listVersions, type TemplateRow } from './queries.ts'
import { refuseWhenAwaited } from './uses.ts'
import { closed, Content, oneOf, TemplateChannel, TemplateLanguage, TemplatePurpose } from './schemas.ts'

const tags = ['templates']
const params = Type.Object({ template_id: Id })
const version = Type.Object({
  template_id: Id,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
})
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(one: T) => Type.Union([one, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 120 })

const Listed = {
  template_id: Id,
  channel: TemplateChannel,
  purpose: TemplatePurpose,
  name: Name,
  draft_at: Moment,
  draft_by: Type.String(),
  last_version: Type.Integer({ description: '0: never put in service' }),
  created_at: Moment,
  archived_at: orNull(Moment),
}
const TemplateInList = Type.Object({ ...Listed, languages: Type.Array(TemplateLanguage) })
const Template = Type.Object({ ...Listed, draft: Content })
const VersionInList = Type.Object({ version: Type.Integer(), written_by: Type.String(), written_at: Moment })
const Version = Type.Object({
  template_id: Id,
  version: Type.Integer(),
  content: Content,
  written_at: Moment,
})

const shown = (row: TemplateRow) => row as TemplateRow & Static<typeof Template>

async function pageOf(
  ctx: Context,
  query: { channel?: TemplateChannel; show?: 'open' | 'archived'; cursor?: string; limit?: number },
) {
  const { channel = null, show = 'open', cursor, limit = 50 } = query
  const before = cursor ? readCursor(cursor) : null
  const found = await listTemplates(ctx, { channel, archived: show === 'archived', before }, limit + 1)
  const items = found.slice(0, limit) as (Static<typeof TemplateInList> & { draft_at: Date })[]
  const last = found.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.draft_at, last.template_id) }
}

export const templateRoutes =
  (public_url: string): Routes =>
  async (app) => {
    app.get(
      '/templates',
      {
        config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
        schema: {
          operationId: 'listTemplates',
          summary: 'Templates of messages, those changed last first',
          tags,
          querystring: Type.Object(
            {
              channel: Type.Optional(TemplateChannel),
              show: Type.Optional(oneOf('open', 'archived')),
              ...PageQuery,
            },
            closed,
          ),
          response: {
            200: Type.Object({ items: Type.Array(TemplateInList), next_cursor: orNull(Type.String()) }),
          },
        },
      },
      (request) => request.inTenant((ctx) => pageOf(ctx, request.query)),
    )
    app.get(
      '/templates/:template_id',
      {
        config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
        schema: {
          operationId: 'readTemplate',
          summary: 'One template with its draft',
          tags,
          params,
          response: { 200: Template, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => shown(await readTemplateRow(ctx, request.params.template_id))),
    )
    app.put(
      '/templates/:template_id',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'writeTemplate',
          summary: 'Write the draft of a template whole; nobody is sent it before it is put in service',
          tags,
          params,
          body: Type.Object(
            { name: Name, channel: TemplateChannel, purpose: TemplatePurpose, draft: Content },
            closed,
          ),
          response: { 200: Template, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) =>
          shown(await writeTemplate(ctx, { ...request.params, ...request.body })),
        ),
    )
    app.put(
      '/templates/:template_id/archiving',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'archiveTemplate',
          summary: 'Put a template away: nothing new is made with it, what runs goes on',
          tags,
          params,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        await request.inTenant(async (ctx) => {
          await refuseWhenAwaited(ctx, request.params.template_id)
          await archiveTemplate(ctx, request.params.template_id, true)
        })
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/templates/:template_id/archiving',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'unarchiveTemplate',
          summary: 'Bring a template back',
          tags,
          params,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => archiveTemplate(ctx, request.params.template_id, false))
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/templates/:template_id/versions',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'listTemplateVersions',
          summary: 'What was put in service, newest first',
          tags,
          params,
          querystring: Type.Object(
            {
              before: Type.Optional(Type.Integer({ minimum: 1 })),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
            },
            closed,
          ),
          response: { 200: Type.Object({ items: Type.Array(VersionInList) }), '4xx': Problem },
        },
      },
      ({ inTenant, params: { template_id }, query: { before = 2_000_000_000, limit = 50 } }) =>
        inTenant(async (ctx) => {
          await readTemplateRow(ctx, template_id)
          return { items: await listVersions(ctx, template_id, before, limit) }
        }),
    )
    app.get(
      '/templates/:template_id/versions/:version',
      {
        config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
        schema: {
          operationId: 'readTemplateVersion',
          summary: 'One version as it was written',
          tags,
          params: version,
          response: { 200: Version, '4xx': Problem },
        },
      },
      ({ inTenant, params: asked }) =>
        inTenant(
          async (ctx) =>
            (await readVersion(ctx, asked.template_id, asked.version)) as Static<typeof Version> & {
              written_at: Date
            },
        ),
    )
    app.put(
      '/templates/:template_id/versions/:version',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'putTemplateInService',
          summary: 'Put the draft in service under the next number; it never changes after',
          tags,
          params: version,
          response: { 200: Version, '4xx': Problem },
        },
      },
      ({ inTenant, params: asked }) =>
        inTenant(
          async (ctx) =>
            (await putInService(ctx, public_url, asked.template_id, asked.version)) as Static<
              typeof Version
            > & {
              written_at: Date
            },
        ),
    )
  }
