/** How a shop counts what it owes, and to which accounts: every default is said here. */
import { Type, type Static } from 'typebox'

const closed = { additionalProperties: false }
const orNull = <T extends ReturnType<typeof Type.Integer>>(type: T) => Type.Union([type, Type.Null()])
const Share = Type.Integer({ minimum: 0, maximum: 10_000 })
const Worth = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

/** Digits first, as in the French chart; at least three of them (article A47 A-1 of the tax procedures book). */
const Account = Type.Object(
  {
    number: Type.String({ pattern: '^[1-8][0-9]{2}[0-9A-Za-z]{0,17}$' }),
    label: Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\t\\r\\n|]+$' }),
  },
  closed,
)

const ACCOUNT_KEYS = [
  'customers',
  'gift_cards',
  'vat',
  'deferred',
  'rebates',
  'sales',
  'provision',
  'provision_charge',
  'provision_income',
  'breakage',
  'brought_in',
] as const
export type AccountKey = (typeof ACCOUNT_KEYS)[number]

const Accounts = Type.Object(
  Object.fromEntries(ACCOUNT_KEYS.map((key) => [key, Account])) as Record<AccountKey, typeof Account>,
  closed,
)

const UnitSettings = Type.Object(
  {
    /** What one unit is worth to its holder, tax included, in millionths of a cent; null: as its rewards say. */
    value_micro: orNull(Worth),
    /** What one unit costs the shop, without tax, in millionths of a cent; null: its worth without tax and margin. */
    cost_micro: orNull(Worth),
    /** The share of what is earned that will be used in the end; null: as the past says. */
    use_bp: orNull(Share),
  },
  closed,
)
export type UnitSettings = Static<typeof UnitSettings>

export const AccountingSettings = Type.Object(
  {
    /**
     * provision: at cost, as a provision for charges (CNC 2004-E, and what tax law lets be deducted).
     * deferred: at selling price without tax, as deferred income.
     * ifrs15: the part of each sale that paid for the points, released as they are used.
     */
    method: Type.Unsafe<'provision' | 'deferred' | 'ifrs15'>({
      type: 'string',
      enum: ['provision', 'deferred', 'ifrs15'],
    }),
    /** The usual VAT rate of what is sold, to take the tax off what is promised. */
    vat_rate_bp: Share,
    /** The gross margin on sales; null when it is not told, and then what is given is taken at its price. */
    margin_bp: orNull(Share),
    units: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), UnitSettings),
    /** The share of given vouchers that will be used; null: as the past says. */
    voucher_use_bp: orNull(Share),
    accounts: Accounts,
    journal_code: Type.String({ pattern: '^[A-Z0-9]{1,6}$' }),
    journal_label: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\t\\r\\n|]+$' }),
  },
  closed,
)
export type AccountingSettings = Static<typeof AccountingSettings>

export const DEFAULTS: AccountingSettings = {
  method: 'provision',
  vat_rate_bp: 2000,
  margin_bp: null,
  units: {},
  voucher_use_bp: null,
  accounts: {
    customers: { number: '411000', label: 'Clients' },
    gift_cards: { number: '419100', label: 'Clients - cartes cadeaux à utiliser' },
    vat: { number: '445710', label: 'TVA collectée' },
    deferred: { number: '487000', label: 'Produits constatés d’avance - fidélité' },
    rebates: { number: '709700', label: 'Remises accordées - fidélité' },
    sales: { number: '707000', label: 'Ventes de marchandises - part différée' },
    provision: { number: '151800', label: 'Provision pour fidélité' },
    provision_charge: { number: '681500', label: 'Dotation à la provision pour fidélité' },
    provision_income: { number: '781500', label: 'Reprise de la provision pour fidélité' },
    breakage: { number: '758000', label: 'Cartes cadeaux expirées' },
    brought_in: { number: '471000', label: 'Cartes cadeaux reprises d’un ancien logiciel' },
  },
  journal_code: 'FID',
  journal_label: 'Fidélité et cartes cadeaux',
}

/** What was stored, over the defaults of the day. */
export function settingsOf(stored: unknown): AccountingSettings {
  const given = (stored ?? {}) as Partial<AccountingSettings>
  return { ...DEFAULTS, ...given, accounts: { ...DEFAULTS.accounts, ...given.accounts } }
}

const NO_UNIT: UnitSettings = { value_micro: null, cost_micro: null, use_bp: null }
export const unitSettingsOf = (settings: AccountingSettings, unit: string): UnitSettings =>
  settings.units[unit] ?? NO_UNIT
