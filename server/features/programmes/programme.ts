/**
 * The shape of a programme: what a shop promises, as data. It is versioned as a whole: an old sale is judged
 * by the version of its day. Everything is whole numbers; money is in minor units (cents), `spend` and `money`
 * are counted in cents too. A field that may be missing keeps what programmes written before it meant.
 */

/** When what was earned is over. Always at the end of a local day of the store's zone, half open. */
export type Expiry =
  | { kind: 'never' }
  /** Whole months after the day of earning, that day included; then on to the end of the month or year it falls in. */
  | { kind: 'rolling'; months: number; to_end_of?: 'month' | 'year' }
  /** So many months without a purchase or an activity: each one pushes everything that is open further. */
  | { kind: 'inactivity'; months: number }
  /** The end of the calendar month, quarter or year of the earning, and `plus` whole ones more. */
  | { kind: 'calendar'; end_of: 'month' | 'quarter' | 'year'; plus: number }
  /**
   * The end of one day every year (29 February is the 28th in other years); what was earned less than
   * `months_min` before it stays until the next.
   */
  | { kind: 'yearly'; month: number; day: number; months_min: number }
  /** The end of one day, '2027-06-30'. */
  | { kind: 'date'; on: string }

/** Paying with units: `units` are worth `cents`, in whole steps of `units`. */
export type Pays = {
  units: number
  cents: number
  /** Fewer than this cannot be used in a sale. */
  units_min: number
  /** The share of a basket that may be paid so, in basis points: 10 000 is all of it. */
  share_max_basis_points: number
  /** A discount lowers what the sale counts for (French practice); a payment does not. */
  counts_as: 'discount' | 'payment'
}

/** How much may be earned in a time: more is cut down to it, or gives nothing at all. */
export type Cap = {
  /** Local calendar periods; a week begins on Monday. */
  per: 'sale' | 'day' | 'week' | 'month' | 'year' | 'ever'
  units_max: number
  over: 'reduce' | 'refuse'
}

/** What is counted. A card holds one account per unit. */
export type Unit = {
  /** Stable key, e.g. 'points', 'stamps', 'spend'. Accounts in the ledger carry it. */
  unit: string
  /** What the shop calls it where two are of one kind: « bio », « cave ». Without it they are told apart by their keys. */
  name?: string
  /**
   * `points`: earned by amount; `stamps`: earned by purchase or item; `spend`: the amount itself, in cents;
   * `money`: a kitty in cents, which pays.
   */
  kind: 'points' | 'stamps' | 'spend' | 'money'
  /**
   * What is left below a whole step: kept for the next sale (the default, or regulars are never rewarded), or
   * lost.
   */
  remainder: 'keep' | 'lose'
  /** Only matters when the remainder is lost: a kept remainder rounds down and forgets nothing. */
  rounding: 'down' | 'nearest' | 'up'
  /** Whole local days before earned units can be spent; 0 is at once. */
  pending_days: number
  expiry: Expiry
  pays?: Pays | null
  /** Over every rule together. */
  caps?: Cap[]
}

/** Empty or missing means: everywhere, everything, everybody. All the given conditions must hold. */
export type Conditions = {
  store_ids?: string[]
  merchant_ids?: string[]
  /** Where the sale was made: 'till', 'web', 'phone', or what a connected program says. */
  channels?: string[]
  product_ids?: string[]
  categories?: string[]
  brands?: string[]
  suppliers?: string[]
  /** Monday is 1, Sunday 7; local day of the store. */
  weekdays?: number[]
  /** Minutes after local midnight, from inclusive, to exclusive; 22:00 to 02:00 goes over midnight. */
  hours?: { from_minute: number; to_minute: number }
  /** 'MM-DD', both days included; may go over the new year. */
  season?: { from: string; to: string }
  /** 'YYYY-MM-DD', both days included: a campaign. */
  dates?: { from: string | null; to: string | null }
  first_purchase?: true
  /** Around the customer's birthday; who gave none is left out. */
  birthday?: { days_before: number; days_after: number }
  tier_ids?: string[]
  club_ids?: string[]
  tags?: string[]
  audience_ids?: string[]
  /** Of what counts in the sale, from inclusive, to inclusive. */
  basket_min_cents?: number
  basket_max_cents?: number
  /** One of these pays at least a part. */
  payment_means?: string[]
}

export type EarningRule = {
  rule_id: string
  unit: string
  /** For a campaign: what customers and the till read. Missing: said from the rule itself. */
  name?: string
  /**
   * amount: `units` for every `per_cents` of the basis (for a `spend` unit: 1 per 1);
   * purchase: `units` for each sale of at least `minimum_cents` of the basis;
   * item: `units` for each whole piece bought, or for every `every` pieces of the sale;
   * activity: `units` for something that is not a purchase (a review, a visit, a friend brought, …).
   */
  counts:
    | { by: 'amount'; units: number; per_cents: number }
    | { by: 'purchase'; units: number; minimum_cents: number }
    | { by: 'item'; units: number; every?: number }
    | { by: 'activity'; units: number; activity: string }
  when: Conditions
  /** Of the rules of one group that hold, only the one of highest priority counts; a tie is the first written. */
  exclusive_group?: string | null
  priority?: number
  caps?: Cap[]
}

