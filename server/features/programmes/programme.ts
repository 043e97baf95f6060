/**
 * The shape of a programme: what a shop promises, as data. It is versioned as a whole: an old sale is judged
 * by the version of its day. Everything is whole numbers; money is in minor units (cents), `spend` is counted
 * in cents too.
 */

/** What is counted. A card holds one account per unit. */
export type Unit = {
  /** Stable key, e.g. 'points', 'stamps', 'spend'. Accounts in the ledger carry it. */
  unit: string
  /**
   * `points`: earned by amount; `stamps`: earned by purchase or item; `spend`: the amount itself, in cents.
   */
  kind: 'points' | 'stamps' | 'spend'
  /**
   * What is left below a whole step: kept for the next sale (the default, or regulars are never rewarded), or
   * lost.
   */
  remainder: 'keep' | 'lose'
  /** Only matters when the remainder is lost: a kept remainder rounds down and forgets nothing. */
  rounding: 'down' | 'nearest' | 'up'
  /** Whole local days before earned units can be spent; 0 is at once. */
  pending_days: number
  expiry: { kind: 'never' } | { kind: 'rolling'; months: number }
}

/** Empty or missing means: everywhere, everything. All the given conditions must hold. */
export type Conditions = {
  store_ids?: string[]
  product_ids?: string[]
  categories?: string[]
}

export type EarningRule = {
  rule_id: string
  unit: string
  /**
   * amount: `units` for every `per_cents` of the basis (for a `spend` unit: 1 per 1);
   * purchase: `units` for each sale of at least `minimum_cents` of the basis;
   * item: `units` for each whole piece bought.
   */
  counts:
    | { by: 'amount'; units: number; per_cents: number }
    | { by: 'purchase'; units: number; minimum_cents: number }
    | { by: 'item'; units: number }
  when: Conditions
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
}

export type Programme = {
  name: string
  units: Unit[]
  earning: EarningRule[]
  rewards: Reward[]
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

export type SaleLine = {
  line_no: number
  product_id: string | null
  category: string | null
  /** Thousandths of a piece, so that 1.250 kg is 1250 and one piece is 1000. Always positive. */
  quantity_milli: number
  /** For the whole line, before and after the discounts that fall on it; never negative. */
  gross_cents: number
  total_cents: number
}

/** What a sale is judged by: no clock, no database. */
export type SaleToJudge = {
  store_id: string
  /** The instant of the sale in epoch milliseconds; expiry and pending days are counted in `time_zone`. */
  occurred_at_ms: number
  time_zone: string
  lines: SaleLine[]
}

/** A member's account of one unit, as the ledger keeps it. */
export type AccountState = {
  unit: string
  /** What may be spent now, holds already taken off. */
  available: number
  pending: number
  debt: number
  /**
   * What each rule has kept below a whole step: rule_id → remainder, in cents × units (may be negative after
   * a return).
   */
  remainders: Record<string, number>
}

export type LineAward = { line_no: number; units: number; remainder_delta: number }

export type Award = {
  rule_id: string
  unit: string
  units: number
  /**
   * Sums to `units`, so that a line's return takes back exactly what the line gave. Empty for a rule by
   * purchase.
   */
  lines: LineAward[]
  /** What the rule had kept before this sale; with it the award explains itself for ever. */
  remainder_before: number
  remainder_delta: number
  basis_cents: number
  /**
   * By purchase only, and only when some lines did not count: the lines that did. Missing means all of the
   * sale.
   */
  counted_line_nos?: number[]
}

/**
 * A lot to open in the ledger for this sale: one per unit, with what is left of its earnings once debt is
 * repaid.
 */
export type LotToOpen = {
  unit: string
  units: number
  available_at_ms: number
  /** End of the local day, exclusive; null never expires. */
  expires_at_ms: number | null
}

export type Triggered = { reward_id: string; unit: string; cost: number; times: number }

export type Judgement = {
  awards: Award[]
  lots: LotToOpen[]
  /** Units that repay an earlier debt before anything else. */
  debt_repaid: Record<string, number>
  /** Automatic rewards that this sale sets off. */
  triggered: Triggered[]
  /** The accounts as they stand afterwards. */
  accounts: AccountState[]
}
