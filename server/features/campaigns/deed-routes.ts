/** Rehearsing, approving, launching, pausing, stopping; and how far it is. */
import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { following } from '../../platform/follow.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { getCampaign, launchCampaign, pauseCampaign, resumeCampaign, stopCampaign } from './actions.ts'
import { askApproval, decideOnApproval } from './approve-campaign.ts'
import { byOf } from './caller.ts'
import { readProgress, type Seen } from './progress.ts'
import { CampaignWhole, Maybe, ProgressShown } from './schemas.ts'
import { wholeOf } from './show.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing', 'store_manager'] as const }
const tags = ['campaigns']
const params = Type.Object({ campaign_id: Id })
const response = { 200: CampaignWhole, '4xx': Problem }
/** In these nothing moves any more. */
const OVER = ['sent', 'stopped', 'archived', 'draft', 'refused']

type Deed = typeof launchCampaign

export const campaignDeedRoutes: Routes = async (app) => {
  const deed = (
    method: 'PUT' | 'DELETE',
    noun: string,
    operationId: string,
    summary: string,
    act: Deed,
    action: string,
  ) =>
    app.route({
      method,
      url: `/campaigns/:campaign_id/${noun}`,
      config,
      schema: { operationId, summary, tags, params, response },
      handler: (request) =>
        request.inTenant(async (ctx) => {
          const { campaign_id } = request.params
          const done = await act(ctx, campaign_id, byOf(request))
          await audit(ctx, request, {
            action,
            subject: `campaign:${campaign_id}`,
            details: { name: done.name },
          })
          return (await wholeOf(ctx, done)) as never
        }),
    })
  deed('PUT', 'launch', 'launchCampaign', 'Let it go, once', launchCampaign, 'campaign.launched')
  deed('PUT', 'pause', 'pauseCampaign', 'Hold what has not left', pauseCampaign, 'campaign.paused')
  deed('DELETE', 'pause', 'resumeCampaign', 'Go on', resumeCampaign, 'campaign.resumed')
  deed(
    'PUT',
    'stop',
    'stopCampaign',
    'Stop for good: what has not left is called off and its vouchers taken back',
    stopCampaign,
    'campaign.stopped',
  )

  app.put(
    '/campaigns/:campaign_id/approvals/:approval_id',
    {
      config,
      schema: {
        operationId: 'askCampaignApproval',
        summary: 'Ask a second person’s yes to the campaign as it is written',
        tags,
        params: Type.Object({ campaign_id: Id, approval_id: Id }),
        response,
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) => (await wholeOf(ctx, await askApproval(ctx, request.params, byOf(request)))) as never,
      ),
  )

  app.put(
    '/campaigns/:campaign_id/approvals/:approval_id/decision',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'decideCampaignApproval',
        summary: 'A second person says yes or no',
        tags,
        params: Type.Object({ campaign_id: Id, approval_id: Id }),
        body: Type.Object(
          {
            outcome: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
            why: Maybe(Type.String({ maxLength: 500 })),
          },
          closed,
        ),
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { params: named, body } = request
        const done = await decideOnApproval(ctx, { ...named, ...body }, byOf(request))
        const subject = `campaign:${named.campaign_id}`
        await audit(ctx, request, {
          action: `campaign.${body.outcome}`,
          subject,
          details: { name: done.name },
        })
        return (await wholeOf(ctx, done)) as never
      }),
  )

  app.get(
    '/campaigns/:campaign_id/progress',
    {
      config,
      schema: {
        operationId: 'getCampaignProgress',
        summary: 'How far the sending is, and what limits it',
        tags,
        params,
        response: { 200: ProgressShown, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const campaign = await getCampaign(ctx, request.params.campaign_id, byOf(request))
        return (await readProgress(ctx, campaign)) as never
      }),
  )

  app.get(
    '/campaigns/:campaign_id/events',
    {
      config,
      schema: {
        operationId: 'followCampaign',
        summary: 'How far the sending is, as server-sent events',
        tags,
        params,
        produces: ['text/event-stream'],
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const seen: Seen = []
      const read = () =>
        request.inTenant(async (ctx) => {
          const campaign = await getCampaign(ctx, request.params.campaign_id, byOf(request))
          return { told: await readProgress(ctx, campaign, seen), is_over: OVER.includes(campaign.state) }
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
}
