/** What audiences may ask about what was sent to a person. */
import type { Events, Field } from '../audiences/shape.ts'
import { MessageSent } from './events.ts'

const channel = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

const sent: Events = {
  name: 'message',
  from: 'message e',
  customer: 'e.customer_id',
  at: 'e.sent_at',
  only: `e.state = 'sent'`,
  filters: [
    {
      key: 'channel',
      label: { fr: 'Canal', en: 'Channel' },
      phrase: { fr: 'par {values}', en: 'by {values}' },
      type: 'choice',
      sql: 'e.channel',
      as: 'text',
      choices: [channel('email', 'e-mail', 'e-mail'), channel('sms', 'SMS', 'SMS')],
    },
    {
      key: 'purpose',
      label: { fr: 'But', en: 'Purpose' },
      phrase: { fr: '({values})', en: '({values})' },
      type: 'choice',
      sql: 'e.purpose',
      as: 'text',
      choices: [
        channel('marketing', 'offre', 'offer'),
        channel('loyalty', 'fidélité', 'loyalty'),
        channel('service', 'service', 'service'),
      ],
    },
  ],
}

export const messageFields: Field[] = [
  {
    key: 'messages_sent',
    group: 'contact',
    label: { fr: 'Messages reçus', en: 'Messages received' },
    phrase: { fr: 'a reçu {compared} {filters} {window}', en: 'received {compared} {filters} {window}' },
    none: { fr: 'n’a reçu aucun message {filters} {window}', en: 'received no message {filters} {window}' },
    unit: { fr: ['message', 'messages'], en: ['message', 'messages'] },
    type: 'count',
    reads: { events: sent, measure: 'rows' },
    changed_by: [MessageSent.kind],
  },
]
