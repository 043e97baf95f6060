import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'

const closed = { additionalProperties: false }
const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })

/** Whom a block is shown to; without it, everybody. What is not known of a reader does not hold. */
export const Only = Type.Union([
  Type.Object({ by: Type.Literal('device'), device: oneOf('phone', 'desk') }, closed),
  Type.Object(
    {
      by: Type.Literal('season'),
      seasons: Type.Array(oneOf('spring', 'summer', 'autumn', 'winter'), { minItems: 1, maxItems: 4 }),
    },
    closed,
  ),
  Type.Object(
    {
      by: Type.Literal('weather'),
      kinds: Type.Array(oneOf('sun', 'cloud', 'rain', 'storm', 'snow', 'fog'), { minItems: 1, maxItems: 6 }),
      unknown: Type.Boolean({ description: 'Whether it is shown when the weather is not known' }),
    },
    closed,
  ),
  Type.Object(
    { by: Type.Literal('store'), store_ids: Type.Array(Id, { minItems: 1, maxItems: 100 }) },
    closed,
  ),
  Type.Object(
    {
      by: Type.Literal('tier'),
      tiers: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 20 }),
    },
    closed,
  ),
])
export type Only = Static<typeof Only>
