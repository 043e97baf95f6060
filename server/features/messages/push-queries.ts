import type { Context } from '../../platform/database.ts'

export type Subscription = {
  subscription_id: string
  customer_id: string
  endpoint: string
  p256dh: string
  auth: string
  is_trial: boolean
}

/** A phone that changes hands is its new owner's. */
export function addSubscription({ tx, tenant_id, now }: Context, row: Subscription) {
  return tx
    .insertInto('push_subscription')
    .values({ ...row, tenant_id, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'endpoint']).doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        p256dh: eb.ref('excluded.p256dh'),
        auth: eb.ref('excluded.auth'),
      })),
    )
    .execute()
}

export function listSubscriptions({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('push_subscription')
    .select(['subscription_id', 'endpoint', 'p256dh', 'auth', 'is_trial'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .orderBy('created_at', 'desc')
    .limit(10)
    .execute()
}

/** Only its owner takes it away, or a service that says it is gone. */
export function deleteSubscription({ tx, tenant_id }: Context, endpoint: string, customer_id?: string) {
  return tx
    .deleteFrom('push_subscription')
    .where('tenant_id', '=', tenant_id)
    .where('endpoint', '=', endpoint)
    .$if(customer_id !== undefined, (query) => query.where('customer_id', '=', customer_id!))
    .execute()
}
