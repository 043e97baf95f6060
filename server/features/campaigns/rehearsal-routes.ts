import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { following } from '../../platform/follow.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { askRehearsal, cancelRehearsal, getRehearsal, readLines, rehearsalOf } from './ask-rehearsal.ts'
import type { Codes } from '../vouchers/codes.ts'
import { byOf } from './caller.ts'
import { previewFor } from './preview.ts'
import { findPlace } from './queries.ts'
import { LineShown, Maybe, RehearsalShown } from './schemas.ts'
import { lineOf } from './show.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing', 'store_manager'] as const }
const tags = ['campaigns']
const params = Type.Object({ campaign_id: Id, rehearsal_id: Id })
const response = { 200: RehearsalShown, '4xx': Problem }
const UNDER_WAY = ['waiting', 'running']
const path = '/campaigns/:campaign_id/rehearsals/:rehearsal_id'

export const rehearsalRoutes =
  (codes: Codes): Routes =>
  async (app) => {
    app.put(
      path,
      {
        config,
        schema: {
          operationId: 'rehearseCampaign',
          summary: 'Go through the campaign for everybody without sending anything; once per id',
          tags,
          params,
          response,
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) => rehearsalOf(await askRehearsal(ctx, request.params, byOf(request))) as never,
        ),
    )

    app.get(
      path,
      {
        config,
        schema: {
          operationId: 'getCampaignRehearsal',
          summary: 'How far a rehearsal is, and what it found',
          tags,
          params,
          response,
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) => rehearsalOf(await getRehearsal(ctx, request.params, byOf(request))) as never,
        ),
    )

    app.put(
      `${path}/cancellation`,
      {
        config,
        schema: {
          operationId: 'cancelCampaignRehearsal',
          summary: 'Call off a rehearsal under way',
          tags,
          params,
          response,
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) => rehearsalOf(await cancelRehearsal(ctx, request.params, byOf(request))) as never,
        ),
    )

    app.get(
      `${path}/people`,
      {
        config,
        schema: {
          operationId: 'listCampaignRehearsalPeople',
          summary: 'Who would get what by which channel, who would not and why',
          tags,
          params,
          querystring: Type.Object(
            {
              cursor: Type.Optional(Id),
              limit: PageQuery.limit,
              outcome: Type.Optional(
                Type.Union([Type.Literal('go'), Type.Literal('control'), Type.Literal('held')]),
              ),
              code: Type.Optional(Type.String({ maxLength: 40 })),
              channel: Type.Optional(Type.String({ maxLength: 20 })),
            },
            closed,
          ),
          response: {
            200: Type.Object({ items: Type.Array(LineShown), next_cursor: Maybe(Id) }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { shop_zone } = await findPlace(ctx)
          const { items, next_cursor } = await readLines(ctx, request.params, request.query, byOf(request))
          return {
            items: items.map((line) => lineOf(line, request.language, shop_zone)),
            next_cursor,
          } as never
        }),
    )

    app.get(
      `${path}/events`,
      {
        config,
        schema: {
          operationId: 'followCampaignRehearsal',
          summary: 'How far a rehearsal is, as server-sent events',
          tags,
          params,
          produces: ['text/event-stream'],
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const read = () =>
          request.inTenant(async (ctx) => {
            const rehearsal = await getRehearsal(ctx, request.params, byOf(request))
            return { told: rehearsalOf(rehearsal), is_over: !UNDER_WAY.includes(rehearsal.state) }
          })
        await read()
        const gone = () => request.raw.destroyed && reply.raw.destroyed
        return reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          .send(Readable.from(following(read, gone)))
      },
    )

    app.get(
      '/campaigns/:campaign_id/previews/:customer_id',
      {
        config,
        schema: {
          operationId: 'previewCampaignMessage',
          summary: 'What one person will read, as it would leave now',
          tags,
          params: Type.Object({ campaign_id: Id, customer_id: Id }),
          response: {
            200: Type.Object({
              channel: Type.String(),
              subject: Maybe(Type.String()),
              text: Type.String(),
              html: Maybe(Type.String()),
              /** Names of what is not known of this person: with any, nothing is sent to them. */
              missing: Type.Array(Type.String()),
            }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) =>
            (await previewFor(
              ctx,
              codes,
              { ...request.params, language: request.language },
              byOf(request),
            )) as never,
        ),
    )
  }
