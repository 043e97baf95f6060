import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { settingsOf } from '../tenants/settings.ts'
import { leaveHousehold, readHousehold, readHouseholdOf, saveHousehold } from './actions.ts'
import { joinAccounts, partAccounts } from './join-accounts.ts'

const MAY = ['owner', 'service', 'store_manager'] as const
const tags = ['households']
const closed = { additionalProperties: false }
const Name = Type.Union([Type.String(), Type.Null()])
const Household = Type.Object({
  household_id: Id,
  name: Type.String(),
  account_id: Id,
  created_at: Moment,
  ended_at: Type.Union([Moment, Type.Null()]),
  size_max: Type.Integer(),
  members: Type.Array(
    Type.Object({
      customer_id: Id,
      first_name: Name,
      last_name: Name,
      joined_at: Moment,
      /** Until then one may leave with what is left of what one brought. */
      share_until: Moment,
    }),
  ),
})
const Merge = Type.Object({
  merge_id: Id,
  from: Id,
  into: Id,
  customer_ids: Type.Array(Id),
  merged_at: Moment,
  undone_at: Type.Union([Moment, Type.Null()]),
})

const rulesOf = ({ tenant }: FastifyRequest) => {
  const { household_size_max: size_max, household_undo_days: undo_days } = settingsOf(tenant?.settings)
  return { size_max, undo_days }
}
const nameOf = ({ principal }: FastifyRequest) => ('name' in principal ? principal.name : 'API')

export const householdRoutes: Routes = async (app) => {
  app.put(
    '/households/:household_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'saveHousehold',
        summary: 'Let several customers share one account; who is not in it yet joins with what they have',
        tags,
        params: Type.Object({ household_id: Id }),
        body: Type.Object(
          {
            name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
            customer_ids: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
            /** Who said yes: everybody who joins, and one of those who are there. */
            agreed: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
          },
          closed,
        ),
        response: { 200: Household, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { household_id } = request.params
        const by = { name: nameOf(request), rules: rulesOf(request) }
        const saved = await saveHousehold(ctx, { household_id, ...request.body }, by)
        const { customer_ids, agreed } = request.body
        await audit(ctx, request, {
          action: 'household.saved',
          subject: `household:${household_id}`,
          details: { customer_ids, agreed },
        })
        return saved
      }),
  )

  app.get(
    '/households/:household_id',
    {
      config: { may: [...MAY, 'seller'] },
      schema: {
        operationId: 'readHousehold',
        summary: 'Who shares this account',
        tags,
        params: Type.Object({ household_id: Id }),
        response: { 200: Household, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => readHousehold(ctx, request.params.household_id, rulesOf(request))),
  )

  app.get(
    '/customers/:customer_id/household',
    {
      config: { may: [...MAY, 'marketing', 'seller'] },
      schema: {
        operationId: 'readHouseholdOf',
        summary: 'Whom this customer shares their account with',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: {
          200: Type.Object({ household: Type.Union([Household, Type.Null()]) }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({
        household: await readHouseholdOf(ctx, request.params.customer_id, rulesOf(request)),
      })),
  )

  app.delete(
    '/households/:household_id/members/:customer_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'leaveHousehold',
        summary:
          'Take somebody out: what the household has stays with it, or they take back what they brought',
        tags,
        params: Type.Object({ household_id: Id, customer_id: Id }),
        querystring: Type.Object({
          take: Type.Unsafe<'nothing' | 'share'>({
            type: 'string',
            enum: ['nothing', 'share'],
            default: 'nothing',
          }),
        }),
        response: { 200: Household, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { household_id, customer_id } = request.params
        const { take } = request.query
        const left = await leaveHousehold(ctx, { household_id, customer_id, take }, rulesOf(request))
        await audit(ctx, request, {
          action: 'household.left',
          subject: `household:${household_id}`,
          details: { customer_id, take },
        })
        return left
      }),
  )

  app.put(
    '/account-merges/:merge_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'mergeAccounts',
        summary:
          'Join the account of one customer to another’s: all that is on it goes with it, each with its expiry',
        tags,
        params: Type.Object({ merge_id: Id }),
        body: Type.Object(
          {
            from_customer_id: Id,
            into_customer_id: Id,
            reason: Type.String({ minLength: 3, maxLength: 500 }),
          },
          closed,
        ),
        response: { 200: Merge, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { merge_id } = request.params
        const merged = await joinAccounts(ctx, { merge_id, ...request.body })
        await audit(ctx, request, {
          action: 'accounts.merged',
          subject: `merge:${merge_id}`,
          details: request.body,
        })
        return merged
      }),
  )

  app.delete(
    '/account-merges/:merge_id',
    {
      config: { may: MAY },
      schema: {
        operationId: 'partAccounts',
        summary: 'Part two accounts again: what is left of what came goes back',
        tags,
        params: Type.Object({ merge_id: Id }),
        response: { 200: Merge, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { merge_id } = request.params
        const parted = await partAccounts(ctx, merge_id)
        await audit(ctx, request, { action: 'accounts.parted', subject: `merge:${merge_id}` })
        return parted
      }),
  )
}
