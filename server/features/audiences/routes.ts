import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { archiveAudience, readAudience, restoreAudience, writeAudience } from './actions.ts'
import { countLive } from './count.ts'
import { readAudiences, readMembers } from './read.ts'

const closed = { additionalProperties: false }
const tags = ['audiences']
const writers = { may: ['owner', 'marketing'] } as const
const readers = { may: ['owner', 'marketing', 'service', 'store_manager'] } as const
const params = Type.Object({ audience_id: Id })
const Rule = Type.Unsafe<object>({ type: 'object', additionalProperties: true })
const Audience = Type.Object({
  audience_id: Id,
  name: Type.String(),
  description: Type.String(),
  kind: Type.Union([Type.Literal('rule'), Type.Literal('frozen'), Type.Literal('file')]),
  rule: Maybe(Rule),
  source_id: Maybe(Type.String()),
  file: Maybe(Type.Unsafe<object>({ type: 'object', additionalProperties: true })),
  created_at: Moment,
  updated_at: Moment,
  judged_at: Maybe(Moment),
  archived_at: Maybe(Moment),
  members: Type.Integer(),
})
const Use = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
const AudienceWhole = Type.Interface([Audience], { used_by: Type.Array(Use) })
const Person = {
  customer_id: Id,
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  home_store_id: Maybe(Type.String()),
}

export const audienceRoutes: Routes = async (app, { db }) => {
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
          200: Type.Object({
            items: Type.Array(Type.Interface([Audience], { days: Type.Array(Type.Integer()) })),
            next_cursor: Maybe(Type.String()),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) => request.inTenant((ctx) => readAudiences(ctx, request.query)),
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
        body: Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 120 }),
            description: Type.Optional(Type.String({ maxLength: 1000 })),
            rule: Rule,
          },
          closed,
        ),
        response: { 200: AudienceWhole, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await writeAudience(ctx, { ...request.params, ...request.body })
        return readAudience(ctx, request.params.audience_id)
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
        response: { 200: AudienceWhole, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readAudience(ctx, request.params.audience_id)),
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
        response: { 200: AudienceWhole, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await archiveAudience(ctx, request.params.audience_id)
        return readAudience(ctx, request.params.audience_id)
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
        response: { 200: AudienceWhole, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await restoreAudience(ctx, request.params.audience_id)
        return readAudience(ctx, request.params.audience_id)
      }),
  )
  app.get(
    '/audiences/:audience_id/members',
    {
      config: readers,
      schema: {
        operationId: 'listAudienceMembers',
        summary: 'Who is in an audience, the newest first; a store sees its own customers',
        tags,
        params,
        querystring: Type.Object(PageQuery, closed),
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ ...Person, entered_at: Moment })),
            next_cursor: Maybe(Type.String()),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        readMembers(ctx, { ...request.params, ...request.query, stores: storesOf(request.principal) }),
      ),
  )
  app.post(
    '/audience-counts',
    {
      config: readers,
      schema: {
        operationId: 'countAudience',
        summary: 'How many people a rule holds for, with some of them; given up after four seconds',
        tags,
        body: Type.Object({ rule: Rule }, closed),
        response: {
          200: Type.Object({
            count: Type.Integer(),
            of: Type.Integer(),
            sample: Type.Array(Type.Object(Person)),
          }),
          '4xx': Problem,
          '5xx': Problem,
        },
      },
    },
    (request) => countLive(request, db, request.body.rule, storesOf(request.principal)),
  )
}
