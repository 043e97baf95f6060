/** What audiences may ask about what was said to a person, and what they answered. */
import type { Events, Field, Filter, Words } from '../audiences/shape.ts'
import { campaigns } from '../campaigns/fields.ts'
import {
  MessageBounced,
  MessageComplained,
  MessageDelivered,
  MessageRefused,
  MessageReplied,
  MessageSent,
} from './events.ts'

const named = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

export const channelFilter: Filter = {
  key: 'channel',
  label: { fr: 'Canal', en: 'Channel' },
  phrase: { fr: 'par {values}', en: 'by {values}' },
  type: 'choice',
  sql: 'e.channel',
  as: 'text',
  choices: [
    named('email', 'e-mail', 'e-mail'),
    named('sms', 'SMS', 'SMS'),
    named('push', 'notification', 'notification'),
    named('wallet', 'carte dans le téléphone', 'card in the phone'),
    named('letter', 'courrier', 'letter'),
    named('phone', 'appel', 'call'),
  ],
}
export const campaignFilter: Filter = {
  key: 'campaign',
  label: { fr: 'Campagne', en: 'Campaign' },
  phrase: { fr: 'de la campagne {values}', en: 'of the campaign {values}' },
  type: 'choice',
  sql: `case when e.origin_kind = 'campaign' then e.origin_id end`,
  as: 'uuid',
  choices: campaigns,
}
const purpose: Filter = {
  key: 'purpose',
  label: { fr: 'But', en: 'Purpose' },
  phrase: { fr: '({values})', en: '({values})' },
  type: 'choice',
  sql: 'e.purpose',
  as: 'text',
  choices: [
    named('marketing', 'offre', 'offer'),
    named('loyalty', 'fidélité', 'loyalty'),
    named('service', 'service', 'service'),
  ],
}
const about = [channelFilter, purpose, campaignFilter]

const sent: Events = {
  name: 'message',
  from: 'message e',
  customer: 'e.customer_id',
  at: 'e.sent_at',
  only: `e.state = 'sent'`,
  filters: about,
}

/** As results count them: what left and did not come back. */
const arrived: Events = {
  ...sent,
  name: 'message_arrived',
  only: `e.state = 'sent' and not exists (select from message_report b
    where b.tenant_id = e.tenant_id and b.message_id = e.message_id and b.kind in ('bounced', 'failed'))`,
}

const refused: Events = {
  ...sent,
  name: 'message_refused',
  at: 'coalesce(e.handed_at, e.due_at, e.created_at)',
  only: `e.state = 'refused'`,
}

/** What came back of messages. */
const reports = (name: string, only: string, filters: Filter[] = []): Events => ({
  name,
  from: `(select r.tenant_id, m.customer_id, r.message_id, r.kind, r.class, r.reported_at, m.channel, m.purpose, m.origin_kind,
      m.origin_id
    from message_report r join message m on m.tenant_id = {tenant} and m.message_id = r.message_id
    where r.tenant_id = {tenant}) e`,
  customer: 'e.customer_id',
  at: 'e.reported_at',
  only,
  filters: [...about, ...filters],
})

const answers = reports('message_replied', `e.kind = 'replied'`, [
  {
    key: 'answer',
    label: { fr: 'Réponse', en: 'Answer' },
    phrase: { fr: 'par {values}', en: 'with {values}' },
    type: 'choice',
    sql: `coalesce(e.class, 'words')`,
    as: 'text',
    choices: [named('words', 'quelques mots', 'words'), named('stop', 'STOP', 'STOP')],
  },
])
const returned = reports('message_bounced', `e.kind in ('bounced', 'failed')`, [
  {
    key: 'class',
    label: { fr: 'Raison du retour', en: 'Why it came back' },
    phrase: { fr: '({values})', en: '({values})' },
    type: 'choice',
    sql: 'e.class',
    as: 'text',
    choices: [
      named('hard', 'adresse qui n’existe pas', 'no such address'),
      named('full', 'boîte pleine', 'mailbox full'),
      named('soft', 'passager', 'for now'),
      named('blocked', 'bloqué', 'blocked'),
      named('policy', 'notre envoi refusé', 'our sending refused'),
      named('unknown', 'raison inconnue', 'unknown'),
    ],
  },
])
const complaints = reports('message_complained', `e.kind = 'complained'`)

const counted = (
  key: string,
  events: Events,
  changed_by: string[],
  { label, phrase, none }: { label: Words; phrase: Words; none: Words },
): Field => ({
  key,
  group: 'contact',
  label,
  phrase,
  none,
  unit: { fr: ['message', 'messages'], en: ['message', 'messages'] },
  type: 'count',
  reads: { events, measure: events.name === 'message' ? 'rows' : { distinct: 'e.message_id' } },
  changed_by,
})

const ends = [MessageSent, MessageDelivered, MessageBounced].map(({ kind }) => kind)

export const messageFields: Field[] = [
  counted('messages_sent', sent, [MessageSent.kind], {
    label: { fr: 'Messages envoyés', en: 'Messages sent' },
    phrase: {
      fr: 'nous lui avons envoyé {compared} {filters} {window}',
      en: 'was sent {compared} {filters} {window}',
    },
    none: {
      fr: 'nous ne lui avons envoyé aucun message {filters} {window}',
      en: 'was sent no message {filters} {window}',
    },
  }),
  counted('messages_delivered', arrived, ends, {
    label: { fr: 'Messages bien arrivés', en: 'Messages delivered' },
    phrase: { fr: 'a reçu {compared} {filters} {window}', en: 'received {compared} {filters} {window}' },
    none: { fr: 'n’a reçu aucun message {filters} {window}', en: 'received no message {filters} {window}' },
  }),
  counted('messages_answered', answers, [MessageReplied.kind], {
    label: { fr: 'A répondu à nos messages', en: 'Answered our messages' },
    phrase: {
      fr: 'a répondu à {compared} {filters} {window}',
      en: 'answered {compared} {filters} {window}',
    },
    none: {
      fr: 'n’a jamais répondu à nos messages {filters} {window}',
      en: 'never answered our messages {filters} {window}',
    },
  }),
  counted('messages_bounced', returned, [MessageBounced.kind], {
    label: { fr: 'Messages revenus', en: 'Messages that came back' },
    phrase: {
      fr: '{compared} nous sont revenus {filters} {window}',
      en: '{compared} came back {filters} {window}',
    },
    none: {
      fr: 'aucun message ne nous est revenu {filters} {window}',
      en: 'no message came back {filters} {window}',
    },
  }),
  counted('messages_refused', refused, [MessageRefused.kind], {
    label: { fr: 'Messages refusés', en: 'Messages refused' },
    phrase: {
      fr: '{compared} n’ont pas pu partir {filters} {window}',
      en: '{compared} could not leave {filters} {window}',
    },
    none: {
      fr: 'tous nos messages ont pu partir {filters} {window}',
      en: 'every message could leave {filters} {window}',
    },
  }),
  counted('messages_reported', complaints, [MessageComplained.kind], {
    label: { fr: 'Messages signalés comme indésirables', en: 'Messages reported as spam' },
    phrase: {
      fr: 'a signalé {compared} comme indésirables {filters} {window}',
      en: 'reported {compared} as spam {filters} {window}',
    },
    none: {
      fr: 'n’a signalé aucun message {filters} {window}',
      en: 'reported no message {filters} {window}',
    },
  }),
]
