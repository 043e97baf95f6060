import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { archiveAudience, restoreAudience, writeAudience } from './actions.ts'
import { liveCounts } from './count.ts'
import { copyAudience, freezeAudience, readAudienceFile } from './gather.ts'
import { readAudiences, showAudience } from './read.ts'
import { AudienceListed, AudienceWhole, Counted, Description, Name, RuleSchema } from './schemas.ts'

const closed = { additionalProperties: false }
const tags = ['audiences']
const writers = { may: ['owner', 'marketing'] } as const
const readers = { may: ['owner', 'marketing', 'service', 'store_manager'] } as const
const params = Type.Object({ audience_id: Id })
const whole = { 200: AudienceWhole, '4xx': Problem }
/** Base64 of a file of ten megabytes. */
const FILE_CHARACTERS_MAX = 14_000_000

/** Audiences themselves: written, counted, gathered, put away. */
export const audienceRoutes: Routes = async (app, { db }) => {
  const countLive = liveCounts(db)
  app.get(
    '/audiences',
    {
      config: readers,
      schema: {
        operationId: 'listAudiences',
        summary: 'Audiences, the newest first',
        tags,
        querystring: Type.Object({ ...PageQuery, archived: Type.Optional(Type.Boolean()) }, closed),
        response: {
          200: Type.Object({ items: Type.Array(AudienceListed), next_cursor: Maybe(Type.String()) }),
          '4xx': Problem,
        },
      },
    },
    (request) => request.inTenant((ctx) => readAudiences(ctx, request.query, request.language)),
  )
  app.put(
    '/audiences/:audience_id',
    {
      config: writers,
      schema: {
        operationId: 'writeAudience',
        summary: 'Write an audience that follows a rule',
        tags,
        params,
        body: Type.Object({ name: Name, description: Description, rule: RuleSchema }, closed),
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await writeAudience(ctx, { ...request.params, ...request.body })
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.get(
    '/audiences/:audience_id',
    {
      config: readers,
      schema: {
        operationId: 'readAudience',
        summary: 'One audience, with where it serves',
        tags,
        params,
        response: whole,
      },
    },
    (request) => request.inTenant((ctx) => showAudience(ctx, request.params.audience_id, request.language)),
  )
  const source = Type.Object({ audience_id: Id, source_id: Id })
  const named = Type.Object({ name: Name, description: Description }, closed)
  app.put(
    '/audiences/:audience_id/frozen-from/:source_id',
    {
      config: writers,
      schema: {
        operationId: 'freezeAudience',
        summary: 'Keep who is in an audience now, as an audience of its own',
        tags,
        params: source,
        body: named,
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await freezeAudience(ctx, { ...request.params, ...request.body })
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.put(
    '/audiences/:audience_id/copied-from/:source_id',
    {
      config: writers,
      schema: {
        operationId: 'copyAudience',
        summary: 'Begin an audience with the rule of another',
        tags,
        params: source,
        body: named,
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await copyAudience(ctx, { ...request.params, ...request.body })
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.put(
    '/audiences/:audience_id/file',
    {
      config: writers,
      bodyLimit: FILE_CHARACTERS_MAX + 10_000,
      schema: {
        operationId: 'writeAudienceFile',
        summary:
          'An audience of those whom a file names by e-mail, phone or card; the lines nobody answers to are told',
        tags,
        params,
        body: Type.Object(
          {
            name: Name,
            description: Description,
            file_name: Type.String({ minLength: 1, maxLength: 200 }),
            /** Base64. */
            content: Type.String({
              minLength: 1,
              maxLength: FILE_CHARACTERS_MAX,
              pattern: '^[A-Za-z0-9+/]+={0,2}$',
            }),
          },
          closed,
        ),
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const content = Buffer.from(request.body.content, 'base64')
        await readAudienceFile(ctx, { ...request.params, ...request.body, content })
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.put(
    '/audiences/:audience_id/archive',
    {
      config: writers,
      schema: {
        operationId: 'archiveAudience',
        summary: 'Archive an audience that serves nowhere',
        tags,
        params,
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await archiveAudience(ctx, request.params.audience_id)
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.delete(
    '/audiences/:audience_id/archive',
    {
      config: writers,
      schema: {
        operationId: 'restoreAudience',
        summary: 'Take an archived audience up again',
        tags,
        params,
        response: whole,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await restoreAudience(ctx, request.params.audience_id)
        return showAudience(ctx, request.params.audience_id, request.language)
      }),
  )
  app.post(
    '/audience-counts',
    {
      config: readers,
      schema: {
        operationId: 'countAudience',
        summary:
          'How many people a rule holds for, with some of them; given up after four seconds. Where 50,000 people or more are to be counted and it takes longer than a second, an estimate, said as such; `exact` asks for none',
        tags,
        body: Type.Object({ rule: RuleSchema, exact: Type.Optional(Type.Boolean()) }, closed),
        response: {
          200: Counted,
          '4xx': Problem,
          '5xx': Problem,
        },
      },
    },
    (request) => countLive(request, request.body, storesOf(request.principal)),
  )
}
