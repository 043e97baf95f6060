/** The shape of a month's statement, as it is answered and as a close keeps it. */
import type { AccountingSettings } from './settings.ts'
import type { Tally } from './movements.ts'
import type { Allocations } from './promise.ts'

export type UnitWorth = {
  unit: string
  /** points, stamps, spend or money, as the programme says; null when no programme names it any more. */
  kind: string | null
  value_micro: number
  cost_micro: number
  /** Where the worth comes from: the shop's own word, the dearest reward, what it pays; or it is worth nothing known. */
  value_from: 'shop' | 'rewards' | 'pays' | 'nothing'
}

type Merchant = { merchant_id: string; name: string; siren: string | null }

/** Everything a statement depends on besides what moved: kept with a close, so that it can be made again. */
export type Parameters = {
  month: string
  from_at: string
  to_at: string
  /** The last whole month that has been lived through. */
  lived: string
  currency: string
  settings: AccountingSettings
  settings_version: number
  units: UnitWorth[]
  merchants: Merchant[]
}

type CohortFigures = {
  vintage: string
  outstanding: number
  /** Of those, how many are expected to be used. */
  to_be_used: number
  owed_cents: number
}

export type PromiseFigures = {
  tally: Tally
  estimate: 'shop' | 'past' | 'prudence'
  /** Of what the open cohorts earned, the share used in the end; null when nothing is open. */
  use_bp: number | null
  expected_used: number
  expected_lost: number
  cohorts: CohortFigures[]
  by_expiry: { key: string; amount: number }[]
  owed_cents: number
  /** Of it, what was promised this month. */
  owed_new_cents: number
  /** By how much it would change if one point of percentage more, or less, were used. */
  one_point_more_cents: number
  one_point_less_cents: number
}

export type UnitFigures = PromiseFigures & {
  unit: string
  /** What is owed is less than what it will cost, by so much; null when no cost is known. */
  onerous_cents: number | null
}

export type GiftCardFigures = {
  class: string
  origin: string
  vat_type: 'single' | 'multi'
  vat_rate_bp: number
  tally: Tally
  by_vintage: { key: string; amount: number }[]
  by_expiry: { key: string; amount: number }[]
  /** VAT that became due this month: when it was sold, for one purpose; when it is used, for several (at the usual rate). */
  vat_at_issue_cents: number
  vat_at_use_cents: number
}

export type Line = { account: string; label: string; debit_cents: number; credit_cents: number }
export type JournalEntry = { no: number; about: EntryAbout; label: string; lines: Line[] }
export type EntryAbout =
  | 'points_new'
  | 'points_released'
  | 'onerous'
  | 'cards_sold'
  | 'cards_used'
  | 'cards_refunded'
  | 'cards_withdrawn'
  | 'cards_expired'
  | 'cards_brought_in'

/** What stands in the books at the end, and what the next month begins with. */
export type Books = {
  deferred_cents: number
  /** What the deferred amount was taken from: rebates, or the sales themselves (IFRS 15). */
  deferred_from: 'rebates' | 'sales'
  provision_cents: number
  onerous_cents: number
  /** IFRS 15, by unit and cohort; kept whatever the method, so that it may be chosen later. */
  allocated: Record<string, Allocations>
  next_no: number
}

export type MerchantFigures = Merchant & {
  units: UnitFigures[]
  vouchers: PromiseFigures | null
  gift_cards: GiftCardFigures[]
  owed_cents: number
  opening_owed_cents: number
  gift_cards_cents: number
  entries: JournalEntry[]
  books: Books
}

export type Threshold = {
  /** Merchants of one legal entity together: their SIREN, or the merchant alone. */
  entity: string
  merchant_ids: string[]
  outstanding_cents: number
  used_12_months_cents: number
  limit_cents: number
  /** Of the limit, the larger of both figures. */
  share_bp: number
  alert: boolean
}

export type Figures = {
  parameters: Parameters
  merchants: MerchantFigures[]
  thresholds: Threshold[]
  /** Of a hundred units earned, how many are spent by each age, in billionths; by unit. */
  curves: {
    unit: string
    months_of_history: number
    ages: { age: number; share: number; cohorts: number }[]
  }[]
  totals: {
    owed_cents: number
    gift_cards_cents: number
    vat_at_issue_cents: number
    vat_at_use_cents: number
  }
}
