/** What is asked to be replayed, as the API takes it and as it is kept. */
import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'
import { ProgrammeShape } from '../programmes/shape.ts'

const closed = { additionalProperties: false }
const Share = Type.Number({ minimum: 0, maximum: 1 })
const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000 })
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Name = Type.String({ minLength: 1, maxLength: 120 })

const VARIANTS_MAX = 4

const Source = Type.Union([
  Type.Object({ kind: Type.Literal('sales') }, { ...closed, description: 'The sales of the shop' }),
  Type.Object(
    { kind: Type.Literal('file'), import_id: Id },
    { ...closed, description: 'A file of sales that was sent as an import, taken in or not' },
  ),
])

const VariantWish = Type.Object(
  {
    variant_id: Type.String({ minLength: 1, maxLength: 60 }),
    name: Name,
    /** One of the three; none asks for a programme to be proposed. */
    version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    programme: Type.Optional(ProgrammeShape),
  },
  { ...closed, description: 'A version, a programme, or neither: then one is proposed from the sales' },
)

export const BehaviourShape = Type.Object(
  {
    takes_chosen: Share,
    pays_with_units: Share,
    uses_voucher: Type.Object(
      {
        gift_card: Share,
        discount_amount: Share,
        discount_percent: Share,
        free_product: Share,
        service: Share,
        experience: Share,
        private_sale: Share,
        donation: Share,
      },
      closed,
    ),
  },
  closed,
)

export const MarginShape = Type.Object(
  {
    basis_points: BasisPoints,
    categories: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), BasisPoints)),
  },
  closed,
)

export const SimulationWish = Type.Object(
  {
    name: Name,
    source: Source,
    /** Local days, both included; missing: as far as there are sales, three years at most. */
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    variants: Type.Array(VariantWish, { minItems: 1, maxItems: VARIANTS_MAX }),
    margin: Type.Optional(MarginShape),
    behaviour: Type.Optional(BehaviourShape),
    /** Of the turnover: advice and proposals stay below it. */
    budget_basis_points: Type.Optional(BasisPoints),
  },
  closed,
)
export type SimulationWish = Static<typeof SimulationWish>
