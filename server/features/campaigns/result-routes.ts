import { Type } from 'typebox'
import { Id, Moment, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { getCampaign } from './actions.ts'
import { byOf } from './caller.ts'
import { findPlace } from './queries.ts'
import { readRecipients } from './recipients.ts'
import { readResults } from './results.ts'
import { LineShown, Maybe } from './schemas.ts'
import { lineOf } from './show.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing', 'store_manager'] as const }
const tags = ['campaigns']
const params = Type.Object({ campaign_id: Id })
const Count = Type.Integer()
const Cents = Type.Number()

const Interval = Maybe(Type.Object({ difference: Type.Number(), low: Type.Number(), high: Type.Number() }))
const Messages = {
  messages: Count,
  sent: Count,
  delivered: Count,
  opened: Count,
  clicked: Count,
  answered: Count,
  complained: Count,
  bounced: Count,
  message_cost_millicents: Count,
}
const Compared = {
  treated: Count,
  control: Count,
  buyers_treated: Count,
  buyers_control: Count,
  mean_treated_cents: Cents,
  mean_control_cents: Cents,
  spend: Interval,
  buyers: Interval,
  verdict: Type.String(),
}
const Part = Type.Object({ value: Type.String(), ...Messages, ...Compared })

const ResultsShown = Type.Object({
  window_days: Count,
  first_at: Maybe(Moment),
  ends_at: Maybe(Moment),
  is_final: Type.Boolean(),
  ...Messages,
  ...Compared,
  clicks: Count,
  unsubscribed: Count,
  vouchers: Type.Object({ given: Count, used: Count, captured_cents: Count, sales_cents: Count }),
  cost_millicents: Count,
  margin_basis_points: Count,
  gain: Maybe(
    Type.Object({
      sales_cents: Cents,
      sales_low_cents: Cents,
      sales_high_cents: Cents,
      net_cents: Cents,
      net_low_cents: Cents,
      net_high_cents: Cents,
    }),
  ),
  variants: Type.Array(Part),
  channels: Type.Array(Part),
  stores: Type.Array(Part),
  days: Type.Array(Type.Object({ day: Count, treated_cents: Cents, control_cents: Maybe(Cents) })),
})

export const campaignResultRoutes: Routes = async (app) => {
  app.get(
    '/campaigns/:campaign_id/results',
    {
      config,
      schema: {
        operationId: 'getCampaignResults',
        summary: 'What a campaign brought, against those who were held out, with the interval of 95 %',
        tags,
        params,
        response: { 200: ResultsShown, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(
        async (ctx) =>
          (await readResults(
            ctx,
            await getCampaign(ctx, request.params.campaign_id, byOf(request)),
          )) as never,
      ),
  )

  app.get(
    '/campaigns/:campaign_id/recipients',
    {
      config,
      schema: {
        operationId: 'listCampaignRecipients',
        summary: 'Whom it went to, who was held out or back and why',
        tags,
        params,
        querystring: Type.Object(
          {
            cursor: Type.Optional(Id),
            limit: PageQuery.limit,
            outcome: Type.Optional(
              Type.Union([
                Type.Literal('queued'),
                Type.Literal('control'),
                Type.Literal('held'),
                Type.Literal('cancelled'),
              ]),
            ),
          },
          closed,
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Intersect([
                LineShown,
                Type.Object({
                  occurrence: Type.String(),
                  state: Maybe(Type.String()),
                  sent_at: Maybe(Moment),
                }),
              ]),
            ),
            next_cursor: Maybe(Id),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await getCampaign(ctx, request.params.campaign_id, byOf(request))
        const { shop_zone } = await findPlace(ctx)
        const { items, next_cursor } = await readRecipients(ctx, request.params.campaign_id, request.query)
        return { items: items.map((line) => lineOf(line, request.language, shop_zone)), next_cursor } as never
      }),
  )
}
