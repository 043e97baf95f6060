import { fact } from '../../platform/facts.ts'

export type AudienceMembership = { audience_id: string; name: string; customer_id: string }

/** Somebody came in after the audience was first filled; about the customer, subject_id is the audience. */
export const AudienceEntered = fact<AudienceMembership>('audience.entered')
export const AudienceLeft = fact<AudienceMembership>('audience.left')

/** Everybody has been judged by a new or changed rule: one fact, not one for each person. */
export const AudienceFilled = fact<{
  audience_id: string
  name: string
  came: number
  went: number
  members: number
}>('audience.filled')
export const AudienceArchived = fact<{ audience_id: string; name: string }>('audience.archived')
