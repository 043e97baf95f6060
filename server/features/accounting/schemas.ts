/** A month's statement as the API tells it: units are whole numbers, money is cents, shares are basis points. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { MONTH_STATES, type MonthState } from './months.ts'
import { AccountingSettings } from './settings.ts'
import type { EntryAbout } from './figures.ts'

const closed = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Array>[0]>(type: T) => Type.Union([type, Type.Null()])
const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values] })
const Cents = Type.Integer()
const Units = Type.Integer()
const BasisPoints = Type.Integer()

export const Month = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', description: '2026-11' })
const State = Type.Unsafe<MonthState>({ type: 'string', enum: [...MONTH_STATES] })
const Counting = Type.Object({
  done: Type.Integer({ description: 'Past months counted so far' }),
  total: Type.Integer(),
})

const Tally = Type.Object(
  {
    opening: Units,
    issued: Units,
    given: Units,
    imported: Units,
    spent: Units,
    restored: Units,
    expired: Units,
    reversed: Units,
    corrected: Units,
    merged: Units,
    closing: Units,
    pending: Units,
    debt: Units,
    elsewhere: Units,
    late: Units,
  },
  { description: 'Signed by what each does to what is owed: opening and all of them to merged make closing' },
)
const By = Type.Array(Type.Object({ key: Type.String(), amount: Type.Integer() }))
const Promised = {
  tally: Tally,
  estimate: oneOf(['shop', 'past', 'prudence']),
  use_bp: orNull(BasisPoints),
  expected_used: Units,
  expected_lost: Units,
  cohorts: Type.Array(
    Type.Object({ vintage: Type.String(), outstanding: Units, to_be_used: Units, owed_cents: Cents }),
  ),
  by_expiry: By,
  owed_cents: Cents,
  owed_new_cents: Cents,
  one_point_more_cents: Cents,
  one_point_less_cents: Cents,
}
const ABOUT: readonly EntryAbout[] = [
  'points_new',
  'points_released',
  'onerous',
  'cards_sold',
  'cards_used',
  'cards_refunded',
  'cards_withdrawn',
  'cards_expired',
  'cards_brought_in',
]
const Entry = Type.Object({
  no: Type.Integer(),
  about: oneOf(ABOUT),
  label: Type.String(),
  lines: Type.Array(
    Type.Object({ account: Type.String(), label: Type.String(), debit_cents: Cents, credit_cents: Cents }),
  ),
})
const GiftCards = Type.Object({
  class: Type.String(),
  origin: Type.String(),
  vat_type: oneOf(['single', 'multi']),
  vat_rate_bp: BasisPoints,
  tally: Tally,
  by_vintage: By,
  by_expiry: By,
  vat_at_issue_cents: Cents,
  vat_at_use_cents: Cents,
})
const Merchant = { merchant_id: Id, name: Type.String(), siren: orNull(Type.String()) }
const MerchantFigures = Type.Object({
  ...Merchant,
  units: Type.Array(Type.Object({ unit: Type.String(), ...Promised, onerous_cents: orNull(Cents) })),
  vouchers: orNull(Type.Object(Promised)),
  gift_cards: Type.Array(GiftCards),
  owed_cents: Cents,
  opening_owed_cents: Cents,
  gift_cards_cents: Cents,
  entries: Type.Array(Entry),
  books: Type.Object({
    deferred_cents: Cents,
    deferred_from: oneOf(['rebates', 'sales']),
    provision_cents: Cents,
    onerous_cents: Cents,
    allocated: Type.Record(Type.String(), Type.Record(Type.String(), Cents)),
    next_no: Type.Integer(),
  }),
})
const UnitWorth = Type.Object({
  unit: Type.String(),
  kind: orNull(Type.String()),
  value_micro: Type.Integer({ description: 'Tax included, in millionths of a cent' }),
  cost_micro: Type.Integer({ description: 'Without tax, in millionths of a cent' }),
  value_from: oneOf(['shop', 'rewards', 'pays', 'nothing']),
})
const Figures = Type.Object({
  parameters: Type.Object({
    month: Month,
    from_at: Type.String(),
    to_at: Type.String(),
    lived: Month,
    currency: Type.String(),
    settings: AccountingSettings,
    settings_version: Type.Integer(),
    units: Type.Array(UnitWorth),
    merchants: Type.Array(Type.Object(Merchant)),
  }),
  merchants: Type.Array(MerchantFigures),
  thresholds: Type.Array(
    Type.Object({
      entity: Type.String(),
      merchant_ids: Type.Array(Id),
      outstanding_cents: Cents,
      used_12_months_cents: Cents,
      limit_cents: Cents,
      share_bp: BasisPoints,
      alert: Type.Boolean(),
    }),
  ),
  curves: Type.Array(
    Type.Object({
      unit: Type.String(),
      months_of_history: Type.Integer(),
      ages: Type.Array(
        Type.Object({
          age: Type.Integer(),
          share: Type.Integer({ description: 'Of what was earned, spent by this age, in billionths' }),
          cohorts: Type.Integer(),
        }),
      ),
    }),
  ),
  totals: Type.Object({
    owed_cents: Cents,
    gift_cards_cents: Cents,
    vat_at_issue_cents: Cents,
    vat_at_use_cents: Cents,
  }),
})

export const MonthStatement = Type.Object({
  month: Month,
  state: State,
  closed_at: orNull(Moment),
  closed_by_name: orNull(Type.String()),
  content_hash: orNull(Type.String()),
  figures: Figures,
})

export const MonthList = Type.Object({
  items: Type.Array(
    Type.Object({
      month: Month,
      state: State,
      closed_at: orNull(Moment),
      closed_by_name: orNull(Type.String()),
      owed_cents: orNull(Cents),
      promised_cents: orNull(Cents),
      gift_cards_cents: orNull(Cents),
    }),
  ),
  counting: Counting,
  currency: Type.String(),
})

export const SettingsAnswer = Type.Object({
  version: Type.Integer(),
  settings: AccountingSettings,
  defaults: AccountingSettings,
  reason: orNull(Type.String()),
  written_by_name: orNull(Type.String()),
  written_at: orNull(Moment),
})

export const SettingsWish = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    settings: AccountingSettings,
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
)

export const Proof = Type.Object({
  month: Month,
  proved: Type.Boolean(),
  figures_same: Type.Boolean(),
  differences: Type.Array(
    Type.Object({ what: Type.String(), kept: Type.Integer(), counted: Type.Integer() }),
  ),
  content_hash: Type.String(),
  checked_at: Moment,
})
