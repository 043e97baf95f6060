import { fact } from '../../platform/facts.ts'

export const TenantOpened = fact<{
  tenant_id: string
  slug: string
  merchant_id: string
  store_id: string
  staff_id: string
}>('tenant.opened')
/** The names of what changed, settings and theme included. */
export const TenantChanged = fact<{ fields: string[] }>('tenant.changed')
