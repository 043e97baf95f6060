import type { Context } from '../../platform/database.ts'
import { findActivity } from './queries.ts'

/** One of this customer's activities, for a feature that has written it. */
export async function findActivityOf(ctx: Context, customer_id: string, activity_id: string) {
  const found = await findActivity(ctx, activity_id)
  return found?.customer_id === customer_id ? found : undefined
}
