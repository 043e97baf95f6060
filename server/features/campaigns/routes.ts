import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { archiveCampaign, getCampaign, readCampaigns, saveCampaign } from './actions.ts'
import { byOf } from './caller.ts'
import { readCalendar } from './calendar.ts'
import { findTerms, saveTerms } from './queries.ts'
import { CalendarShown, CampaignShown, CampaignWhole, Maybe } from './schemas.ts'
import { campaignOf, wholeOf } from './show.ts'
import { CampaignWish, TermsWish } from './wish.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing', 'store_manager'] as const }
const office = { may: ['owner', 'marketing'] as const }
const tags = ['campaigns']
const params = Type.Object({ campaign_id: Id })
const response = { 200: CampaignWhole, '4xx': Problem }

export const campaignRoutes: Routes = async (app) => {
  app.get(
    '/campaigns',
    {
      config,
      schema: {
        operationId: 'listCampaigns',
        summary: 'Campaigns, newest first; a manager of stores sees those of their stores',
        tags,
        querystring: Type.Object({ ...PageQuery, archived: Type.Optional(Type.Boolean()) }, closed),
        response: {
          200: Type.Object({ items: Type.Array(CampaignShown), next_cursor: Maybe(Type.String()) }),
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { items, next_cursor } = await readCampaigns(ctx, request.query, byOf(request))
        return { items: items.map(campaignOf), next_cursor } as never
      }),
  )

  app.get(
    '/campaigns/:campaign_id',
    {
      config,
      schema: {
        operationId: 'getCampaign',
        summary: 'A campaign with what was done to it and what may be done now',
        tags,
        params,
        response,
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) =>
          (await wholeOf(ctx, await getCampaign(ctx, request.params.campaign_id, byOf(request)))) as never,
      ),
  )

  app.put(
    '/campaigns/:campaign_id',
    {
      config,
      schema: {
        operationId: 'putCampaign',
        summary: 'Write a campaign, or its next wording; the same words again change nothing',
        tags,
        params,
        querystring: Type.Object({ known_version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
        body: CampaignWish,
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { campaign_id } = request.params
        const wish = { campaign_id, plan: request.body, ...request.query }
        return (await wholeOf(ctx, await saveCampaign(ctx, wish, byOf(request)))) as never
      }),
  )

  app.put(
    '/campaigns/:campaign_id/archival',
    {
      config,
      schema: { operationId: 'archiveCampaign', summary: 'Put a campaign away', tags, params, response },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const done = await archiveCampaign(ctx, request.params.campaign_id, true, byOf(request))
        return (await wholeOf(ctx, done)) as never
      }),
  )

  app.delete(
    '/campaigns/:campaign_id/archival',
    {
      config,
      schema: {
        operationId: 'unarchiveCampaign',
        summary: 'Take a campaign out again',
        tags,
        params,
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const done = await archiveCampaign(ctx, request.params.campaign_id, false, byOf(request))
        return (await wholeOf(ctx, done)) as never
      }),
  )

  app.get(
    '/campaign-calendar/:month',
    {
      config,
      schema: {
        operationId: 'getCampaignCalendar',
        summary: 'What went out and what is to go on each day of a month, with how many people it is for',
        tags,
        params: Type.Object({ month: Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$' }) }),
        response: { 200: CalendarShown, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) => (await readCalendar(ctx, request.params.month, byOf(request))) as never,
      ),
  )

  app.get(
    '/campaign-terms',
    {
      config,
      schema: {
        operationId: 'getCampaignTerms',
        summary: 'What headquarters allows stores, and who is never written to for comparison',
        tags,
        response: { 200: TermsWish },
      },
    },
    (request) => request.inTenant(findTerms),
  )

  app.put(
    '/campaign-terms',
    {
      config: office,
      schema: {
        operationId: 'putCampaignTerms',
        summary: 'Set what stores may do by themselves',
        tags,
        body: TermsWish,
        response: { 200: TermsWish, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await saveTerms(ctx, request.body)
        await audit(ctx, request, { action: 'campaign_terms.changed', details: request.body })
        return findTerms(ctx)
      }),
  )
}
