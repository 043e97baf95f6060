/** What a sale or an activity is judged by, and the judgement: what it gives, to the unit, and why. */

export type SaleLine = {
  line_no: number
  product_id: string | null
  category: string | null
  brand?: string | null
  supplier?: string | null
  /** Thousandths of a piece, so that 1.250 kg is 1250 and one piece is 1000. Always positive. */
  quantity_milli: number
  /** Of these, given for nothing by a voucher: they earn nothing by piece. */
  free_milli?: number
  /** For the whole line, before and after the discounts that fall on it; never negative. */
  gross_cents: number
  total_cents: number
}

/** What conditions ask about the customer. Missing: nothing is known, and a condition on it does not hold. */
export type PersonToJudge = {
  /** True when they have never bought before, what came back entirely not counted. */
  first_purchase?: boolean
  /** 'MM-DD'. */
  birthday?: string | null
  tags?: string[]
  club_ids?: string[]
  audience_ids?: string[]
}

/** What a sale is judged by: no clock, no database. */
export type SaleToJudge = {
  store_id: string
  merchant_id?: string
  channel?: string
  /** The instant of the sale in epoch milliseconds; expiry and pending days are counted in `time_zone`. */
  occurred_at_ms: number
  time_zone: string
  lines: SaleLine[]
  /** The means that pay: a condition on them holds only once they are known. */
  payment_means?: string[]
  person?: PersonToJudge
}

/** Something a customer did that is not a purchase. */
export type ActivityToJudge = {
  activity: string
  store_id: string
  merchant_id?: string
  channel?: string
  occurred_at_ms: number
  time_zone: string
  person?: PersonToJudge
}

/** A member's account of one unit, as the ledger keeps it. A ladder has one too: `tier_<ladder_id>`. */
export type AccountState = {
  unit: string
  /** What may be spent now, holds already taken off. */
  available: number
  pending: number
  debt: number
  /**
   * What each rule has kept below a whole step: rule_id → remainder, in cents × units (may be negative after
   * a return); of what a multiplier adds, `<rule_id>:boost` → cents × units × thousandths.
   */
  remainders: Record<string, number>
  /** What caps have counted: `<rule_id or unit>@<per>:<first local day of the period>` → units. */
  counters?: Record<string, number>
  /** Only of a ladder. */
  tier?: TierState | null
  /** Only of a ladder: what counted at `tier.until_ms`, kept by the ledger before what left with the period left. */
  tier_value?: number | null
}

export type TierState = {
  tier_id: string | null
  since_ms: number
  /** When it is looked at again; null for the lowest, which nobody loses. */
  until_ms: number | null
  /** A tier given by hand: never below it. */
  floor_tier_id?: string | null
  /** Lost at its review, kept for the days of grace. */
  in_grace?: boolean
  /** Reached, and begins with the next period; in grace, what follows it. */
  next_tier_id?: string | null
  /** Why it stands so, to be decided again when some of what counted comes back. */
  decided?: TierDecision
}

/** At that instant so much counted, and so it stood before. */
export type TierDecision = { at_ms: number; value: number; before: TierState | null; review?: true }

export type LineAward = {
  line_no: number
  units: number
  remainder_delta: number
  /** Units of this line that a cap took off. */
  capped?: number
}

export type Award = {
  /** The rule; `<rule_id>:boost` for what multipliers add to it; the ladder's id for what counts towards tiers. */
  rule_id: string
  unit: string
  units: number
  /**
   * Sums to `units`, so that a line's return takes back exactly what the line gave. Empty for a rule by
   * purchase, an activity and a ladder that measures units: they go back whole, or as the awards they follow do.
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
  /** What one unit is worth in the remainder's measure, where one is kept; missing: as the rule's own figures say. */
  step?: number
  /** The multipliers that made it, with the factor they came to. */
  multiplier_ids?: string[]
  factor_milli?: number
  /** Units that a cap took off what would have been given. */
  capped?: number
  /** What caps counted for it, to be counted off when it goes back: counter → units. */
  counted?: Record<string, number>
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
  /** For expiry by inactivity: each activity moves `expires_at_ms` so many months past itself. */
  inactive_months?: number
}

/** Open lots by inactivity of this unit are good until then, if they were not for longer. */
export type Extension = { unit: string; inactive_months: number; expires_at_ms: number }

export type Triggered = { reward_id: string; unit: string; cost: number; times: number }

export type TierChange = { ladder_id: string; from: TierState | null; to: TierState }

export type Judgement = {
  awards: Award[]
  lots: LotToOpen[]
  /** Units that repay an earlier debt before anything else. */
  debt_repaid: Record<string, number>
  /** Automatic rewards that this sale sets off. */
  triggered: Triggered[]
  extensions: Extension[]
  tier_changes: TierChange[]
  /** The accounts as they stand afterwards. */
  accounts: AccountState[]
}
