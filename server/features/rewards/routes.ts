import { Type } from 'typebox'
import { actorOf, storesOf, type Principal } from '../../platform/access.ts'
import { assert } from '../../lib/assert.ts'
import { Id, Moment, Problem, tenantOf, type Routes } from '../../platform/http.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { RewardShape } from '../programmes/shape.ts'
import { AccountAnswer } from '../sales/wish.ts'
import { groupCode, type Codes } from '../vouchers/codes.ts'
import type { VoucherRow } from '../vouchers/actions.ts'
import { cancelReward, listRewards } from './actions.ts'
import type { WhyClosed as Closed } from './rules.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import type { Taken } from './take-reward.ts'
import type { TakeReward } from './take-together.ts'

const tags = ['rewards']
const SERVING = ['owner', 'service', 'store_manager', 'seller', 'device'] as const
const MAY_TAKE = ['owner', 'store_manager', 'seller', 'device'] as const
const params = Type.Object({ customer_id: Id, redemption_id: Id })
const closed = { additionalProperties: false }
/** Why this customer may not take it now, however many units they have; null when they may. */
const WhyClosed = Type.Union([
  Type.Unsafe<Closed>({
    type: 'string',
    enum: ['not_yet', 'over', 'tier', 'club', 'limit', 'out_of_stock'],
  }),
  Type.Null(),
])
const Accounts = Type.Array(AccountAnswer)

const voucherFields = {
  voucher_id: Id,
  kind: Type.String(),
  name: Type.String(),
  last4: Type.String(),
  amount_cents: Type.Integer(),
  balance_cents: Type.Integer(),
  terms: Type.Object({}, { additionalProperties: true }),
  expires_at: Type.Union([Moment, Type.Null()]),
}
const taken = {
  redemption_id: Id,
  reward_id: Id,
  state: Type.Unsafe<Taken['state']>({ type: 'string', enum: ['held', 'done', 'cancelled'] }),
  lapses_at: Type.Union([Moment, Type.Null()]),
  accounts: Accounts,
}
const Took = Type.Object({ ...taken, voucher: Type.Union([Type.Object(voucherFields), Type.Null()]) })
const TookWithCode = Type.Object({
  ...taken,
  voucher: Type.Union([
    Type.Object({ ...voucherFields, code: Type.String(), code_grouped: Type.String() }),
    Type.Null(),
  ]),
})

const sayVoucher = (voucher: VoucherRow) => {
  const {
    voucher_id,
    kind,
    name,
    code_last4: last4,
    amount_cents,
    balance_cents,
    terms,
    expires_at,
  } = voucher
  return { voucher_id, kind, name, last4, amount_cents, balance_cents, terms: terms as object, expires_at }
}

/** A till takes in its own store; who may see only some stores takes in one of them. */
function storeOf(principal: Principal, asked: string | undefined): string | null {
  const mine = storesOf(principal)
  if (asked && mine && !mine.includes(asked)) throw refuseCustomer('store_not_found')
  return asked ?? mine?.[0] ?? null
}

export const rewardRoutes =
  (codes: Codes, takeReward: TakeReward, changed: (tenant_id: string) => void): Routes =>
  async (app, { db }) => {
    await app.register(catalogueRoutes(changed), { db })
    app.get(
      '/customers/:customer_id/rewards',
      {
        config: { may: [...SERVING, 'marketing'] },
        schema: {
          operationId: 'listCustomerRewards',
          summary: 'The rewards of the programme, and how far this customer is from each',
          tags,
          params: Type.Object({ customer_id: Id }),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  reward: RewardShape,
                  affordable: Type.Boolean(),
                  missing: Type.Integer(),
                  progress: Type.Number(),
                  held: Type.Integer(),
                  why_closed: WhyClosed,
                  stock_left: Type.Union([Type.Integer(), Type.Null()]),
                }),
              ),
            }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => ({ items: await listRewards(ctx, request.params.customer_id) })),
    )

    app.put(
      '/customers/:customer_id/redemptions/:redemption_id',
      {
        config: { may: MAY_TAKE },
        schema: {
          operationId: 'takeReward',
          summary:
            'Take a reward now, or set its points aside for a sale that carries the same redemption_id',
          tags,
          params,
          body: Type.Object(
            { reward_id: Id, hold: Type.Optional(Type.Boolean()), store_id: Type.Optional(Id) },
            closed,
          ),
          response: { 200: Took, '4xx': Problem },
        },
      },
      async (request) => {
        const { params, body, principal } = request
        const store_id = storeOf(principal, body.store_id)
        const wish = { ...params, ...body, store_id, actor: actorOf(principal) }
        const { voucher, ...took } = await takeReward(tenantOf(request), wish)
        return { ...took, voucher: voucher && sayVoucher(voucher) }
      },
    )

    app.delete(
      '/customers/:customer_id/redemptions/:redemption_id',
      {
        config: { may: MAY_TAKE },
        schema: {
          operationId: 'cancelReward',
          summary:
            'Release points set aside, or cancel a reward that was not used; a seller within a quarter of an hour',
          tags,
          params,
          response: {
            200: Type.Object({
              redemption_id: Id,
              state: Type.Unsafe<'released' | 'cancelled'>({
                type: 'string',
                enum: ['released', 'cancelled'],
              }),
              accounts: Accounts,
            }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant((ctx) => {
          const { principal, params } = request
          const role = 'role' in principal ? principal.role : null
          return cancelReward(ctx, { ...params, may_always: role === 'owner' || role === 'store_manager' })
        }),
    )

    app.put(
      '/card/redemptions/:redemption_id',
      {
        config: { may: ['customer'] },
        schema: {
          operationId: 'takeOwnReward',
          summary: 'Take a reward with my points; its code is for me',
          tags: ['card'],
          params: Type.Object({ redemption_id: Id }),
          body: Type.Object({ reward_id: Id }, closed),
          response: { 200: TookWithCode, '4xx': Problem },
        },
      },
      async (request) => {
        const { principal, params, body } = request
        assert(principal.kind === 'customer', 'only a customer comes this far')
        const wish = { ...params, ...body, customer_id: principal.customer_id, actor: actorOf(principal) }
        const { voucher, ...took } = await takeReward(tenantOf(request), wish)
        if (!voucher) return { ...took, voucher: null }
        const code = codes.open(voucher.code_sealed)
        return { ...took, voucher: { ...sayVoucher(voucher), code, code_grouped: groupCode(code) } }
      },
    )
  }
