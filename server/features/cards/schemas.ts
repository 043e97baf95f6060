/** The shapes of a card on the wire. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { CardClubs } from '../clubs/schemas.ts'
import type { WhyClosed as Closed } from '../rewards/rules.ts'
import { Address } from '../customers/schemas.ts'
import { TierOfPerson } from '../tiers/schemas.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])
const MaybeMoment = Type.Union([Moment, Type.Null()])

export const Holder = Type.Object({ customer_id: Id, first_name: Nullable })

export const SignInAnswer = Type.Object({
  token: Nullable,
  customer: Type.Union([Holder, Type.Null()]),
  cards: Type.Array(Holder, {
    description: 'Several share this address: ask again with the customer_id that is meant',
  }),
})

export const SaleItem = Type.Object({
  sale_id: Id,
  occurred_at: Moment,
  store_name: Type.String(),
  receipt_number: Nullable,
  total_cents: Type.Integer(),
  returned_cents: Type.Integer(),
  item_count: Type.Integer(),
  earned: Type.Array(
    Type.Object({
      unit: Type.String(),
      units: Type.Integer(),
      pending: Type.Boolean(),
      words: Type.String(),
    }),
  ),
})

/** Why this customer may not take it now, however many units they have. What is over is not shown at all. */
const WhyClosed = Type.Unsafe<Closed>({
  type: 'string',
  enum: ['not_yet', 'over', 'tier', 'club', 'limit', 'out_of_stock'],
})

const reward = {
  reward_id: Id,
  name: Type.String(),
  unit: Type.String(),
  cost: Type.Integer(),
  missing: Type.Integer(),
  missing_words: Type.String(),
}

const { grant: _grant, changes: _changes, ...shown } = TierOfPerson.properties
const TierOnCard = Type.Object(shown)

export const Card = Type.Object({
  tenant: Type.Object({
    name: Type.String(),
    theme: Type.Any(),
    currency: Type.String(),
    time_zone: Type.String(),
  }),
  customer_id: Id,
  first_name: Nullable,
  member_since: Moment,
  card_number: Nullable,
  card_number_grouped: Nullable,
  programme: Type.Union([
    Type.Object({
      version: Type.Integer(),
      name: Type.String(),
      sentences: Type.Array(Type.String()),
      example: Type.String(),
    }),
    Type.Null(),
  ]),
  accounts: Type.Array(
    Type.Object({
      unit: Type.String(),
      available: Type.Integer(),
      pending: Type.Integer(),
      debt: Type.Integer(),
      words: Type.String(),
      pending_words: Nullable,
      debt_words: Nullable,
      expiring: Type.Array(Type.Object({ units: Type.Integer(), expires_at: Moment, words: Type.String() })),
    }),
  ),
  next_reward: Type.Union([Type.Object({ ...reward, progress: Type.Number() }), Type.Null()]),
  rewards: Type.Array(
    Type.Object({
      ...reward,
      cost_words: Type.String(),
      trigger: Type.String(),
      benefit: Type.Any(),
      affordable: Type.Boolean(),
      description: Nullable,
      picture_id: Type.Union([Id, Type.Null()]),
      why_closed: Type.Union([WhyClosed, Type.Null()]),
    }),
  ),
  promotions: Type.Array(
    Type.Object({
      promotion_id: Id,
      name: Type.String(),
      price_words: Type.String(),
      old_price_words: Type.Optional(Type.String()),
      why: Type.Optional(Type.String()),
      url: Type.Optional(Type.String()),
      picture_id: Type.Optional(Id),
      valid_until: Moment,
    }),
  ),
  vouchers: Type.Array(
    Type.Object({
      voucher_id: Id,
      kind: Type.String(),
      name: Type.String(),
      amount_cents: Type.Integer(),
      balance_cents: Type.Integer(),
      terms: Type.Any(),
      description: Nullable,
      picture_id: Type.Union([Id, Type.Null()]),
      issued_at: Moment,
      valid_from: Moment,
      expires_at: MaybeMoment,
      usable_now: Type.Boolean(),
      last4: Type.String(),
      code: Type.String(),
      code_grouped: Type.String(),
    }),
  ),
  advantages: Type.Array(Type.Object({ list_id: Id, name: Type.String(), benefit: Type.String() })),
  tiers: Type.Array(TierOnCard),
  clubs: CardClubs,
  referral: Type.Object({
    referral_code: Nullable,
    link: Nullable,
    words: Nullable,
  }),
  last_sales: Type.Array(SaleItem),
})

const Verified = Type.Object({ value: Type.String(), verified_at: MaybeMoment })

export const Me = Type.Object({
  first_name: Nullable,
  last_name: Nullable,
  birth_date: Nullable,
  language: Type.String(),
  address: Type.Union([Address, Type.Null()]),
  emails: Type.Array(Verified),
  phones: Type.Array(Verified),
  consents: Type.Array(
    Type.Object({
      channel: Type.String(),
      purpose: Type.String(),
      text_version: Type.Integer(),
      language: Type.String(),
      text: Type.String(),
      given: Type.Boolean(),
      occurred_at: MaybeMoment,
    }),
  ),
})

export const Departure = Type.Object({
  left_at: Moment,
  withdrawn: Type.Array(Type.Object({ channel: Type.String(), purpose: Type.String() })),
  kept: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
})