/** Makes rules of its unit give more, for the lines that its conditions hold for. */
export type Multiplier = {
  multiplier_id: string
  name: string
  unit: string
  /** Thousandths: 2000 doubles, 1500 is half as much again. At least 1000. */
  factor_milli: number
  /** Missing or empty: every rule of the unit. */
  rule_ids?: string[]
  when: Conditions
  priority?: number
}

/** An advantage in words, that people give; what the program does by itself are multipliers and rewards by tier. */
export type TierBenefit = { kind: 'service' | 'free_delivery' | 'private_sales' | 'other'; text: string }
export type Tier = { tier_id: string; name: string; threshold: number; benefits: TierBenefit[] }

/**
 * Tiers climbed by what was bought or earned in a period. What counts is kept in the ledger as a unit of its own,
 * `tier_<ladder_id>`, whose lots leave with their period: so returns, merges and time act on it as on points.
 */
export type Ladder = {
  /** Stable key, [a-z][a-z0-9_]*. */
  ladder_id: string
  name: string
  /** Cents counted, visits of at least so much, or units earned (spent ones count too). */
  measures: { by: 'amount' } | { by: 'visits'; minimum_cents: number } | { by: 'units'; unit: string }
  period: { kind: 'rolling'; months: number } | { kind: 'calendar'; of: 'month' | 'quarter' | 'year' }
  /** A tier that is reached begins at once, or with the next calendar period. */
  starts: 'at_once' | 'next_period'
  /** Kept to the end of the period it was reached in (rolling: so many periods from that day) and `keeps_periods` more. */
  keeps_periods: number
  /** A tier that is lost at its review is kept so many days more. */
  grace_days: number
  /** At a review: to what is earned now, or one step at a time. */
  drops: 'to_earned' | 'one_step'
  /** From low to high; nobody is below the first when its threshold is 0. */
  tiers: Tier[]
}

export type Benefit =
  /** Money on a card of its own, may be spent in several times. */
  | { kind: 'gift_card'; value_cents: number; valid_days: number | null }
  /** Money off one sale. */
  | { kind: 'discount_amount'; value_cents: number; minimum_cents: number; valid_days: number | null }
  /** A share off one sale, in basis points (1000 = 10 %), at most `value_cents_max` when given. */
  | {
      kind: 'discount_percent'
      basis_points: number
      minimum_cents: number
      value_cents_max: number | null
      valid_days: number | null
    }
  /** One piece of a product or of a category for nothing, up to `value_cents_max` when given. */
  | {
      kind: 'free_product'
      product_id: string | null
      category: string | null
      value_cents_max: number | null
      valid_days: number | null
    }
  /** Something done for the customer: alteration, delivery, a class, an evening, a place at a private sale. */
  | { kind: 'service' | 'experience' | 'private_sale'; valid_days: number | null }
  /** The shop gives this much to a cause in the customer's name. */
  | { kind: 'donation'; value_cents: number; cause: string; valid_days: number | null }

export type Reward = {
  reward_id: string
  name: string
  unit: string
  /** How many units it takes. */
  cost: number
  benefit: Benefit
  /**
   * automatic: issued by itself as soon as the cost is reached, as often as it is; chosen: taken at the till
   * or on the phone.
   */
  trigger: 'automatic' | 'chosen'
  description?: string
  picture_id?: string | null
  /** What it costs the shop, in cents, where its value does not say (a service, a free product). */
  cost_cents?: number | null
  /** Who may have it, and when; only a chosen one. */
  tier_ids?: string[]
  club_ids?: string[]
  dates?: { from: string | null; to: string | null }
  /** How often one customer may have it. */
  per_customer?: { times: number; per: 'month' | 'year' | 'ever' } | null
  /** There are only so many: how many is counted apart (`reward_stock`). Missing: as many as wanted. */
  limited_stock?: boolean
}

export type Programme = {
  name: string
  units: Unit[]
  earning: EarningRule[]
  rewards: Reward[]
  multipliers?: Multiplier[]
  /** Several multipliers on one line: factors multiply, what they add adds up, or the best alone counts (default). */
  stacking?: 'multiply' | 'add' | 'best'
  ladders?: Ladder[]
  /** What a sale counts for, for every rule. */
  basis: {
    /**
     * Before or after the discounts of the sale (a line's own discount, vouchers of the discount kinds).
     * Default after.
     */
    discounts: 'before' | 'after'
    /** Products and categories that never count (tobacco, medicines, gift cards sold, …). */
    excluded_product_ids: string[]
    excluded_categories: string[]
  }
  /**
   * When a return takes back more than is left: owe it (`debt`, paid by the next earnings) or stop at zero
   * (`clamp`).
   */
  clawback: 'debt' | 'clamp'
}
