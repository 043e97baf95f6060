/** What audiences may ask about what was read: of people alone, never of machines, and of those who agree to it now. */
import type { Events, Field, Words } from '../audiences/shape.ts'
import { tracked, trackingChanges } from '../consents/fields.ts'
import { campaignFilter, channelFilter } from '../messages/fields.ts'
import { LinkFollowed, MessageOpened } from './events.ts'

const openings: Events = {
  name: 'message_opening',
  from: `(select o.tenant_id, o.customer_id, o.message_id, o.opened_at, m.channel, m.origin_kind, m.origin_id
    from message_opening o join message m on m.tenant_id = {tenant} and m.message_id = o.message_id
    where o.tenant_id = {tenant} and o.machine is null) e`,
  customer: 'e.customer_id',
  at: 'e.opened_at',
  filters: [channelFilter, campaignFilter],
}

const clicks: Events = {
  name: 'link_click',
  from: `(select k.tenant_id, k.customer_id, k.message_id, k.clicked_at, l.url, m.channel, m.origin_kind, m.origin_id
    from link_click k join message m on m.tenant_id = {tenant} and m.message_id = k.message_id
    join link l on l.tenant_id = {tenant} and l.link_id = k.link_id
    where k.tenant_id = {tenant} and k.machine is null) e`,
  customer: 'e.customer_id',
  at: 'e.clicked_at',
  filters: [
    channelFilter,
    campaignFilter,
    {
      key: 'link',
      label: { fr: 'Adresse du lien', en: 'Link' },
      phrase: { fr: 'vers {values}', en: 'to {values}' },
      type: 'text',
      sql: 'e.url',
      as: 'text',
    },
  ],
}

const known = (
  key: string,
  events: Events,
  kind: string,
  { label, phrase, none }: { label: Words; phrase: Words; none: Words },
): Field => ({
  key,
  group: 'contact',
  label,
  phrase,
  none,
  unit: { fr: ['message', 'messages'], en: ['message', 'messages'] },
  type: 'count',
  reads: { events, measure: { distinct: 'e.message_id' } },
  changed_by: [kind, ...trackingChanges],
  known: tracked,
})

export const linkFields: Field[] = [
  known('messages_opened', openings, MessageOpened.kind, {
    label: { fr: 'A ouvert nos messages', en: 'Opened our messages' },
    phrase: { fr: 'a ouvert {compared} {filters} {window}', en: 'opened {compared} {filters} {window}' },
    none: {
      fr: 'accepte le suivi et n’a ouvert aucun message {filters} {window}',
      en: 'agrees to being followed and opened no message {filters} {window}',
    },
  }),
  known('links_clicked', clicks, LinkFollowed.kind, {
    label: { fr: 'A suivi un lien de nos messages', en: 'Followed a link of our messages' },
    phrase: {
      fr: 'a suivi un lien dans {compared} {filters} {window}',
      en: 'followed a link in {compared} {filters} {window}',
    },
    none: {
      fr: 'accepte le suivi et n’a suivi aucun lien {filters} {window}',
      en: 'agrees to being followed and followed no link {filters} {window}',
    },
  }),
  {
    key: 'last_opened',
    group: 'contact',
    label: { fr: 'Dernier message ouvert', en: 'Last message opened' },
    phrase: {
      fr: 'a ouvert un message {filters} pour la dernière fois',
      en: 'last opened a message {filters}',
    },
    none: {
      fr: 'accepte le suivi et n’a jamais ouvert de message {filters}',
      en: 'agrees to being followed and never opened a message {filters}',
    },
    type: 'date',
    reads: { events: openings, measure: 'last' },
    changed_by: [MessageOpened.kind, ...trackingChanges],
    known: tracked,
  },
]
