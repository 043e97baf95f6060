/** Campaigns and what was done to them: each deed is a row of its own, so a campaign is read together with its deeds. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { stateOf, TERMS, type CampaignState, type Deeds } from './rules.ts'
import type { CampaignKind, CampaignWish, TermsWish } from './wish.ts'

export type Figures = {
  people: number
  go: number
  control: number
  held: number
  cost_millicents: number
  channels: Record<string, { go: number; cost_millicents: number }>
  reasons: Record<string, number>
  variants: Record<string, number>
  stores: Record<string, number>
  /** What the templates' reader says of each message. */
  lint: { variant: string; channel: string; level: 'error' | 'warning'; words: { fr: string; en: string } }[]
  errors: number
}

export type Campaign = {
  campaign_id: string
  name: string
  kind: CampaignKind
  store_id: string | null
  by_store: boolean
  plan: CampaignWish
  plan_version: number
  created_by: string
  created_by_name: string
  created_at: Date
  updated_at: Date
  archived_at: Date | null
  launched_at: Date | null
  launched_by_name: string | null
  starts_at: Date | null
  next_at: Date | null
  control_ppm: number | null
  contents: Contents | null
  people_expected: number | null
  paused_at: Date | null
  paused_by_name: string | null
  paused_why: string | null
  stopped_at: Date | null
  stopped_by_name: string | null
  stop_finished_at: Date | null
  runs: number
  open_runs: number
  last_due_at: Date | null
  queued: number
  held: number
  control: number
  people_done: number
  people_total: number | null
  cost_millicents: number
  approval_id: string | null
  approval: Deeds['approval']
  approval_cost_cents: number | null
  approval_asked_by: string | null
  approval_asked_by_name: string | null
  approval_decided_by_name: string | null
  approval_why: string | null
  rehearsal_id: string | null
  rehearsal_version: number | null
  rehearsal_state: string | null
  rehearsal_ended_at: Date | null
  figures: Figures | null
  open_messages: boolean
  state: CampaignState
}

/** By variant, then by channel. */
export type Contents = Record<string, Record<string, { template_id: string; version: number }>>

const WHOLE = (ctx: Context) => sql`
  select c.campaign_id, c.name, c.kind, c.store_id, c.by_store, c.plan, c.plan_version, c.created_by, c.created_by_name, c.created_at, c.updated_at,
    c.archived_at, l.launched_at, l.launched_by_name, l.starts_at, l.next_at, l.control_ppm, l.contents, l.people_expected,
    p.paused_at, p.paused_by_name, p.why as paused_why, s.stopped_at, s.stopped_by_name, s.finished_at as stop_finished_at,
    r.runs, r.open_runs, r.last_due_at, r.queued, r.held, r.control, r.people_done, r.people_total, r.cost_millicents,
    a.approval_id, a.approval, a.approval_cost_cents, a.approval_asked_by, a.approval_asked_by_name, a.approval_decided_by_name,
    a.approval_why, h.rehearsal_id, h.rehearsal_version, h.rehearsal_state, h.rehearsal_ended_at, h.figures,
    l.launched_at is not null and exists (select from message m where m.tenant_id = ${ctx.tenant_id} and m.origin_kind = 'campaign'
      and m.origin_id = c.campaign_id and m.state in ('queued', 'held', 'claimed', 'handing_over', 'retry')) as open_messages
  from campaign c
  left join campaign_launch l on l.tenant_id = ${ctx.tenant_id} and l.campaign_id = c.campaign_id
  left join campaign_stop s on s.tenant_id = ${ctx.tenant_id} and s.campaign_id = c.campaign_id
  left join campaign_pause p on p.tenant_id = ${ctx.tenant_id} and p.campaign_id = c.campaign_id and p.resumed_at is null
  left join lateral (
    select count(*)::int as runs, count(*) filter (where ended_at is null)::int as open_runs, max(last_due_at) as last_due_at,
      coalesce(sum(queued), 0)::int as queued, coalesce(sum(held), 0)::int as held, coalesce(sum(control), 0)::int as control,
      coalesce(sum(people_done), 0)::int as people_done, sum(people_total)::int as people_total,
      coalesce(sum(cost_millicents), 0)::bigint as cost_millicents
    from campaign_run r where r.tenant_id = ${ctx.tenant_id} and r.campaign_id = c.campaign_id) r on true
  left join lateral (
    select approval_id, coalesce(outcome, 'asked') as approval, cost_cents as approval_cost_cents, asked_by as approval_asked_by,
      asked_by_name as approval_asked_by_name, decided_by_name as approval_decided_by_name, why as approval_why
    from campaign_approval a where a.tenant_id = ${ctx.tenant_id} and a.campaign_id = c.campaign_id and a.plan_version = c.plan_version
    order by asked_at desc limit 1) a on true
  left join lateral (
    select rehearsal_id, plan_version as rehearsal_version, state as rehearsal_state, ended_at as rehearsal_ended_at, figures
    from campaign_rehearsal h where h.tenant_id = ${ctx.tenant_id} and h.campaign_id = c.campaign_id
    order by asked_at desc, rehearsal_id desc limit 1) h on true`

