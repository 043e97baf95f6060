import { fact } from '../../platform/facts.ts'

export type HouseholdJoined = { household_id: string; customer_id: string; agreed: string[] }
export const HouseholdJoined = fact<HouseholdJoined>('household.joined')

/** `left_with`: what went with them: nothing, what they had brought, or all of it, being the last. */
export type HouseholdLeft = {
  household_id: string
  customer_id: string
  left_with: 'nothing' | 'share' | 'all'
}
export const HouseholdLeft = fact<HouseholdLeft>('household.left')
