/** What happens to a customer's card. No personal data in a fact: it outlives an erasure. */
import { fact } from '../../platform/facts.ts'

export const CustomerCreated = fact<{ customer_id: string; source: string; home_store_id: string | null }>(
  'customer.created',
)
/** `fields` are the names of what changed; the values are in customer_value. */
export const CustomerChanged = fact<{ customer_id: string; fields: string[]; source: string }>(
  'customer.changed',
)
export const CustomerLeft = fact<{ customer_id: string; why: string | null }>('customer.left')
export const CustomerReturnedTo = fact<{ customer_id: string }>('customer.returned_to')
