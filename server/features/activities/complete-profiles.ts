/** A profile is complete once name, birthday, address and an e-mail or telephone are there: told once for ever. */
import { createHash } from 'node:crypto'
import type { TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Parts } from '../../app.ts'
import { inTenant, type Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { openCodes } from '../vouchers/codes.ts'
import { findProfile, hasCompletedProfile } from './queries.ts'
import { recordActivity } from './record-activity.ts'
import { missingOf } from './rules.ts'

/** Reacts to what is known of customers: those whose profile is whole, and was not before, are written down by a job. */
export async function askForProfiles(ctx: Context, facts: Fact[]): Promise<void> {
  for (const customer_id of new Set(facts.flatMap((one) => one.customer_id ?? [])))
    if (await isNewlyComplete(ctx, customer_id))
      await sql`select enqueue('complete_profile', ${JSON.stringify({ tenant_id: ctx.tenant_id, customer_id })}::json, null,
        ${`profile:${customer_id}`})`.execute(ctx.tx)
}

async function isNewlyComplete(ctx: Context, customer_id: string): Promise<boolean> {
  const profile = await findProfile(ctx, customer_id)
  if (!profile || profile.left_at || missingOf(profile).length > 0) return false
  return !(await hasCompletedProfile(ctx, customer_id))
}

export const activityTasks = ({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList => ({
  complete_profile: async (payload) => {
    const { tenant_id, customer_id } = payload as { tenant_id: string; customer_id: string }
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      if (!(await isNewlyComplete(ctx, customer_id))) return
      await recordActivity(ctx, openCodes(config.home), {
        customer_id,
        activity_id: idFrom('profile_completed', customer_id),
        activity: 'profile_completed',
        occurred_at: ctx.now.toISOString(),
      })
    })
  },
})

/** The same cause makes the same id, so that it counts once however often it is seen. */
export function idFrom(...cause: string[]): string {
  const hex = createHash('sha256').update(cause.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
