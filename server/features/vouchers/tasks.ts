import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { expireVouchers, forgetGuesses } from './actions.ts'
import { noticeStoredValue } from './figures.ts'
import { lapseHolds } from './holds.ts'

/** Expiry is seen at once everywhere; at night it is written off. */
export const VOUCHERS_CRONTAB = '* * * * * lapse_voucher_holds\n20 2 * * * expire_vouchers'

export const voucherTasks = ({ db }: Pick<Parts, 'db'>): TaskList => ({
  lapse_voucher_holds: () => inEachTenant(db, (ctx) => lapseHolds(ctx)),
  expire_vouchers: async () => {
    await inEachTenant(db, expireVouchers)
    await inEachTenant(db, noticeStoredValue)
    await inEachTenant(db, async (ctx) => void (await forgetGuesses(ctx)))
  },
})

/** A transaction for each shop, and again while there is more to do: one shop's thousands hold up no other's till. */
async function inEachTenant(db: Database, work: (ctx: Context) => Promise<number | void>) {
  for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
    while (Number(await inTenant(db, { tenant_id, actor: 'system' }, work)) > 0);
}