type Row = Omit<Campaign, 'state'>

export function withState(row: Row, now: Date): Campaign {
  const approval = row.approval ?? 'none'
  const state = stateOf({
    kind: row.kind,
    archived: row.archived_at !== null,
    stopped: row.stopped_at !== null,
    paused: row.paused_at !== null,
    launched: row.launched_at !== null,
    begun: row.starts_at !== null && row.starts_at <= now,
    finished: row.next_at === null && row.open_runs === 0 && row.runs > 0 && !row.open_messages,
    approval,
  })
  const plain = row.figures && Object.keys(row.figures).length > 0 ? row.figures : null
  return { ...row, approval, figures: plain, state }
}

export async function findCampaign(ctx: Context, campaign_id: string): Promise<Campaign | undefined> {
  const { rows } = await sql<Row>`${WHOLE(ctx)}
    where c.tenant_id = ${ctx.tenant_id} and c.campaign_id = ${campaign_id}`.execute(ctx.tx)
  return rows[0] && withState(rows[0], ctx.now)
}

export type ListWish = {
  archived: boolean
  store_ids: string[] | null
  before: { at: Date; id: string } | null
  limit: number
}

export async function listCampaigns(ctx: Context, wish: ListWish): Promise<Campaign[]> {
  const { archived, store_ids, before, limit } = wish
  const { rows } = await sql<Row>`${WHOLE(ctx)}
    where c.tenant_id = ${ctx.tenant_id} and (c.archived_at is not null) = ${archived}
      ${store_ids ? sql`and c.store_id = any(${store_ids}::uuid[])` : sql``}
      ${
        before
          ? sql`and (c.created_at < ${before.at}::timestamptz
              or (c.created_at = ${before.at}::timestamptz and c.campaign_id < ${before.id}::uuid))`
          : sql``
      }
    order by c.created_at desc, c.campaign_id desc limit ${limit}`.execute(ctx.tx)
  return rows.map((row) => withState(row, ctx.now))
}

/** Locked until the transaction ends: deeds of several people at once come one after the other. */
export const lockCampaign = ({ tx, tenant_id }: Context, campaign_id: string) =>
  tx
    .selectFrom('campaign')
    .select('campaign_id')
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .forUpdate()
    .executeTakeFirst()

type New = { campaign_id: string; plan: CampaignWish; by_store: boolean; by_name: string }

/** False when the id is taken. */
export async function addCampaign({ tx, tenant_id, actor, now }: Context, added: New): Promise<boolean> {
  const { campaign_id, plan, by_store, by_name } = added
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('campaign')
    .values({
      tenant_id,
      campaign_id,
      name: plan.name,
      kind: plan.kind,
      store_id: plan.store_id,
      by_store,
      plan: JSON.stringify(plan),
      plan_version: 1,
      created_by: actor,
      created_by_name: by_name,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The next wording. */
export const rewriteCampaign = ({ tx, tenant_id, now }: Context, campaign_id: string, plan: CampaignWish) =>
  tx
    .updateTable('campaign')
    .set((eb) => ({
      name: plan.name,
      kind: plan.kind,
      store_id: plan.store_id,
      plan: JSON.stringify(plan),
      plan_version: eb('plan_version', '+', 1),
      updated_at: now,
    }))
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .execute()

export const setArchived = ({ tx, tenant_id, actor, now }: Context, campaign_id: string, archived: boolean) =>
  tx
    .updateTable('campaign')
    .set({ archived_at: archived ? now : null, archived_by: archived ? actor : null })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .execute()

export async function findTerms({ tx, tenant_id }: Context): Promise<TermsWish> {
  const row = await tx
    .selectFrom('campaign_terms')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()
  if (!row) return TERMS
  const { tenant_id: _t, changed_by: _b, changed_at: _a, ...terms } = row
  return terms as TermsWish
}

export const saveTerms = ({ tx, tenant_id, actor, now }: Context, terms: TermsWish) =>
  tx
    .insertInto('campaign_terms')
    .values({ tenant_id, ...terms, changed_by: actor, changed_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id']).doUpdateSet({ ...terms, changed_by: actor, changed_at: now }),
    )
    .execute()

/** Campaigns of a store that somebody launched since. */
export async function countLaunched(ctx: Context, store_id: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from campaign c join campaign_launch l on l.tenant_id = c.tenant_id and l.campaign_id = c.campaign_id
    where c.tenant_id = ${ctx.tenant_id} and c.store_id = ${store_id} and l.launched_at >= ${since}`.execute(
    ctx.tx,
  )
  return rows[0]!.count
}

export async function findPlace({ tx, tenant_id }: Context) {
  const tenant = await tx
    .selectFrom('tenant')
    .select(['time_zone', 'name', 'language'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  const stores = await tx
    .selectFrom('store')
    .select(['store_id', 'time_zone', 'name'])
    .where('tenant_id', '=', tenant_id)
    .execute()
  return { shop_zone: tenant.time_zone, shop_name: tenant.name, stores }
}
