import { fact } from '../../platform/facts.ts'

export type Membership = { list_id: string; name: string; customer_id: string; by: 'criteria' | 'hand' }
export const ListJoined = fact<Membership>('list.joined')
export const ListLeft = fact<Membership>('list.left')
export const AlertRaised = fact<{
  alert_id: string
  rule_id: string | null
  name: string
  measure: string
  sale_id: string | null
}>('alert.raised')
