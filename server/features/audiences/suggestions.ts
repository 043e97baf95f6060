/** Audiences to begin with, as most shops want them. Pure. */
import type { Rule, Words } from './shape.ts'

export type Suggestion = { key: string; name: Words; why: Words; rule: Rule }

export const SUGGESTIONS: Suggestion[] = [
  {
    key: 'inactive',
    name: { fr: 'Inactifs depuis 90 jours', en: 'Inactive for 90 days' },
    why: {
      fr: 'Ceux qui venaient et ne viennent plus : un mot les fait revenir.',
      en: 'They came and come no more: a word brings them back.',
    },
    rule: {
      all: [
        { field: 'sales_ever', operator: 'at_least', values: [2] },
        { field: 'last_sale', operator: 'before_days', values: [90] },
      ],
    },
  },
  {
    key: 'best',
    name: { fr: 'Meilleurs clients', en: 'Best customers' },
    why: {
      fr: 'Fidèles et généreux sur un an : à inviter en premier.',
      en: 'Loyal and generous over a year: the first to invite.',
    },
    rule: {
      all: [
        { field: 'bought', operator: 'at_least', values: [4], within_days: 365 },
        { field: 'bought_amount', operator: 'at_least', values: [30000], within_days: 365 },
      ],
    },
  },
  {
    key: 'birthdays',
    name: { fr: 'Anniversaires du mois', en: 'Birthdays this month' },
    why: {
      fr: 'À qui souhaiter une bonne fête ce mois-ci.',
      en: 'Whom to wish a happy birthday this month.',
    },
    rule: { field: 'birthday', operator: 'this_month' },
  },
  {
    key: 'vouchers',
    name: { fr: 'Bons bientôt expirés', en: 'Vouchers about to expire' },
    why: {
      fr: 'Ils ont un bon à utiliser dans les 30 jours et l’oublient peut-être.',
      en: 'They hold a voucher that ends within 30 days and may forget it.',
    },
    rule: { field: 'holds_voucher', operator: 'some', within_days: 30 },
  },
  {
    key: 'new',
    name: { fr: 'Nouveaux clients', en: 'New customers' },
    why: {
      fr: 'Arrivés ce mois-ci : c’est le moment de se présenter.',
      en: 'Came this month: the moment to introduce yourselves.',
    },
    rule: { field: 'customer_since', operator: 'within_days', values: [30] },
  },
  {
    key: 'one_visit',
    name: { fr: 'Venus une seule fois', en: 'Came only once' },
    why: {
      fr: 'La deuxième visite fait le client : invitez-les avant deux mois.',
      en: 'The second visit makes the customer: invite them within two months.',
    },
    rule: {
      all: [
        { field: 'sales_ever', operator: 'exactly', values: [1] },
        { field: 'last_sale', operator: 'within_days', values: [60] },
      ],
    },
  },
  {
    key: 'reachable',
    name: { fr: 'Joignables par e-mail', en: 'Reachable by e-mail' },
    why: { fr: 'Ont un e-mail et acceptent nos offres.', en: 'Have an e-mail and agree to our offers.' },
    rule: {
      all: [
        { field: 'has_email', operator: 'is_true' },
        { field: 'agreed_to', operator: 'is_any', values: ['email'] },
      ],
    },
  },
]
