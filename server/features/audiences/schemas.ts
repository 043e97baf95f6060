import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'

const Anything = Type.Unsafe<any>({ type: 'object', additionalProperties: true })
/** Checked by check.ts, which names what is wrong: a schema of nested groups would only say that it does not fit. */
export const RuleSchema = Anything
export const Name = Type.String({ minLength: 1, maxLength: 120 })
export const Description = Type.Optional(Type.String({ maxLength: 1000 }))
const audience = {
  audience_id: Id,
  name: Type.String(),
  description: Type.String(),
  kind: Type.Union([Type.Literal('rule'), Type.Literal('frozen'), Type.Literal('file')]),
  rule: Maybe(Anything),
  /** The rule in words, in the reader's language. */
  sentence: Maybe(Type.String()),
  source_id: Maybe(Type.String()),
  created_at: Moment,
  updated_at: Moment,
  judged_at: Maybe(Moment),
  archived_at: Maybe(Moment),
  members: Type.Integer(),
}
export const AudienceListed = Type.Object({ ...audience, days: Type.Array(Type.Integer()) })
const Use = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
const File = Type.Object({
  name: Type.String(),
  column: Type.String(),
  lines: Type.Integer(),
  matched: Type.Integer(),
  unmatched: Type.Array(Type.Object({ line: Type.Integer(), text: Type.String() })),
})
export const AudienceWhole = Type.Object({ ...audience, file: Maybe(File), used_by: Type.Array(Use) })
export const Person = {
  customer_id: Id,
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  home_store_id: Maybe(Type.String()),
}
export const Counted = Type.Object({
  count: Type.Integer(),
  of: Type.Integer(),
  sentence: Type.String(),
  sample: Type.Array(Type.Object(Person)),
  /** Null: exact. Else `count` is about right: so many were asked, and nineteen times in twenty it lies between these. */
  estimate: Maybe(Type.Object({ low: Type.Integer(), high: Type.Integer(), sampled: Type.Integer() })),
})
export const Choice = Type.Object({ value: Type.String(), label: Type.String() })
const Operator = Type.Object({
  operator: Type.String(),
  values_min: Type.Integer(),
  values_max: Type.Integer(),
  of: Type.String(),
})
const Asked = {
  key: Type.String(),
  label: Type.String(),
  type: Type.String(),
  choices_of: Maybe(Type.String()),
  choices: Maybe(Type.Array(Choice)),
  operators: Type.Array(Operator),
}
export const FieldDescribed = Type.Object({
  ...Asked,
  group: Type.String(),
  phrase: Type.String(),
  none: Maybe(Type.String()),
  unit: Maybe(Type.Array(Type.String())),
  filters: Type.Array(Type.Object(Asked)),
  window: Maybe(Type.String()),
  can_follow: Type.Boolean(),
})
export const SuggestionSchema = Type.Object({
  key: Type.String(),
  name: Type.String(),
  why: Type.String(),
  rule: Anything,
  sentence: Type.String(),
})
export const Day = Type.Object({
  day: Type.String(),
  came: Type.Integer(),
  went: Type.Integer(),
  members: Type.Integer(),
})
export const Explanation = Type.Object({
  audience_id: Id,
  customer_id: Id,
  is_member: Type.Boolean(),
  left: Type.Boolean(),
  /** A tree as the rule is one; null where there is no rule. */
  why: Maybe(Anything),
})
export const Overlap = Type.Object({
  only_a: Type.Integer(),
  both: Type.Integer(),
  only_b: Type.Integer(),
})
