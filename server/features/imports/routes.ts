import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import type { Principal } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { SANDBOX } from '../../platform/headers.ts'
import { Id, PageQuery, type Routes } from '../../platform/http.ts'
import * as actions from './actions.ts'
import { FILE_BYTES_MAX } from './keep-file.ts'
import { Options } from './options.ts'
import { progressOf } from './progress.ts'
import { listImports, listNotTaken } from './queries.ts'
import { refusalsFile } from './refusals-file.ts'
import { detailsOf, ImportDetails, ImportSummary, summaryOf } from './show.ts'
import { receiveUpload } from './upload.ts'

const closed = { additionalProperties: false }
const params = Type.Object({ import_id: Id })
const tags = ['imports']
const may = ['owner', 'marketing'] as const
const config = { may }
const response = { 200: ImportDetails }
const Page = Type.Object({
  items: Type.Array(ImportSummary),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
})

const Change = Type.Object(
  {
    sheet: Type.Optional(Type.String({ maxLength: 200 })),
    columns: Type.Optional(
      Type.Array(
        Type.Object(
          {
            index: Type.Integer({ minimum: 0, maximum: 5000 }),
            field: Type.Optional(
              Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
                description: 'null leaves the column out',
              }),
            ),
            date_order: Type.Optional(Type.Union([Type.Literal('dmy'), Type.Literal('mdy'), Type.Null()])),
            decimal_mark: Type.Optional(Type.Union([Type.Literal(','), Type.Literal('.'), Type.Null()])),
          },
          closed,
        ),
        { maxItems: 500 },
      ),
    ),
    options: Type.Optional(Options),
  },
  closed,
)

export const nameOf = (principal: Principal): string =>
  principal.kind === 'staff' || principal.kind === 'user' ? principal.name : 'API'

type Deed = (ctx: Parameters<typeof actions.getImport>[0], import_id: string) => Promise<void>

/** Does it, writes down who did, and answers with the import as it then stands. */
function doing(action: string, deed: Deed) {
  return (request: FastifyRequest<{ Params: { import_id: string } }>) =>
    request.inTenant(async (ctx) => {
      const { import_id } = request.params
      await deed(ctx, import_id)
      await audit(ctx, request, { action, subject: `import:${import_id}` })
      return detailsOf(ctx, await actions.getImport(ctx, import_id)) as never
    })
}

export const importRoutes =
  ({ home }: Pick<Config, 'home'>): Routes =>
  async (app) => {
    // The file is streamed to the disk: it never stands in memory, and its size is bounded here.
    await app.register(multipart, {
      limits: { files: 1, fileSize: FILE_BYTES_MAX, fields: 5, fieldSize: 200, parts: 6 },
    })

    app.put(
      '/imports/:import_id',
      {
        config,
        bodyLimit: FILE_BYTES_MAX + 64 * 1024,
        schema: {
          operationId: 'uploadImport',
          summary: 'Send a file: a field kind (customers, products or sales) and a file, 500 MB at most',
          tags,
          params,
          consumes: ['multipart/form-data'],
          response,
        },
      },
      (request) => receiveUpload(request, home) as never,
    )

    app.get(
      '/imports',
      {
        config,
        schema: {
          operationId: 'listImports',
          summary: 'Imports, newest first',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: { 200: Page },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { cursor, limit = 50 } = request.query
          const last_read = cursor ? readCursor(cursor) : null
          const after = last_read && { created_at: last_read.at, import_id: last_read.id }
          const rows = await listImports(ctx, { ...(after && { after }), limit })
          const last = rows.length === limit ? rows.at(-1) : undefined
          return {
            items: rows.map(summaryOf),
            next_cursor: last ? writeCursor(last.created_at, last.import_id) : null,
          } as never
        }),
    )

    app.get(
      '/imports/:import_id',
      {
        config,
        schema: {
          operationId: 'getImport',
          summary: 'What was found, what will happen, what happened',
          tags,
          params,
          response,
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) => detailsOf(ctx, await actions.getImport(ctx, request.params.import_id)) as never,
        ),
    )

    app.patch(
      '/imports/:import_id',
      {
        config,
        schema: {
          operationId: 'changeImport',
          summary: 'Say what columns mean and how the file is taken in',
          tags,
          params,
          body: Change,
          response,
        },
      },
      (request) =>
        doing('import.changed', (ctx, import_id) =>
          actions.changeMapping(ctx, import_id, request.body as never),
        )(request as never),
    )

    const verbs = [
      [
        'PUT',
        'rehearsal',
        'rehearseImport',
        'Read the whole file and say what would happen; nothing is written',
        'import.rehearsed',
        actions.startRehearsal,
      ],
      ['PUT', 'run', 'runImport', 'Take the file in', 'import.started', actions.startRun],
      ['PUT', 'pause', 'pauseImport', 'Stop after the slice under way', 'import.paused', actions.pause],
      ['DELETE', 'pause', 'resumeImport', 'Go on where it stopped', 'import.resumed', actions.resume],
      [
        'PUT',
        'undo',
        'undoImport',
        'Take everything back that this import did',
        'import.undone',
        actions.startUndo,
      ],
    ] as const
    for (const [method, noun, operationId, summary, action, deed] of verbs)
      app.route({
        method,
        url: `/imports/:import_id/${noun}`,
        config,
        schema: { operationId, summary, tags, params, response },
        handler: doing(action, deed) as never,
      })

    app.get(
      '/imports/:import_id/progress',
      {
        config,
        schema: {
          operationId: 'followImport',
          summary: 'How far it is, as server-sent events',
          tags,
          params,
          produces: ['text/event-stream'],
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const read = () => request.inTenant((ctx) => actions.getImport(ctx, request.params.import_id))
        await read()
        const gone = () => request.raw.destroyed && reply.raw.destroyed
        return reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          .send(Readable.from(progressOf(read, gone)))
      },
    )

    app.get(
      '/imports/:import_id/refusals.csv',
      {
        config,
        schema: {
          operationId: 'getImportRefusals',
          summary: 'The rows that were not taken, as they came, with why',
          tags,
          params,
          querystring: Type.Object(
            {
              rehearsal: Type.Optional(
                Type.Boolean({
                  description: 'Those of the rehearsal. Default: those of the run, once there was one',
                }),
              ),
            },
            closed,
          ),
          produces: ['text/csv'],
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const { import_id } = request.params
        const row = await request.inTenant(async (ctx) => {
          const found = await actions.getImport(ctx, import_id)
          await audit(ctx, request, { action: 'import.refusals_read', subject: `import:${import_id}` })
          return found
        })
        const rehearsal = request.query.rehearsal ?? row.report.counts === undefined
        const read = (after: number, limit: number) =>
          request.inTenant((ctx) => listNotTaken(ctx, import_id, rehearsal, after, limit))
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="lignes-refusees.csv"')
          .header('content-security-policy', SANDBOX)
          .send(Readable.from(refusalsFile(row, request.language, read)))
      },
    )
  }
