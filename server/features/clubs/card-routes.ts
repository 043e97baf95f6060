/** What the holder of a card does with clubs: joins, leaves, asks, answers. Every route acts on their own card. */
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { joinClub, leaveClub } from './actions.ts'
import { clubsForCard } from './card.ts'
import { answerForClub, askForClub } from './requests.ts'
import { Answer, CardClubs } from './schemas.ts'

const tags = ['card']
const config = { may: ['customer'] } as const
const closed = { additionalProperties: false }
const params = Type.Object({ club_id: Id })
const response = { 200: CardClubs, '4xx': Problem }

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

export const cardClubRoutes: Routes = async (app) => {
  app.put(
    '/card/clubs/:club_id/membership',
    {
      config,
      schema: { operationId: 'joinClubByCard', summary: 'Join a club', tags, params, response },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await joinClub(ctx, { ...request.params, customer_id: mine(request), how: 'choice' })
        return clubsForCard(ctx, mine(request))
      }),
  )
  app.delete(
    '/card/clubs/:club_id/membership',
    {
      config,
      schema: { operationId: 'leaveClubByCard', summary: 'Leave a club', tags, params, response },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await leaveClub(ctx, { ...request.params, customer_id: mine(request), how: 'choice' })
        return clubsForCard(ctx, mine(request))
      }),
  )
  app.put(
    '/card/clubs/:club_id/requests/:request_id',
    {
      config,
      schema: {
        operationId: 'askForClubByCard',
        summary: 'Ask to be in a club',
        tags,
        params: Type.Object({ club_id: Id, request_id: Id }),
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await askForClub(ctx, { ...request.params, customer_id: mine(request), kind: 'request' })
        return clubsForCard(ctx, mine(request))
      }),
  )
  app.put(
    '/card/clubs/:club_id/requests/:request_id/answer',
    {
      config,
      schema: {
        operationId: 'answerClubByCard',
        summary: 'Answer an invitation, or take a request back',
        tags,
        params: Type.Object({ club_id: Id, request_id: Id }),
        body: Type.Object({ answer: Answer }, closed),
        response,
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { request_id } = request.params
        const customer_id = mine(request)
        await answerForClub(ctx, { request_id, answer: request.body.answer, by: 'customer', customer_id })
        return clubsForCard(ctx, customer_id)
      }),
  )
}
