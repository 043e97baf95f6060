/** What audiences may ask about agreements: the last answer to each question counts, none means no. */
import type { Events, Field, Known, Words } from '../audiences/shape.ts'
import { ConsentGiven, ConsentWithdrawn } from './events.ts'

const changed_by = [ConsentGiven.kind, ConsentWithdrawn.kind]
const channel = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })
const CHANNELS = [
  channel('email', 'e-mail', 'e-mail'),
  channel('sms', 'SMS', 'SMS'),
  channel('push', 'l’application', 'the app'),
  channel('letter', 'courrier', 'post'),
  channel('phone', 'téléphone', 'phone'),
]

/** In the order of the index, so that one channel of one purpose is read from it alone; of two at once, the no. */
const answers = (name: string, only: string, purpose: string): Events => ({
  name,
  from: `(select distinct on (k.channel, k.purpose, k.customer_id)
      k.tenant_id, k.customer_id, k.channel, k.purpose, k.given, k.occurred_at
    from consent k where k.tenant_id = {tenant} and k.purpose = '${purpose}'
    order by k.channel, k.purpose, k.customer_id, k.occurred_at desc, k.recorded_at desc, k.given) e`,
  one_for: 'channel',
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  only,
  filters: [
    {
      key: 'channel',
      label: { fr: 'Canal', en: 'Channel' },
      phrase: { fr: 'par {values}', en: 'by {values}' },
      type: 'choice',
      sql: 'e.channel',
      as: 'text',
      choices: CHANNELS,
    },
  ],
})

const agreed = answers('consent_offers', 'e.given', 'offers')
const refused = answers('consent_refused', `not e.given and e.channel <> 'tracking'`, 'offers')
const news = answers('consent_loyalty', 'e.given', 'loyalty')

/** Who agrees to being followed: a yes for something, and no standing no. */
const followed: Events = {
  name: 'tracking',
  from: `(select l.tenant_id, l.customer_id from (
      select distinct on (k.customer_id, k.purpose) k.tenant_id, k.customer_id, k.given from consent k
      where k.tenant_id = {tenant} and k.channel = 'tracking'
      order by k.customer_id, k.purpose, k.occurred_at desc, k.recorded_at desc, k.given, k.consent_id desc) l
    group by 1, 2 having bool_and(l.given)) e`,
  customer: 'e.customer_id',
  at: null,
  filters: [],
}

/** Openings and clicks are known of those alone who agree to it, now: a consent that ended takes what was known with it. */
export const tracked: Known = {
  events: followed,
  otherwise: { fr: 'suivi non accepté : on ne le sait pas', en: 'does not agree to being followed: unknown' },
}
export const trackingChanges = changed_by

const asked = (key: string, events: Events, label: Words, phrase: Words, none: Words): Field => ({
  key,
  group: 'contact',
  label,
  phrase,
  none,
  type: 'choice',
  choices: CHANNELS,
  reads: { events, measure: 'rows' },
  changed_by,
})

export const consentFields: Field[] = [
  asked(
    'agreed_to',
    agreed,
    { fr: 'A donné son accord pour', en: 'Agreed to' },
    { fr: 'accepte nos offres par {values} {window}', en: 'agrees to our offers by {values} {window}' },
    {
      fr: 'n’accepte pas nos offres par {values} {window}',
      en: 'does not agree to our offers by {values} {window}',
    },
  ),
  asked(
    'said_no_to',
    refused,
    { fr: 'A refusé', en: 'Said no to' },
    { fr: 'a refusé nos offres par {values} {window}', en: 'said no to our offers by {values} {window}' },
    {
      fr: 'n’a pas refusé nos offres par {values} {window}',
      en: 'did not say no to our offers by {values} {window}',
    },
  ),
  asked(
    'agreed_to_news',
    news,
    { fr: 'Accepte les nouvelles de ses points', en: 'Agreed to news of points' },
    { fr: 'accepte des nouvelles de ses points par {values}', en: 'agrees to news of points by {values}' },
    {
      fr: 'n’accepte pas de nouvelles de ses points par {values}',
      en: 'does not agree to news of points by {values}',
    },
  ),
  {
    key: 'agreed_since',
    group: 'contact',
    label: { fr: 'Accord donné', en: 'Agreement given' },
    phrase: { fr: 'a donné son accord à nos offres {filters}', en: 'agreed to our offers {filters}' },
    none: { fr: 'n’accepte pas nos offres {filters}', en: 'does not agree to our offers {filters}' },
    type: 'date',
    reads: { events: agreed, measure: 'last' },
    changed_by,
  },
  {
    key: 'allows_tracking',
    group: 'contact',
    label: { fr: 'Accepte le suivi de ses lectures', en: 'Agrees to being followed' },
    phrase: {
      fr: 'accepte que nous sachions ce qui est lu',
      en: 'agrees that we know what is read',
    },
    none: {
      fr: 'n’accepte pas que nous sachions ce qui est lu',
      en: 'does not agree that we know what is read',
    },
    type: 'flag',
    reads: { events: followed, measure: 'rows' },
    changed_by,
  },
]
