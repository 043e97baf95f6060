/** What audiences may ask about invitations: what was answered, and who came. */
import type { Events, Field, Filter, List } from '../audiences/shape.ts'
import { PrivateSaleAnswered, PrivateSaleArrived } from './events.ts'

/** Campaigns by name: messages and links are asked about by theirs. */
export const campaigns: List = {
  list: 'campaigns',
  sql: `select campaign_id::text as value, name as label from campaign where tenant_id = {tenant}`,
}
const privateSales: List = {
  list: 'private_sales',
  sql: `select campaign_id::text as value, title as label from private_sale where tenant_id = {tenant}`,
}

const evening: Filter = {
  key: 'private_sale',
  label: { fr: 'Vente privée', en: 'Private sale' },
  phrase: { fr: '« {values} »', en: '“{values}”' },
  type: 'choice',
  sql: 'e.campaign_id',
  as: 'uuid',
  choices: privateSales,
}

const answers: Events = {
  name: 'private_sale_answer',
  from: 'private_sale_answer e',
  customer: 'e.customer_id',
  at: 'e.answered_at',
  filters: [
    evening,
    {
      key: 'answer',
      label: { fr: 'Réponse', en: 'Answer' },
      phrase: { fr: 'par {values}', en: 'with {values}' },
      type: 'choice',
      sql: 'e.answer',
      as: 'text',
      choices: [
        { value: 'yes', label: { fr: 'oui', en: 'yes' } },
        { value: 'no', label: { fr: 'non', en: 'no' } },
      ],
    },
  ],
}

const arrivals: Events = {
  name: 'private_sale_arrival',
  from: 'private_sale_arrival e',
  customer: 'e.customer_id',
  at: 'e.arrived_at',
  filters: [evening],
}

export const campaignFields: Field[] = [
  {
    key: 'invitations_answered',
    group: 'contact',
    label: { fr: 'Réponses aux ventes privées', en: 'Answers to private sales' },
    phrase: {
      fr: 'a répondu à {compared} {filters} {window}',
      en: 'answered {compared} {filters} {window}',
    },
    none: {
      fr: 'n’a répondu à aucune invitation {filters} {window}',
      en: 'answered no invitation {filters} {window}',
    },
    unit: { fr: ['invitation', 'invitations'], en: ['invitation', 'invitations'] },
    type: 'count',
    reads: { events: answers, measure: 'rows' },
    changed_by: [PrivateSaleAnswered.kind],
  },
  {
    key: 'private_sales_attended',
    group: 'contact',
    label: { fr: 'Venu à une vente privée', en: 'Came to private sales' },
    phrase: { fr: 'est venu à {compared} {filters} {window}', en: 'came to {compared} {filters} {window}' },
    none: {
      fr: 'n’est venu à aucune vente privée {filters} {window}',
      en: 'came to no private sale {filters} {window}',
    },
    unit: { fr: ['vente privée', 'ventes privées'], en: ['private sale', 'private sales'] },
    type: 'count',
    reads: { events: arrivals, measure: 'rows' },
    changed_by: [PrivateSaleArrived.kind],
  },
]
