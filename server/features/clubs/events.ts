import { fact } from '../../platform/facts.ts'

export type Membership = { club_id: string; name: string; customer_id: string; how: string }
export const ClubJoined = fact<Membership>('club.joined')
export const ClubLeft = fact<Membership>('club.left')
/** A customer asks to be in, or the shop invites them. */
export const ClubAsked = fact<{ club_id: string; name: string; request_id: string; kind: Asking }>(
  'club.asked',
)
export const ClubAnswered = fact<{
  club_id: string
  name: string
  request_id: string
  kind: Asking
  answer: Answer
}>('club.answered')
export type Asking = 'request' | 'invitation'
export type Answer = 'accepted' | 'refused' | 'withdrawn'
