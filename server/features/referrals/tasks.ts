import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { inTenant } from '../../platform/database.ts'
import { openCodes } from '../vouchers/codes.ts'
import { decideReferral, listDueReferrals } from './actions.ts'

const SLICE = 200

export const referralTasks = ({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList => ({
  /** Each in a transaction of its own: one that cannot be decided holds up nobody else. */
  reward_referrals: async () => {
    const codes = openCodes(config.home)
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute()) {
      const who = { tenant_id, actor: 'system' }
      for (const referral_id of await inTenant(db, who, (ctx) => listDueReferrals(ctx, SLICE)))
        await inTenant(db, who, (ctx) => decideReferral(ctx, codes, referral_id))
    }
  },
})

export const REFERRALS_CRONTAB = '*/5 * * * * reward_referrals'
