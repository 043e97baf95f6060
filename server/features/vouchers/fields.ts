/** What audiences may ask about gift cards, vouchers and discounts that a customer holds. */
import type { Events, Field, Filter } from '../audiences/shape.ts'
import { SaleRecorded, SaleReturned } from '../sales/events.ts'
import { RewardCancelled, RewardTaken } from '../rewards/events.ts'
import { VoucherExpired, VoucherIssued, VoucherRefunded, VoucherUsed, VoucherWithdrawn } from './events.ts'

const changed_by = [
  SaleRecorded,
  SaleReturned,
  RewardTaken,
  RewardCancelled,
  VoucherIssued,
  VoucherUsed,
  VoucherRefunded,
  VoucherWithdrawn,
  VoucherExpired,
].map(({ kind }) => kind)

const kind = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

const filters: Filter[] = [
  {
    key: 'kind',
    label: { fr: 'Sorte', en: 'Kind' },
    phrase: { fr: '({values})', en: '({values})' },
    type: 'choice',
    sql: 'e.kind',
    as: 'text',
    choices: [
      kind('gift_card', 'carte cadeau', 'gift card'),
      kind('discount_amount', 'bon d’achat', 'discount'),
      kind('discount_percent', 'remise en %', 'discount in %'),
      kind('free_product', 'article offert', 'free product'),
      kind('service', 'service', 'service'),
    ],
  },
  {
    key: 'name',
    label: { fr: 'Nom du bon', en: 'Name' },
    phrase: { fr: '« {values} »', en: '“{values}”' },
    type: 'text',
    sql: 'e.name',
    as: 'text',
  },
]

const held: Events = {
  name: 'voucher',
  from: 'voucher e',
  customer: 'e.customer_id',
  at: 'e.expires_at',
  window: 'coming',
  only: `e.withdrawn_at is null and e.uses_left > 0 and (e.kind <> 'gift_card' or e.balance_cents > 0)`,
  filters,
}

const cards: Events = {
  ...held,
  name: 'gift_card',
  only: `e.withdrawn_at is null and e.kind = 'gift_card' and e.uses_left > 0 and e.balance_cents > 0`,
  filters: [],
}

const given: Events = {
  name: 'voucher_given',
  from: 'voucher e',
  customer: 'e.customer_id',
  at: 'e.issued_at',
  filters,
}

/** What was used and not given back whole since. */
const used: Events = {
  name: 'voucher_used',
  from: `(select n.tenant_id, v.customer_id, n.voucher_id, n.occurred_at, v.kind, v.name, s.store_id
    from voucher_entry n join voucher v on v.tenant_id = {tenant} and v.voucher_id = n.voucher_id
    left join sale s on s.tenant_id = {tenant} and s.sale_id = n.sale_id
    where n.tenant_id = {tenant} and n.kind = 'capture' and not exists (select from voucher_entry b
      where b.tenant_id = {tenant} and b.voucher_id = n.voucher_id and b.kind = 'refund' and b.sale_id is not distinct from n.sale_id
      having sum(b.amount_cents) >= -n.amount_cents)) e`,
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  filters: [
    ...filters,
    {
      key: 'store',
      label: { fr: 'Magasin', en: 'Store' },
      phrase: { fr: 'à {values}', en: 'at {values}' },
      type: 'choice',
      sql: 'e.store_id',
      as: 'uuid',
      choices: 'stores',
    },
  ],
}

/** Ended with something left on it. */
const lost: Events = {
  ...given,
  name: 'voucher_lost',
  at: 'e.expired_at',
  only: `e.expired_at is not null and e.uses_left > 0`,
}

const loyalty = { group: 'loyalty', changed_by } as const

export const voucherFields: Field[] = [
  {
    ...loyalty,
    key: 'holds_voucher',
    label: { fr: 'Bons et cartes cadeaux à utiliser', en: 'Vouchers and gift cards to use' },
    phrase: {
      fr: 'a {compared} à utiliser {filters} {window}',
      en: 'holds {compared} to use {filters} {window}',
    },
    none: {
      fr: 'n’a aucun bon à utiliser {filters} {window}',
      en: 'holds no voucher to use {filters} {window}',
    },
    unit: { fr: ['bon', 'bons'], en: ['voucher', 'vouchers'] },
    type: 'count',
    reads: { events: held, measure: 'rows' },
  },
  {
    ...loyalty,
    key: 'holds_gift_card',
    label: { fr: 'Cartes cadeaux à utiliser', en: 'Gift cards to use' },
    phrase: { fr: 'a {compared} à utiliser {window}', en: 'holds {compared} to use {window}' },
    none: { fr: 'n’a aucune carte cadeau à utiliser {window}', en: 'holds no gift card to use {window}' },
    unit: { fr: ['carte cadeau', 'cartes cadeaux'], en: ['gift card', 'gift cards'] },
    type: 'count',
    reads: { events: cards, measure: 'rows' },
  },
  {
    ...loyalty,
    key: 'gift_card_balance',
    label: { fr: 'Solde de cartes cadeaux', en: 'Gift card balance' },
    phrase: {
      fr: 'a {compared} sur ses cartes cadeaux {filters} {window}',
      en: 'has {compared} on gift cards {filters} {window}',
    },
    none: { fr: 'n’a rien sur des cartes cadeaux {window}', en: 'has nothing on gift cards {window}' },
    type: 'money',
    reads: { events: held, measure: { sum: 'e.balance_cents' } },
  },
  {
    ...loyalty,
    key: 'vouchers_given',
    label: { fr: 'Bons reçus', en: 'Vouchers given' },
    phrase: { fr: 'a reçu {compared} {filters} {window}', en: 'was given {compared} {filters} {window}' },
    none: { fr: 'n’a reçu aucun bon {filters} {window}', en: 'was given no voucher {filters} {window}' },
    unit: { fr: ['bon', 'bons'], en: ['voucher', 'vouchers'] },
    type: 'count',
    reads: { events: given, measure: 'rows' },
  },
  {
    ...loyalty,
    key: 'vouchers_used',
    label: { fr: 'Bons utilisés', en: 'Vouchers used' },
    phrase: { fr: 'a utilisé {compared} {filters} {window}', en: 'used {compared} {filters} {window}' },
    none: { fr: 'n’a utilisé aucun bon {filters} {window}', en: 'used no voucher {filters} {window}' },
    unit: { fr: ['bon', 'bons'], en: ['voucher', 'vouchers'] },
    type: 'count',
    reads: { events: used, measure: { distinct: 'e.voucher_id' } },
  },
  {
    ...loyalty,
    key: 'vouchers_lost',
    label: { fr: 'Bons perdus, faute d’avoir servi', en: 'Vouchers that ended unused' },
    phrase: {
      fr: 'a laissé perdre {compared} {filters} {window}',
      en: 'let {compared} end unused {filters} {window}',
    },
    none: {
      fr: 'n’a laissé perdre aucun bon {filters} {window}',
      en: 'let no voucher end unused {filters} {window}',
    },
    unit: { fr: ['bon', 'bons'], en: ['voucher', 'vouchers'] },
    type: 'count',
    reads: { events: lost, measure: 'rows' },
  },
]
