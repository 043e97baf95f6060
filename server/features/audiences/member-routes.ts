import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { describeFields, describeSuggestions } from './describe.ts'
import { explainMembership } from './explain.ts'
import { writeMembers } from './export.ts'
import { listChoices, NAMED_CHOICES } from './names.ts'
import { readDays, readMembers, readOverlap, seeAudience } from './read.ts'
import { Choice, Day, Explanation, FieldDescribed, Overlap, Person, SuggestionSchema } from './schemas.ts'

const closed = { additionalProperties: false }
const tags = ['audiences']
const readers = { may: ['owner', 'marketing', 'service', 'store_manager'] } as const
const params = Type.Object({ audience_id: Id })

/** Who is in, why, since when; and what a builder needs to know. A store sees its own customers only. */
export const audienceMemberRoutes: Routes = async (app) => {
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
  app.get(
    '/audiences/:audience_id/members/:customer_id',
    {
      config: readers,
      schema: {
        operationId: 'explainAudienceMember',
        summary: 'Why a customer is in an audience or not: each condition with its figure',
        tags,
        params: Type.Object({ audience_id: Id, customer_id: Id }),
        response: { 200: Explanation, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        explainMembership(ctx, {
          ...request.params,
          language: request.language,
          stores: storesOf(request.principal),
        }),
      ),
  )
  app.get(
    '/audiences/:audience_id/export',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'exportAudience',
        summary: 'Who is in an audience as a file; written down in the journal',
        tags,
        params,
        produces: ['text/csv'],
        response: { 200: Type.Any(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { audience_id } = request.params
      const stores = storesOf(request.principal)
      // Written down first, and kept even when the reader hangs up half way.
      await request.inTenant(async (ctx) => {
        await seeAudience(ctx, audience_id)
        await audit(ctx, request, { action: 'audience.exported', subject: audience_id })
      })
      const rows = new PassThrough()
      void request
        .inTenant((ctx) => pipeline(writeMembers(ctx, audience_id, stores, request.language), rows))
        .catch((error) => rows.destroy(error))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="groupe.csv"')
        .send(rows)
    },
  )
  app.get(
    '/audiences/:audience_id/days',
    {
      config: readers,
      schema: {
        operationId: 'listAudienceDays',
        summary: 'Who came and went by day, of the last 90 days that changed something',
        tags,
        params,
        response: { 200: Type.Object({ items: Type.Array(Day) }), '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readDays(ctx, request.params.audience_id)),
  )
  app.get(
    '/audiences/:audience_id/overlap',
    {
      config: readers,
      schema: {
        operationId: 'overlapAudiences',
        summary: 'How many are in both of two audiences, and in either alone',
        tags,
        params,
        querystring: Type.Object({ with: Id }, closed),
        response: { 200: Overlap, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readOverlap(ctx, request.params.audience_id, request.query.with)),
  )
  app.get(
    '/audience-fields',
    {
      config: readers,
      schema: {
        operationId: 'listAudienceFields',
        summary: 'What can be asked of people, in the reader’s language',
        tags,
        response: { 200: Type.Object({ items: Type.Array(FieldDescribed) }), '4xx': Problem },
      },
    },
    async (request) => ({ items: describeFields(request.language) }),
  )
  app.get(
    '/audience-choices',
    {
      config: readers,
      schema: {
        operationId: 'listAudienceChoices',
        summary: 'What a condition may name: stores, products, tiers…',
        tags,
        querystring: Type.Object(
          {
            of: Type.Union(NAMED_CHOICES.map((name) => Type.Literal(name))),
            q: Type.Optional(Type.String({ maxLength: 100 })),
            /** Only these values, with commas between them: for their names. */
            only: Type.Optional(Type.String({ maxLength: 8000 })),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(Choice) }), '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { of, q = '', only } = request.query
        return { items: await listChoices(ctx, of, { q, ...(only && { only: only.split(',') }) }) }
      }),
  )
  app.get(
    '/audience-suggestions',
    {
      config: readers,
      schema: {
        operationId: 'listAudienceSuggestions',
        summary: 'Audiences to begin with',
        tags,
        response: { 200: Type.Object({ items: Type.Array(SuggestionSchema) }), '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({ items: await describeSuggestions(ctx, request.language) })),
  )
}
