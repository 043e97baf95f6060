/** What a shop may set, with the default of each. The only place where a default is said. */
import { Type, type Static } from 'typebox'

const closed = { additionalProperties: false }
const oneOf = <const T extends string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })
const Units = Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()])

/** Stored as they were given; what was not given follows the default of the day. */
export const Settings = Type.Object(
  {
    /** What a till that has no network may take from one customer's vouchers and rewards, in cents. */
    offline_limit_cents: Type.Integer({ minimum: 0, maximum: 100_000 }),
    /** The largest correction of points, in units of the programme, that each role may write; null is no limit. */
    correction_limit_units: Type.Object({ owner: Units, service: Units }, closed),
    /** The largest voucher or gift card that each role may give or sell, in cents; null is no limit. */
    voucher_limit_cents: Type.Object({ owner: Units, store_manager: Units, seller: Units }, closed),
    /**
     * VAT of the gift cards that are sold from now on: of one rate that is known when they are sold, and due then
     * ('single'), or known and due only when they are used ('multi'). A card keeps what was set when it was sold.
     */
    gift_card_vat: Type.Union([
      Type.Object({ type: Type.Literal('multi') }, closed),
      Type.Object(
        { type: Type.Literal('single'), rate_basis_points: Type.Integer({ minimum: 0, maximum: 10_000 }) },
        closed,
      ),
    ]),
    /** For how many months a gift card that is sold is good, unless another date is said; null is for ever. */
    gift_card_months: Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Null()]),
    /**
     * When a reward counts as near: at this share of its cost, in basis points, or when at most so many units are
     * missing, whichever comes first.
     */
    reward_near: Type.Object(
      { share_basis_points: Type.Integer({ minimum: 1000, maximum: 9900 }), missing_units_max: Units },
      closed,
    ),
    /** Below the total on every receipt: opening hours, a thank you. */
    receipt_footer: Type.String({ maxLength: 500 }),
    /** The receipts that the till offers, in order; the first is the one proposed. */
    receipts: Type.Array(oneOf('qr', 'email', 'print', 'none'), {
      minItems: 1,
      maxItems: 4,
      uniqueItems: true,
    }),
    /** The channels for which the till asks consent when it makes a card; never ticked beforehand. */
    ask_consents: Type.Array(oneOf('email', 'sms', 'push'), { maxItems: 3, uniqueItems: true }),
    /** How many people may share one account, and for how many days one may leave with what they brought. */
    household_size_max: Type.Integer({ minimum: 2, maximum: 20 }),
    household_undo_days: Type.Integer({ minimum: 0, maximum: 365 }),
    /** A correction of more than this waits for a second person; null: none does. */
    correction_approval_above_units: Units,
    /** How many days before units end their customer is told. */
    expiry_warning_days: Type.Array(Type.Integer({ minimum: 1, maximum: 365 }), {
      maxItems: 5,
      uniqueItems: true,
    }),
    /** More than this is refused until later; null is no limit. */
    spending_limits: Type.Object(
      {
        /** Units that one customer may spend in a local day. */
        units_per_day: Units,
        /** Rewards that one customer may take in an hour. */
        rewards_per_hour: Units,
        /** Corrections that one person may write in a local day. */
        corrections_per_day: Units,
      },
      closed,
    ),
    /** What happens to points when goods come back without the receipt of their sale. */
    return_without_sale: oneOf('take_back_at_current_rule', 'leave'),
    /** After this long at rest the till asks for the PIN again, in seconds. */
    till_lock_s: Type.Integer({ minimum: 15, maximum: 3600 }),
  },
  closed,
)
export type Settings = Static<typeof Settings>

export const DEFAULTS: Settings = {
  offline_limit_cents: 2000,
  correction_limit_units: { owner: null, service: 500 },
  voucher_limit_cents: { owner: null, store_manager: 20_000, seller: 15_000 },
  gift_card_vat: { type: 'multi' },
  gift_card_months: null,
  reward_near: { share_basis_points: 9000, missing_units_max: null },
  receipt_footer: '',
  receipts: ['qr', 'email', 'print', 'none'],
  ask_consents: ['email', 'sms'],
  household_size_max: 6,
  household_undo_days: 30,
  correction_approval_above_units: 2000,
  expiry_warning_days: [30, 7],
  spending_limits: { units_per_day: null, rewards_per_hour: 30, corrections_per_day: 100 },
  return_without_sale: 'take_back_at_current_rule',
  till_lock_s: 300,
}

/** Of a tenant's row, which holds only what was set. */
export const settingsOf = (stored: unknown): Settings => ({ ...DEFAULTS, ...(stored as Partial<Settings>) })

export const Theme = Type.Object(
  {
    primary: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
    logo_url: Type.Optional(
      Type.Union([Type.String({ pattern: '^(https://|/)', maxLength: 500 }), Type.Null()]),
    ),
  },
  closed,
)
export type Theme = Static<typeof Theme>
