import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from '../customers/callers.ts'
import { listPeople, readFigures } from './figures.ts'
import { grant, takeGrantBack } from './grants.ts'
import { readTiers } from './read-tiers.ts'
import { Figures, GrantBody, LadderId, PeopleOnLadder, TiersOfPerson } from './schemas.ts'

const tags = ['tiers']
const closed = { additionalProperties: false }

const nameOf = ({ principal }: FastifyRequest) => ('name' in principal ? principal.name : 'API')

export const tierRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id/tiers',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'readTiersOfCustomer',
        summary: 'Where a customer stands on every ladder, what is missing and what keeps it',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: { 200: TiersOfPerson, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({
        items: await readTiers(ctx, request.params.customer_id, request.language),
      })),
  )
  const params = Type.Object({ customer_id: Id, ladder_id: LadderId })
  app.put(
    '/customers/:customer_id/tiers/:ladder_id/grant',
    {
      config: { may: ['owner', 'service'] },
      schema: {
        operationId: 'grantTier',
        summary: 'Give a tier by hand: a floor, until a day or until it is taken back',
        tags,
        params,
        body: GrantBody,
        response: { 200: TiersOfPerson, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id, ladder_id } = request.params
        await grant(ctx, { ...request.params, ...request.body, by: nameOf(request) })
        const { tier_id, until = null } = request.body
        const subject = `customer:${customer_id}`
        await audit(ctx, request, { action: 'tier.granted', subject, details: { ladder_id, tier_id, until } })
        return { items: await readTiers(ctx, customer_id, request.language) }
      }),
  )
  app.delete(
    '/customers/:customer_id/tiers/:ladder_id/grant',
    {
      config: { may: ['owner', 'service'] },
      schema: {
        operationId: 'takeTierGrantBack',
        summary: 'Take back a tier that was given by hand; what was earned stays',
        tags,
        params,
        response: { 200: TiersOfPerson, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id, ladder_id } = request.params
        await takeGrantBack(ctx, customer_id, ladder_id)
        const subject = `customer:${customer_id}`
        await audit(ctx, request, { action: 'tier.grant_ended', subject, details: { ladder_id } })
        return { items: await readTiers(ctx, customer_id, request.language) }
      }),
  )
  app.get(
    '/tiers/:ladder_id/figures',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'readTierFigures',
        summary: 'How many have which tier, how that moved over a year, and who loses theirs next',
        tags,
        params: Type.Object({ ladder_id: LadderId }),
        response: { 200: Figures, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readFigures(ctx, request.params.ladder_id)),
  )
  app.get(
    '/tiers/:ladder_id/people',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listPeopleOnLadder',
        summary: 'People on a ladder by what counts, most first: of a tier, near it, or whose tier ends soon',
        tags,
        params: Type.Object({ ladder_id: LadderId }),
        querystring: Type.Object(
          {
            ...PageQuery,
            tier_id: Type.Optional(Type.String({ maxLength: 40 })),
            who: Type.Optional(Type.Unsafe<'near' | 'ending'>({ type: 'string', enum: ['near', 'ending'] })),
          },
          closed,
        ),
        response: { 200: PeopleOnLadder, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => listPeople(ctx, { ...request.params, ...request.query })),
  )
}
