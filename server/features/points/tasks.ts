import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { inTenant } from '../../platform/database.ts'
import { settleDueAccounts, type Night } from './nightly.ts'
import { settingsOf } from '../tenants/settings.ts'
import { warnOfExpiry } from './expiry-warnings.ts'
import { lapseCorrections } from './approve-correction.ts'
import { forwardStragglers } from './account-now.ts'

/**
 * Every five minutes, since each shop's midnight is its own, and only what is due is looked at; warnings once a day, in the
 * morning of Europe.
 */
export const POINTS_CRONTAB = ['*/5 * * * * settle_points', '10 6 * * * warn_of_expiry'].join('\n')

/** `night` is what other features do in it. */
export const pointsTasks = ({ db }: Pick<Parts, 'db'>, night: Night): TaskList => ({
  async settle_points() {
    const now = new Date()
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute()) {
      await settleDueAccounts(db, tenant_id, now, night)
      await inTenant(db, { tenant_id, actor: 'system', now }, async (ctx) => {
        await forwardStragglers(ctx)
        await lapseCorrections(ctx)
      })
    }
  },

  async warn_of_expiry() {
    const now = new Date()
    for (const { tenant_id, settings } of await db
      .selectFrom('tenant')
      .select(['tenant_id', 'settings'])
      .execute())
      await warnOfExpiry(db, tenant_id, now, settingsOf(settings).expiry_warning_days)
  },
})
