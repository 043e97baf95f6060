/** What audiences may ask about friends: who brought whom. */
import type { Events, Field } from '../audiences/shape.ts'
import { ActivityCancelled } from '../activities/events.ts'
import { ReferralAsked, ReferralEnded, ReferralRewarded } from './events.ts'

const changed_by = [
  ReferralAsked.kind,
  ReferralRewarded.kind,
  ReferralEnded.kind,
  // A reward that goes back with the friend's purchase.
  ActivityCancelled.kind,
]
const concerns = ['referrer_id', 'friend_id']

const brought: Events = {
  name: 'referral_rewarded',
  from: 'referral e',
  customer: 'e.referrer_id',
  at: 'e.rewarded_at',
  only: 'e.rewarded_at is not null and e.ended_at is null',
  filters: [],
}
const invited: Events = {
  ...brought,
  name: 'referral_asked',
  at: 'e.asked_at',
  only: 'e.ended_at is null',
}
const came: Events = { ...invited, name: 'referral_friend', customer: 'e.friend_id' }

export const referralFields: Field[] = [
  {
    key: 'friends_brought',
    group: 'others',
    label: { fr: 'Amis amenés', en: 'Friends brought' },
    phrase: { fr: 'a amené {compared} {window}', en: 'brought {compared} {window}' },
    none: { fr: 'n’a amené aucun ami {window}', en: 'brought no friend {window}' },
    unit: { fr: ['ami', 'amis'], en: ['friend', 'friends'] },
    type: 'count',
    reads: { events: brought, measure: 'rows' },
    changed_by,
    concerns,
  },
  {
    key: 'friends_invited',
    group: 'others',
    label: { fr: 'Amis qui ont donné son code', en: 'Friends who gave their code' },
    phrase: { fr: '{compared} ont donné son code {window}', en: '{compared} gave their code {window}' },
    none: { fr: 'aucun ami n’a donné son code {window}', en: 'no friend gave their code {window}' },
    unit: { fr: ['ami', 'amis'], en: ['friend', 'friends'] },
    type: 'count',
    reads: { events: invited, measure: 'rows' },
    changed_by,
    concerns,
  },
  {
    key: 'came_by_friend',
    group: 'others',
    label: { fr: 'Venu grâce à un ami', en: 'Came by way of a friend' },
    phrase: { fr: 'est venu grâce à un ami', en: 'came by way of a friend' },
    none: { fr: 'n’est pas venu grâce à un ami', en: 'did not come by way of a friend' },
    type: 'flag',
    reads: { events: came, measure: 'rows' },
    changed_by,
    concerns,
  },
]
