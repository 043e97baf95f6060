/** The catalogue of rewards: what there is, what it gives away, adding, changing and retiring one, and its stock. */
import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { Refusal } from '../../platform/refusal.ts'
import { changeReward } from '../programmes/change-reward.ts'
import { RewardShape } from '../programmes/shape.ts'
import { Catalogue, readOverview } from './overview.ts'
import { changeStock, readStock, watchStock } from './stock.ts'

const tags = ['rewards']
const OFFICE = ['owner', 'marketing'] as const
const SHELF = ['owner', 'marketing', 'store_manager'] as const
const closed = { additionalProperties: false }
const params = Type.Object({ reward_id: Id })
const Seen = Type.Integer({
  minimum: 0,
  maximum: 1_000_000,
  description: 'The newest version of the programme that you have read',
})
const Written = Type.Object({ version: Type.Integer() })
const Quantity = Type.Integer({ minimum: 0, maximum: 1_000_000 })

const Stock = Type.Object({
  reward_id: Id,
  left_count: Type.Integer(),
  set_aside: Type.Integer({ description: 'Of these, how many wait for a sale to be paid' }),
  low_at: Type.Integer(),
  changes: Type.Array(
    Type.Object({
      change_id: Id,
      quantity: Type.Integer(),
      reason: Type.Unsafe<'restock' | 'count' | 'loss' | 'taken' | 'given_back'>({
        type: 'string',
        enum: ['restock', 'count', 'loss', 'taken', 'given_back'],
      }),
      counted: Type.Union([Type.Integer(), Type.Null()]),
      note: Type.Union([Type.String(), Type.Null()]),
      redemption_id: Type.Union([Id, Type.Null()]),
      changed_by: Type.String(),
      changed_at: Moment,
      left_after: Type.Integer(),
    }),
  ),
})

const TRIES = 5

/** Two who change two rewards at the same instant both get through: the later is asked again for the next version. */
async function untilWritten<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      const again = error instanceof Refusal && error.code === 'programme_version_taken' && tries < TRIES
      if (!again) throw error
    }
}

/** `changed` is told the tenant, so that the next sale is judged by the new version at once. */
export const catalogueRoutes =
  (changed: (tenant_id: string) => void): Routes =>
  async (app) => {
    app.get(
      '/rewards',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'listRewards',
          summary: 'The catalogue: every reward, what it has given away, how many are left',
          tags,
          response: { 200: Catalogue },
        },
      },
      (request) => request.inTenant(readOverview),
    )

    app.put(
      '/rewards/:reward_id',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'writeReward',
          summary:
            'Add or change one reward: the next version of the programme, with the same rules, from now on',
          tags,
          params,
          body: Type.Object(
            { seen_version: Seen, reward: Type.Omit(RewardShape, ['reward_id'], closed) },
            closed,
          ),
          response: { 200: Written, '4xx': Problem },
        },
      },
      async (request) => {
        const { reward_id } = request.params
        const { seen_version } = request.body
        const reward = { ...request.body.reward, reward_id }
        const written = await untilWritten(() =>
          request.inTenant(async (ctx) => {
            const written = await changeReward(ctx, { reward_id, seen_version, reward })
            const details = { name: reward.name, version: written.version }
            await audit(ctx, request, { action: 'reward.written', subject: `reward:${reward_id}`, details })
            return written
          }),
        )
        changed(request.tenant!.tenant_id)
        return written
      },
    )

    app.put(
      '/rewards/:reward_id/retirement',
      {
        config: { may: OFFICE },
        schema: {
          operationId: 'retireReward',
          summary: 'Take one reward out of the catalogue from now on; what was taken stays good',
          tags,
          params,
          body: Type.Object({ seen_version: Seen }, closed),
          response: { 200: Written, '4xx': Problem },
        },
      },
      async (request) => {
        const { reward_id } = request.params
        const { seen_version } = request.body
        const written = await untilWritten(() =>
          request.inTenant(async (ctx) => {
            await readStock(ctx, reward_id)
            const written = await changeReward(ctx, { reward_id, seen_version, reward: null })
            const details = { version: written.version }
            await audit(ctx, request, { action: 'reward.retired', subject: `reward:${reward_id}`, details })
            return written
          }),
        )
        changed(request.tenant!.tenant_id)
        return written
      },
    )

    app.get(
      '/rewards/:reward_id/stock',
      {
        config: { may: SHELF },
        schema: {
          operationId: 'getRewardStock',
          summary: 'How many are left of a limited reward, and what changed it last',
          tags,
          params,
          response: { 200: Stock, '4xx': Problem },
        },
      },
      (request) => request.inTenant((ctx) => readStock(ctx, request.params.reward_id)),
    )

    app.put(
      '/rewards/:reward_id/stock',
      {
        config: { may: SHELF },
        schema: {
          operationId: 'watchRewardStock',
          summary: 'At how many or fewer the shop is told',
          tags,
          params,
          body: Type.Object({ low_at: Quantity }, closed),
          response: { 200: Stock, '4xx': Problem },
        },
      },
      (request) => request.inTenant((ctx) => watchStock(ctx, request.params.reward_id, request.body.low_at)),
    )

    app.put(
      '/rewards/:reward_id/stock/:change_id',
      {
        config: { may: SHELF },
        schema: {
          operationId: 'changeRewardStock',
          summary: 'A delivery, a loss, or what somebody counted on the shelf; once',
          tags,
          params: Type.Object({ reward_id: Id, change_id: Id }),
          body: Type.Union([
            Type.Object(
              {
                reason: Type.Union([Type.Literal('restock'), Type.Literal('loss')]),
                quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
                note: Type.Optional(Type.String({ maxLength: 300 })),
              },
              closed,
            ),
            Type.Object(
              {
                reason: Type.Literal('count'),
                quantity: Quantity,
                note: Type.Optional(Type.String({ maxLength: 300 })),
              },
              closed,
            ),
          ]),
          response: { 200: Stock, '4xx': Problem },
        },
      },
      (request) => request.inTenant((ctx) => changeStock(ctx, { ...request.params, ...request.body })),
    )
  }
