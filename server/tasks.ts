/** Work done outside a request, by name: `select enqueue('name', payload)` in the transaction that causes it. */
import type { TaskList } from 'graphile-worker'
import type { Parts } from './app.ts'
import { activityTasks } from './features/activities/complete-profiles.ts'
import { followAccounts } from './features/audiences/follow.ts'
import { audienceTasks } from './features/audiences/tasks.ts'
import { campaignTasks, CAMPAIGNS_CRONTAB } from './features/campaigns/tasks.ts'
import { cardTasks } from './features/cards/tasks.ts'
import { clubTasks, CLUBS_CRONTAB } from './features/clubs/tasks.ts'
import { figureTasks } from './features/figures/kept.ts'
import { importTasks, IMPORTS_CRONTAB } from './features/imports/tasks.ts'
import { listTasks, LISTS_CRONTAB } from './features/lists/tasks.ts'
import type { CarriersBy } from './features/messages/carriers.ts'
import { MESSAGES_CRONTAB, messageTasks } from './features/messages/tasks.ts'
import { openPassCarrier } from './features/passes/carry.ts'
import { followPassAccounts } from './features/passes/follow.ts'
import { passTasks, PASSES_CRONTAB } from './features/passes/tasks.ts'
import type { Night } from './features/points/nightly.ts'
import { pointsTasks, POINTS_CRONTAB } from './features/points/tasks.ts'
import { postTasks, POSTS_CRONTAB } from './features/posts/tasks.ts'
import { referralTasks, REFERRALS_CRONTAB } from './features/referrals/tasks.ts'
import { giveAutomaticRewards } from './features/rewards/automatic.ts'
import { reviewDueTiers } from './features/tiers/actions.ts'
import { tierTasks, TIERS_CRONTAB } from './features/tiers/tasks.ts'
import { simulationTasks, SIMULATIONS_CRONTAB } from './features/simulations/run.ts'
import { weatherTasks, WEATHER_CRONTAB } from './features/templates/weather.ts'
import { openCodes } from './features/vouchers/codes.ts'
import { voucherTasks, VOUCHERS_CRONTAB } from './features/vouchers/tasks.ts'
import { watchTasks, WATCH_CRONTAB } from './features/watch/tasks.ts'
import { sweepSignIn } from './platform/tries.ts'

export const tasks = (parts: Parts): TaskList => ({
  ...messageTasks(parts, carriers(parts)),
  ...campaignTasks(parts),
  ...cardTasks(parts),
  ...passTasks(parts),
  ...postTasks(parts),
  ...importTasks(parts),
  ...figureTasks(parts),
  ...simulationTasks(parts),
  ...listTasks(parts),
  ...clubTasks(parts),
  ...activityTasks(parts),
  ...voucherTasks(parts),
  ...pointsTasks(parts, night(parts)),
  ...tierTasks(parts),
  ...referralTasks(parts),
  ...watchTasks(parts),
  ...audienceTasks(parts),
  ...weatherTasks(parts),
  sweep_sign_in: () => sweepSignIn(parts.db),
})

/** The channels that features other than the outbox know how to take. */
export const carriers = ({ db, config }: Pick<Parts, 'db' | 'config'>): CarriersBy => ({
  wallet: openPassCarrier(db, config),
})

/** What other features do while the night settles accounts, each at its place. */
export const night = ({ config }: Pick<Parts, 'config'>): Night => ({
  matured: (ctx, account_ids) => giveAutomaticRewards(ctx, openCodes(config.home), account_ids),
  settled: async (ctx, account_ids) => {
    await followAccounts(ctx, account_ids)
    await followPassAccounts(ctx, account_ids)
  },
  reviewed: async (ctx, moved) => {
    await reviewDueTiers(ctx, [...new Set(moved.map(({ account_id }) => account_id))])
  },
})

/** What is done by the clock, in graphile-worker's crontab (times are UTC): one line each. */
export const CRONTAB = [
  '17 * * * * sweep_sign_in',
  MESSAGES_CRONTAB,
  CAMPAIGNS_CRONTAB,
  PASSES_CRONTAB,
  POSTS_CRONTAB,
  IMPORTS_CRONTAB,
  SIMULATIONS_CRONTAB,
  LISTS_CRONTAB,
  CLUBS_CRONTAB,
  VOUCHERS_CRONTAB,
  POINTS_CRONTAB,
  WATCH_CRONTAB,
  TIERS_CRONTAB,
  REFERRALS_CRONTAB,
  WEATHER_CRONTAB,
].join('\n')
