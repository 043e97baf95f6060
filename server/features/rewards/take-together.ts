/**
 * Rewards that are taken together are given together: read for in one round trip, decided one after the other, and written
 * in one more (ADR 22). What is asked seldom is done step by step, each in a transaction of its own.
 */
import { inTenant, inTenantPlanned, type Context, type Database } from '../../platform/database.ts'
import { gatherer, whileRaced, type Outcome } from '../../platform/gather.ts'
import { Refusal } from '../../platform/refusal.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { guardSpendingBy } from '../points/guards.ts'
import { refuse as refusePoints } from '../points/refusals.ts'
import { settingsOf } from '../tenants/settings.ts'
import type { Codes } from '../vouchers/codes.ts'
import { prepareReward } from './give-reward.ts'
import { readForRewards, writeRewards, type ReadForReward, type RewardRow } from './queries.ts'
import { refuseIfClosed, takeByStep, unlessAutomatic, type Taken, type Wish } from './take-reward.ts'

type Parts = { db: Database; codes: Codes }
/** A wish and who has it. */
type Asked = Wish & { actor: string }
export type TakeReward = (tenant_id: string, asked: Asked) => Promise<Taken>

export const rewardTaker = (parts: Parts): TakeReward =>
  gatherer<Asked, Taken>({
    batch_max: 64,
    writes_max: 2,
    keysOf: ({ customer_id, redemption_id }) => ({ alone: [customer_id, redemption_id] }),
    run: (tenant_id, asked) => takeTogether(parts, tenant_id, asked),
  })

const BY_STEP = Symbol('step by step')

async function takeTogether(
  { db, codes }: Parts,
  tenant_id: string,
  asked: Asked[],
): Promise<Outcome<Taken>[]> {
  const decided = await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    const wishes = asked.map(({ store_id = null, ...wish }) => ({ ...wish, store_id }))
    const read = await readForRewards(ctx, wishes)
    const rows: RewardRow[] = []
    const accounts = new Set<string>()
    const outcomes: (Outcome<Taken> | typeof BY_STEP)[] = []
    for (const wish of asked) {
      const known = read.get(wish.redemption_id)
      // Of two who share an account, the second sees what the first has left.
      if (known && accounts.has(known.account_id)) outcomes.push(null)
      else outcomes.push(await decide({ ...ctx, actor: wish.actor }, codes, wish, known, rows))
      if (known) accounts.add(known.account_id)
    }
    if (rows.length > 0) await writeRewards(ctx, rows)
    return outcomes
  }).catch((error: unknown) => {
    // Somebody else took a reward under one of these ids in this very moment: it is known when it is looked at again.
    if (isTaken(error)) return asked.map(() => null)
    throw error
  })
  return decided.map((outcome, at) => {
    if (outcome !== BY_STEP) return outcome
    const { actor, ...wish } = asked[at]!
    const take = () => inTenantPlanned(db, { tenant_id, actor }, (ctx) => takeByStep(ctx, codes, wish))
    return { answer: whileRaced(take) }
  })
}

const isTaken = (error: unknown) => (error as { constraint?: string }).constraint === 'redemption_pkey'

async function decide(
  ctx: Context,
  codes: Codes,
  wish: Wish,
  read: ReadForReward | undefined,
  rows: RewardRow[],
): Promise<Outcome<Taken> | typeof BY_STEP> {
  try {
    if (!read) throw refuseCustomer('customer_not_found')
    if (read.apart || wish.hold || read.reward?.limited_stock) return BY_STEP
    return { answer: await take(ctx, codes, wish, read, rows) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { error }
  }
}

async function take(ctx: Context, codes: Codes, wish: Wish, read: ReadForReward, rows: RewardRow[]) {
  const { customer_id, redemption_id, reward_id } = wish
  const { account_id, store_id, merchant_id, time_zone, lock } = read
  if (read.left_at) throw refuseCustomer('customer_left')
  const reward = unlessAutomatic(read.reward, reward_id)
  const { unit, cost } = reward
  const spending = { customer_id, unit, units: cost, is_reward: true }
  await guardSpendingBy(ctx, spending, {
    lock: lock ? { ...lock, locked_at: new Date(lock.locked_at) } : undefined,
    settings: () => settingsOf(read.settings),
    lately: () => read.taken_lately,
  })
  if (!merchant_id) throw refuseCustomer('store_not_found')
  await refuseIfClosed(ctx, reward, { customer_id, account_id, time_zone, redemption_id })
  const available = read.balance! - read.held!
  if (available < cost) throw refusePoints('points_short', { available, needed: cost, unit })
  const place = { store_id, merchant_id, time_zone }
  const given = { redemption_id, customer_id, account_id, place, trigger: 'chosen' } as const
  const { row, voucher } = prepareReward(ctx, codes, reward, given)
  rows.push(row)
  const accounts = [{ unit, available: available - cost, pending: read.pending!, debt: read.debt! }]
  return { redemption_id, reward_id, state: 'done' as const, lapses_at: null, voucher, accounts }
}
