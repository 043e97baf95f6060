/** What a till asks and what it is answered: one shape for recording, for batches and for the preview. */
import { Type, type Static } from 'typebox'
import { Id, Time } from '../../platform/http.ts'

const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000_00 })
const Name = Type.String({ minLength: 1, maxLength: 200 })
const closed = { additionalProperties: false }

const SaleLineWish = Type.Object(
  {
    line_no: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    product_id: Type.Optional(Id),
    sku: Type.Optional(Name),
    label: Type.Optional(Type.String({ maxLength: 200 })),
    category: Type.Optional(Type.String({ maxLength: 100 })),
    quantity_milli: Type.Integer({
      minimum: 1,
      maximum: 100_000_000,
      description: 'Thousandths: one piece is 1000',
    }),
    unit_price_cents: Cents,
    discount_cents: Type.Optional(Cents),
  },
  closed,
)

export const SaleWish = Type.Object(
  {
    store_id: Type.Optional(Id),
    customer_id: Type.Optional(Id),
    card_number: Type.Optional(Name),
    staff_id: Type.Optional(Id),
    receipt_number: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    occurred_at: Time,
    lines: Type.Optional(Type.Array(SaleLineWish, { maxItems: 2000 })),
    amount_cents: Type.Optional(Cents),
    discount_cents: Type.Optional(Cents),
    payments: Type.Optional(
      Type.Array(Type.Object({ means: Name, amount_cents: Type.Integer() }, closed), { maxItems: 20 }),
    ),
    vouchers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            voucher_id: Type.Optional(Id),
            code: Type.Optional(Type.String({ minLength: 8, maxLength: 60 })),
            amount_cents: Type.Optional(Cents),
            hold_id: Type.Optional(Id),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    redemptions: Type.Optional(
      Type.Array(Type.Object({ redemption_id: Id, reward_id: Id }, closed), { maxItems: 10 }),
    ),
    points: Type.Optional(
      Type.Array(
        Type.Object(
          {
            unit: Type.String({ minLength: 1, maxLength: 60 }),
            units: Type.Integer({
              minimum: 1,
              maximum: 1_000_000_000,
              description: 'At most so many; as many are taken as are there and may be used, in whole steps',
            }),
            hold_id: Type.Optional(Id),
          },
          closed,
        ),
        { maxItems: 5 },
      ),
    ),
    promotions: Type.Optional(
      Type.Object(
        {
          given: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  promotion_id: Id,
                  line_no: Type.Integer({ minimum: 1, maximum: 2000 }),
                  quantity_milli: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
                  discount_cents: Cents,
                },
                closed,
              ),
              { maxItems: 2000, description: 'As the customer was shown; refused when it is so no longer' },
            ),
          ),
        },
        {
          ...closed,
          description:
            'Gives this customer the promotions that are open; without it, prices are as they are sent',
        },
      ),
    ),
    channel: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9_-]{0,39}$',
        description:
          "Where it was sold: 'till', 'web', 'phone'…; a till is 'till', an API key 'web' unless said",
      }),
    ),
    offline: Type.Optional(
      Type.Boolean({
        description: 'Made without network: what was given stands, what is short is told to the owner',
      }),
    ),
  },
  { ...closed, description: 'Lines, or just an amount.' },
)
export type SaleWish = Static<typeof SaleWish>

export const AccountAnswer = Type.Object({
  unit: Type.String(),
  available: Type.Integer(),
  pending: Type.Integer(),
  debt: Type.Integer(),
})

const Text = Type.String()
const TextOrNull = Type.Union([Type.String(), Type.Null()])

/** Where somebody stands on a ladder. */
export const TierAnswer = Type.Object({
  ladder_id: Text,
  ladder_name: Text,
  tier_id: TextOrNull,
  tier_name: TextOrNull,
  /** What counts towards the next one now, in the ladder's measure (cents, visits or units). */
  value: Type.Integer(),
  until: Type.Union([Time, Type.Null()]),
  next: Type.Union([
    Type.Object({
      tier_id: Text,
      name: Text,
      threshold: Type.Integer(),
      missing: Type.Integer(),
      progress: Type.Number(),
    }),
    Type.Null(),
  ]),
})
export type TierAnswer = Static<typeof TierAnswer>

export const TierChangeAnswer = Type.Object({
  ladder_id: Text,
  from_tier_id: TextOrNull,
  to_tier_id: TextOrNull,
  to_tier_name: TextOrNull,
  raised: Type.Boolean(),
})
export type TierChangeAnswer = Static<typeof TierChangeAnswer>

export const SaleAnswer = Type.Object({
  sale_id: Id,
  receipt_number: Type.Union([Type.String(), Type.Null()]),
  customer: Type.Union([
    Type.Object({ customer_id: Id, first_name: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  earned: Type.Array(Type.Object({ unit: Type.String(), units: Type.Integer(), pending: Type.Boolean() })),
  accounts: Type.Array(AccountAnswer),
  triggered: Type.Array(
    Type.Object({
      redemption_id: Id,
      reward_id: Id,
      name: Type.String(),
      voucher_id: Id,
      kind: Type.String(),
      value_cents: Type.Integer(),
      expires_at: Type.Union([Time, Type.Null()]),
    }),
  ),
  vouchers: Type.Array(
    Type.Object({
      voucher_id: Id,
      kind: Type.String(),
      used_cents: Type.Integer(),
      left_cents: Type.Integer(),
      shortfall_cents: Type.Integer(),
      why_not: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  points: Type.Array(
    Type.Object({
      unit: Type.String(),
      units: Type.Integer(),
      cents: Type.Integer(),
      counts_as: Type.String(),
      shortfall_cents: Type.Integer(),
      why_not: TextOrNull,
    }),
  ),
  promotions: Type.Array(
    Type.Object({
      promotion_id: Id,
      name: Type.String(),
      line_no: Type.Integer(),
      quantity_milli: Type.Integer(),
      discount_cents: Type.Integer(),
    }),
  ),
  tiers: Type.Array(TierAnswer),
  tier_changes: Type.Array(TierChangeAnswer),
  gross_cents: Type.Integer(),
  discount_cents: Type.Integer(),
  total_cents: Type.Integer(),
  to_pay_cents: Type.Integer(),
  next_reward: Type.Union([
    Type.Object({
      reward_id: Id,
      name: Type.String(),
      unit: Type.String(),
      missing: Type.Integer(),
      progress: Type.Number(),
    }),
    Type.Null(),
  ]),
  say: Type.Object({ fr: Type.Array(Type.String()), en: Type.Array(Type.String()) }),
})
export type SaleAnswer = Static<typeof SaleAnswer>

/** Answers that were stored before points paid, tiers were climbed and promotions were given. */
export const inFull = (stored: Omit<SaleAnswer, 'say'>): Omit<SaleAnswer, 'say'> => ({
  ...stored,
  points: stored.points ?? [],
  promotions: stored.promotions ?? [],
  tiers: stored.tiers ?? [],
  tier_changes: stored.tier_changes ?? [],
})

/** A wish with what the server knows about who asks: nothing is taken from the body that a token says better. */
export type SaleToRecord = SaleWish & {
  sale_id: string
  store_id: string
  actor: string
  device_id: string | null
  staff_id?: string
  source: 'till' | 'api' | 'import'
  import_id?: string
}
