/** What the API answers about campaigns. */
import { Type } from 'typebox'
import { Id, Moment } from '../../platform/http.ts'
import { STATES } from './rules.ts'
import { CampaignWish, ChannelShape, Kind, oneOf } from './wish.ts'

const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
export const State = oneOf(...STATES)
const Count = Type.Integer()

const Lint = Type.Object({
  variant: Type.String(),
  channel: Type.String(),
  level: oneOf('error', 'warning'),
  words: Type.Object({ fr: Type.String(), en: Type.String() }),
})

export const FiguresShown = Type.Object({
  people: Count,
  go: Count,
  control: Count,
  held: Count,
  cost_millicents: Count,
  channels: Type.Record(Type.String(), Type.Object({ go: Count, cost_millicents: Count })),
  reasons: Type.Record(Type.String(), Count),
  variants: Type.Record(Type.String(), Count),
  stores: Type.Record(Type.String(), Count),
  lint: Type.Array(Lint),
  errors: Count,
})

export const RehearsalShown = Type.Object({
  rehearsal_id: Id,
  plan_version: Count,
  state: Type.String(),
  done: Count,
  total: Maybe(Count),
  asked_at: Moment,
  ended_at: Maybe(Moment),
  error: Maybe(Type.String()),
  figures: Maybe(FiguresShown),
})

export const CampaignShown = Type.Object({
  campaign_id: Id,
  name: Type.String(),
  kind: Kind,
  store_id: Maybe(Id),
  by_store: Type.Boolean(),
  state: State,
  plan_version: Count,
  created_by_name: Type.String(),
  created_at: Moment,
  updated_at: Moment,
  launched_at: Maybe(Moment),
  launched_by_name: Maybe(Type.String()),
  starts_at: Maybe(Moment),
  next_at: Maybe(Moment),
  paused_at: Maybe(Moment),
  paused_by_name: Maybe(Type.String()),
  stopped_at: Maybe(Moment),
  stopped_by_name: Maybe(Type.String()),
  queued: Count,
  held: Count,
  control: Count,
  people_done: Count,
  people_total: Maybe(Count),
  cost_millicents: Count,
  runs: Count,
})

export const Approval = Type.Object({
  approval_id: Id,
  outcome: Type.Union([Type.Literal('asked'), Type.Literal('approved'), Type.Literal('refused')]),
  cost_cents: Count,
  asked_by_name: Type.String(),
  decided_by_name: Maybe(Type.String()),
  why: Maybe(Type.String()),
  is_mine: Type.Boolean(),
})

export const CampaignWhole = Type.Intersect([
  CampaignShown,
  Type.Object({
    plan: CampaignWish,
    may: Type.Array(Type.String()),
    needs_approval: Type.Boolean(),
    approval: Maybe(Approval),
    rehearsal: Maybe(
      Type.Object({
        rehearsal_id: Id,
        plan_version: Count,
        state: Type.String(),
        ended_at: Maybe(Moment),
        figures: Maybe(FiguresShown),
      }),
    ),
    /** Why it cannot go yet; null: it can. */
    why_not_launch: Maybe(Type.String()),
  }),
])

export const ReasonShown = Type.Object({
  channel: Maybe(Type.String()),
  code: Type.String(),
  sentence: Type.String(),
})

export const LineShown = Type.Object({
  customer_id: Id,
  name: Maybe(Type.String()),
  outcome: Type.String(),
  variant: Maybe(Type.String()),
  channel: Maybe(Type.String()),
  code: Maybe(Type.String()),
  reasons: Type.Array(ReasonShown),
  due_at: Maybe(Moment),
  cost_millicents: Count,
})

export const ProgressShown = Type.Object({
  state: State,
  people_done: Count,
  people_total: Maybe(Count),
  /** Of messages. */
  queued: Count,
  waiting: Count,
  sent: Count,
  failed: Count,
  cancelled: Count,
  held: Count,
  control: Count,
  cost_millicents: Count,
  channels: Type.Array(
    Type.Object({ channel: ChannelShape, waiting: Count, sent: Count, failed: Count, cancelled: Count }),
  ),
  /** Messages a minute over the last half minute; null until that is known. */
  per_minute: Maybe(Count),
  /** deciding, hours, spread, sender, paused, none */
  limited_by: Type.String(),
  next_due_at: Maybe(Moment),
  seconds_left: Maybe(Count),
  errors: Type.Array(Type.Object({ error: Type.String(), messages: Count })),
})

export { Maybe }

export const CalendarShown = Type.Object({
  month: Type.String(),
  today: Type.String(),
  /** Customers who could be written to at all. */
  reachable: Count,
  days: Type.Array(
    Type.Object({
      day: Type.String(),
      /** Text messages and notifications of the day. */
      mobile: Count,
      entries: Type.Array(
        Type.Object({
          campaign_id: Id,
          name: Type.String(),
          kind: Kind,
          state: State,
          stage: Type.Union([Type.Literal('sent'), Type.Literal('planned'), Type.Literal('draft')]),
          store_id: Maybe(Id),
          people: Count,
          mobile: Count,
        }),
      ),
    }),
  ),
})
