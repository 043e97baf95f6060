/** How a file is taken in: the choices a person has, and what stands when they say nothing. */
import { Type, type Static } from 'typebox'
import { Id, Time } from '../../platform/http.ts'

const one = <const T extends string>(values: T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: values, description })

export const Options = Type.Object(
  {
    system: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9_-]{1,40}$',
        description:
          'Where the file comes from: numbers of the same system are the same people and receipts. Default file',
      }),
    ),
    on_match: Type.Optional(
      one(
        ['update', 'fill', 'skip'],
        'Somebody we have: write over (default), write where nothing stands, or leave',
      ),
    ),
    duplicates: Type.Optional(
      one(
        ['tell', 'create'],
        'Somebody’s phone or e-mail under another name: tell (default), or create all the same',
      ),
    ),
    default_store_id: Type.Optional(Type.Union([Id, Type.Null()])),
    points_unit: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'What opening balances are in. Default: the programme’s first',
      }),
    ),
    points_expire: Type.Optional(
      one(['programme', 'never'], 'Opening balances live as earned points do (default), or for ever'),
    ),
    consents: Type.Optional(
      Type.Union([
        Type.Object(
          {
            source: Type.String({ minLength: 1, maxLength: 200, description: 'Where people said yes' }),
            occurred_at: Time,
            text_version: Type.Integer({ minimum: 1 }),
            purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            language: Type.Optional(one(['fr', 'en'], 'Of the text they were shown')),
          },
          {
            additionalProperties: false,
            description: 'The proof behind each yes of the file; without it nobody becomes reachable',
          },
        ),
        Type.Null(),
      ]),
    ),
    points: Type.Optional(
      one(['none', 'earn'], 'Whether old sales earn by the programme of their day. Default none'),
    ),
    unknown_customers: Type.Optional(one(['anonymous', 'create'], 'Default anonymous')),
    unknown_products: Type.Optional(one(['leave', 'create'], 'Default leave')),
  },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>
