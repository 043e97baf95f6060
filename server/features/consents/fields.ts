/** What audiences may ask about agreements: the last answer to each question counts, none means no. */
import type { Events, Field } from '../audiences/shape.ts'
import { ConsentGiven, ConsentWithdrawn } from './events.ts'

const channel = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

const given: Events = {
  name: 'consent',
  from: `(select distinct on (k.customer_id, k.channel, k.purpose) k.tenant_id, k.customer_id, k.channel, k.purpose, k.given
    from consent k where k.tenant_id = {tenant} and k.purpose = 'marketing'
    order by k.customer_id, k.channel, k.purpose, k.occurred_at desc, k.recorded_at desc) e`,
  customer: 'e.customer_id',
  at: null,
  only: 'e.given',
  filters: [
    {
      key: 'channel',
      label: { fr: 'Canal', en: 'Channel' },
      phrase: { fr: '{values}', en: '{values}' },
      type: 'choice',
      sql: 'e.channel',
      as: 'text',
      choices: [
        channel('email', 'e-mail', 'e-mail'),
        channel('sms', 'SMS', 'SMS'),
        channel('push', 'l’application', 'the app'),
        channel('letter', 'courrier', 'post'),
        channel('phone', 'téléphone', 'phone'),
      ],
    },
  ],
}

export const consentFields: Field[] = [
  {
    key: 'agreed_to',
    group: 'contact',
    label: { fr: 'A donné son accord pour', en: 'Agreed to' },
    phrase: { fr: 'accepte nos offres par {values}', en: 'agrees to our offers by {values}' },
    none: { fr: 'n’accepte pas nos offres par {values}', en: 'does not agree to our offers by {values}' },
    type: 'choice',
    choices: given.filters[0]!.choices!,
    reads: { events: given, measure: 'rows' },
    changed_by: [ConsentGiven.kind, ConsentWithdrawn.kind],
  },
]
