import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { mayCall } from '../../platform/access.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from '../customers/callers.ts'
import { closeClub, joinClub, leaveClub, readClub, readClubsOf, writeClub } from './actions.ts'
import { findClub, listClubs, listMembers } from './queries.ts'
import { refuse } from './refusals.ts'
import { answerForClub, askForClub, waitingFor } from './requests.ts'
import {
  Answer,
  Answered,
  Asked,
  Club,
  ClubInFull,
  ClubInList,
  ClubsOf,
  ClubWish,
  Members,
  Waiting,
} from './schemas.ts'

const tags = ['clubs']
const closed = { additionalProperties: false }
const params = Type.Object({ club_id: Id })
const member = Type.Object({ club_id: Id, customer_id: Id })

/** A seller writes down what a customer chose; the office may put anybody in. */
const howOf = ({ principal }: FastifyRequest) => (mayCall(OFFICE, principal) ? 'hand' : 'choice')

async function pageOfMembers(ctx: Context, club_id: string, cursor: string | undefined, limit = 50) {
  if (!(await findClub(ctx, club_id))) throw refuse('club_not_found')
  const rows = await listMembers(ctx, club_id, cursor ? readCursor(cursor) : null, limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items, next_cursor: last && writeCursor(last.joined_at, last.membership_id) }
}

export const clubRoutes: Routes = async (app) => {
  app.get(
    '/clubs',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'listClubs',
        summary: 'The clubs of the shop, with how many are in and how many wait',
        tags,
        response: { 200: Type.Object({ items: Type.Array(ClubInList) }) },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listClubs(ctx) })),
  )
  app.get(
    '/clubs/:club_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'readClub',
        summary: 'One club, with what the programme gives to its members',
        tags,
        params,
        response: { 200: ClubInFull, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readClub(ctx, request.params.club_id)),
  )
  app.put(
    '/clubs/:club_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writeClub',
        summary: 'Write a club whole',
        tags,
        params,
        body: ClubWish,
        response: { 200: Club, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => writeClub(ctx, { ...request.params, ...request.body })),
  )
  app.delete(
    '/clubs/:club_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'endClub',
        summary: 'End a club: its members are let go',
        tags,
        params,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => closeClub(ctx, request.params.club_id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/clubs/:club_id/members',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listClubMembers',
        summary: 'Who is in a club, newest first',
        tags,
        params,
        querystring: Type.Object(PageQuery, closed),
        response: { 200: Members },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        pageOfMembers(ctx, request.params.club_id, request.query.cursor, request.query.limit),
      ),
  )
  app.put(
    '/clubs/:club_id/members/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'joinClub',
        summary: 'Put a customer in a club; at the till only in those joined by choice',
        tags,
        params: member,
        response: { 200: ClubsOf, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await joinClub(ctx, { ...request.params, how: howOf(request) })
        return readClubsOf(ctx, request.params.customer_id)
      }),
  )
  app.delete(
    '/clubs/:club_id/members/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'leaveClub',
        summary: 'Take a customer out of a club',
        tags,
        params: member,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => leaveClub(ctx, { ...request.params, how: howOf(request) }))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/customers/:customer_id/clubs',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'listClubsOfCustomer',
        summary: 'A customer’s clubs, those they left, and what waits for an answer',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: { 200: ClubsOf, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readClubsOf(ctx, request.params.customer_id)),
  )
}

export const clubRequestRoutes: Routes = async (app) => {
  app.get(
    '/clubs/:club_id/requests',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listClubRequests',
        summary: 'Who asks to be in a club or was invited, and waits',
        tags,
        params,
        response: { 200: Waiting },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await waitingFor(ctx, request.params.club_id) })),
  )
  app.put(
    '/clubs/:club_id/requests/:request_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'askForClub',
        summary: 'Write down that a customer asks to be in a club, or invite them',
        tags,
        params: Type.Object({ club_id: Id, request_id: Id }),
        body: Type.Object({ customer_id: Id, kind: Asked.properties.kind }, closed),
        response: { 200: Asked, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => askForClub(ctx, { ...request.params, ...request.body })),
  )
  app.put(
    '/clubs/:club_id/requests/:request_id/answer',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'answerClubRequest',
        summary: 'Say yes or no to a request, or take an invitation back',
        tags,
        params: Type.Object({ club_id: Id, request_id: Id }),
        body: Type.Object({ answer: Answer }, closed),
        response: { 200: Answered, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant((ctx) =>
        answerForClub(ctx, {
          request_id: request.params.request_id,
          answer: request.body.answer,
          by: 'shop',
        }),
      ),
  )
}
