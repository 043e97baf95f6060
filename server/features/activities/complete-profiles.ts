/** A profile is complete once name, birthday, address and an e-mail or telephone are there: told once for ever. */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import type { Codes } from '../vouchers/codes.ts'
import { findProfile, hasCompletedProfile } from './queries.ts'
import { recordActivity } from './record-activity.ts'
import { missingOf } from './rules.ts'

/** Reacts to what is known of customers. */
export const completeProfiles =
  (codes: Codes) =>
  async (ctx: Context, facts: Fact[]): Promise<void> => {
    for (const customer_id of new Set(facts.flatMap((one) => one.customer_id ?? []))) {
      const profile = await findProfile(ctx, customer_id)
      if (!profile || profile.left_at || missingOf(profile).length > 0) continue
      if (await hasCompletedProfile(ctx, customer_id)) continue
      await recordActivity(ctx, codes, {
        customer_id,
        activity_id: idFrom('profile_completed', customer_id),
        activity: 'profile_completed',
        occurred_at: ctx.now.toISOString(),
      })
    }
  }

/** The same cause makes the same id, so that it counts once however often it is seen. */
export function idFrom(...cause: string[]): string {
  const hex = createHash('sha256').update(cause.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
