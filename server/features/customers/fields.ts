/** What audiences may ask about a person's record. */
import type { Events, Field } from '../audiences/shape.ts'
import { CustomerChanged, CustomerCreated, CustomerReturnedTo } from './events.ts'

const changed_by = [CustomerCreated.kind, CustomerChanged.kind, CustomerReturnedTo.kind]
const person = { group: 'person', changed_by } as const

const tags: Events = {
  name: 'customer_tag',
  from: 'customer_tag e',
  customer: 'e.customer_id',
  at: 'e.added_at',
  filters: [
    {
      key: 'tag',
      label: { fr: 'Étiquette', en: 'Tag' },
      phrase: { fr: '{values}', en: '{values}' },
      type: 'choice',
      sql: 'e.tag',
      as: 'text',
      choices: 'tags',
    },
  ],
}

const reachedBy = (
  kind: 'email' | 'phone' | 'card',
  label: Field['label'],
  phrase: Field['phrase'],
  none: Field['phrase'],
): Field => ({
  ...person,
  key: `has_${kind}`,
  label,
  phrase,
  none,
  type: 'flag',
  reads: {
    events: {
      name: `identifier_${kind}`,
      from: 'identifier e',
      customer: 'e.customer_id',
      at: null,
      only: `e.kind = '${kind}'`,
      filters: [],
    },
    measure: 'rows',
  },
})

const source = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

export const customerFields: Field[] = [
  {
    ...person,
    key: 'home_store',
    label: { fr: 'Magasin habituel', en: 'Usual store' },
    phrase: { fr: 'a pour magasin {values}', en: 'usual store is {values}' },
    none: { fr: 'n’a pas pour magasin {values}', en: 'usual store is not {values}' },
    type: 'choice',
    choices: 'stores',
    reads: { of: null, sql: 'c.home_store_id', as: 'uuid' },
  },
  {
    ...person,
    key: 'birthday',
    label: { fr: 'Anniversaire', en: 'Birthday' },
    phrase: { fr: 'son anniversaire', en: 'birthday' },
    type: 'birthday',
    reads: { of: null, sql: 'c.birth_date' },
  },
  {
    ...person,
    key: 'age',
    label: { fr: 'Âge', en: 'Age' },
    phrase: { fr: 'a {compared}', en: 'is {compared}' },
    unit: { fr: ['an', 'ans'], en: ['year old', 'years old'] },
    type: 'age',
    reads: { of: null, sql: 'c.birth_date' },
  },
  {
    ...person,
    key: 'customer_since',
    label: { fr: 'Client depuis', en: 'Customer since' },
    phrase: { fr: 'est client', en: 'became a customer' },
    type: 'date',
    reads: { of: null, sql: 'c.created_at' },
  },
  {
    ...person,
    key: 'lives_near',
    label: { fr: 'Habite près de', en: 'Lives near' },
    phrase: { fr: 'habite à moins de {km} km de {place}', en: 'lives within {km} km of {place}' },
    type: 'place',
    reads: { of: null, sql: 'c.postal_code', as: 'text' },
  },
  {
    ...person,
    key: 'postal_code',
    label: { fr: 'Code postal', en: 'Postal code' },
    phrase: { fr: 'a un code postal', en: 'has a postal code' },
    none: { fr: 'n’a pas de code postal', en: 'has no postal code' },
    type: 'text',
    reads: { of: null, sql: 'c.postal_code', as: 'text' },
  },
  {
    ...person,
    key: 'city',
    label: { fr: 'Ville', en: 'Town' },
    phrase: { fr: 'habite une ville', en: 'lives in a town' },
    none: { fr: 'n’a pas de ville', en: 'has no town' },
    type: 'text',
    reads: { of: null, sql: 'c.city', as: 'text' },
  },
  {
    ...person,
    key: 'language',
    label: { fr: 'Langue', en: 'Language' },
    phrase: { fr: 'parle {values}', en: 'speaks {values}' },
    none: { fr: 'ne parle pas {values}', en: 'does not speak {values}' },
    type: 'choice',
    choices: [source('fr', 'français', 'French'), source('en', 'anglais', 'English')],
    reads: { of: null, sql: 'c.language', as: 'text' },
  },
  {
    ...person,
    key: 'registered_by',
    label: { fr: 'Fiche créée par', en: 'Record made by' },
    phrase: { fr: 'a sa fiche par {values}', en: 'record made by {values}' },
    none: { fr: 'n’a pas sa fiche par {values}', en: 'record not made by {values}' },
    type: 'choice',
    choices: [
      source('till', 'la caisse', 'the till'),
      source('console', 'le bureau', 'the office'),
      source('card', 'la carte en ligne', 'the card online'),
      source('import', 'un fichier', 'a file'),
      source('api', 'un autre logiciel', 'another program'),
    ],
    reads: { of: null, sql: 'c.source', as: 'text' },
  },
  {
    ...person,
    key: 'registered_at',
    label: { fr: 'Inscrit au magasin', en: 'Registered at store' },
    phrase: { fr: 's’est inscrit à {values}', en: 'registered at {values}' },
    none: { fr: 'ne s’est pas inscrit à {values}', en: 'did not register at {values}' },
    type: 'choice',
    choices: 'stores',
    reads: { of: null, sql: 'c.created_store_id', as: 'uuid' },
  },
  {
    ...person,
    key: 'tag',
    label: { fr: 'Étiquette', en: 'Tag' },
    phrase: { fr: 'porte l’étiquette {values}', en: 'is tagged {values}' },
    none: { fr: 'ne porte pas l’étiquette {values}', en: 'is not tagged {values}' },
    type: 'choice',
    choices: 'tags',
    reads: { events: tags, measure: 'rows' },
  },
  {
    ...person,
    key: 'tagged_since',
    label: { fr: 'Étiquette depuis', en: 'Tagged since' },
    phrase: { fr: 'porte une étiquette {filters} mise', en: 'tag {filters} was put on' },
    none: { fr: 'ne porte aucune étiquette {filters}', en: 'has no tag {filters}' },
    type: 'date',
    reads: { events: tags, measure: 'first' },
  },
  reachedBy(
    'email',
    { fr: 'A un e-mail', en: 'Has an e-mail' },
    { fr: 'a un e-mail', en: 'has an e-mail' },
    { fr: 'n’a pas d’e-mail', en: 'has no e-mail' },
  ),
  reachedBy(
    'phone',
    { fr: 'A un téléphone', en: 'Has a phone' },
    { fr: 'a un téléphone', en: 'has a phone' },
    { fr: 'n’a pas de téléphone', en: 'has no phone' },
  ),
]
