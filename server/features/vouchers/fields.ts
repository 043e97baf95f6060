/** What audiences may ask about gift cards, vouchers and discounts that a customer holds. */
import type { Events, Field } from '../audiences/shape.ts'
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

const held: Events = {
  name: 'voucher',
  from: 'voucher e',
  customer: 'e.customer_id',
  at: 'e.expires_at',
  window: 'coming',
  only: `e.withdrawn_at is null and e.uses_left > 0 and (e.kind <> 'gift_card' or e.balance_cents > 0)`,
  filters: [
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
  ],
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
]
