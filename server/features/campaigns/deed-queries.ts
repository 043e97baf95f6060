/** What people do to a campaign: a row each. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Contents } from './queries.ts'

type Approval = {
  approval_id: string
  campaign_id: string
  plan_version: number
  cost_cents: number
  asked_by_name: string
}

/** Twice under one id is once. A request of an earlier wording that nobody answered is over. */
export async function addApproval({ tx, tenant_id, actor, now }: Context, added: Approval) {
  await tx
    .deleteFrom('campaign_approval')
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', added.campaign_id)
    .where('plan_version', '<>', added.plan_version)
    .where('outcome', 'is', null)
    .execute()
  await tx
    .insertInto('campaign_approval')
    .values({ tenant_id, ...added, asked_by: actor, asked_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const findApproval = ({ tx, tenant_id }: Context, campaign_id: string, approval_id: string) =>
  tx
    .selectFrom('campaign_approval')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('approval_id', '=', approval_id)
    .executeTakeFirst()

type Decided = { outcome: 'approved' | 'refused'; decided_by_name: string; why: string | null }

export const decideApproval = (
  { tx, tenant_id, actor, now }: Context,
  approval_id: string,
  decided: Decided,
) =>
  tx
    .updateTable('campaign_approval')
    .set({ ...decided, decided_by: actor, decided_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('approval_id', '=', approval_id)
    .where('outcome', 'is', null)
    .execute()

/** Nobody waits for a wording that is no longer. */
export const dropOpenApproval = ({ tx, tenant_id }: Context, campaign_id: string) =>
  tx
    .deleteFrom('campaign_approval')
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('outcome', 'is', null)
    .execute()

type Launch = {
  campaign_id: string
  plan_version: number
  rehearsal_id: string
  contents: Contents
  control_ppm: number
  people_expected: number
  starts_at: Date
  next_at: Date | null
  launched_by_name: string
}

/** False when somebody launched it already: ten clicks are one. */
export async function addLaunch({ tx, tenant_id, actor, now }: Context, launch: Launch): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('campaign_launch')
    .values({
      tenant_id,
      ...launch,
      contents: JSON.stringify(launch.contents),
      launched_by: actor,
      launched_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const setNextAt = ({ tx, tenant_id }: Context, campaign_id: string, next_at: Date | null) =>
  tx
    .updateTable('campaign_launch')
    .set({ next_at })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .execute()

type Pause = { pause_id: string; campaign_id: string; why: 'person' | 'budget'; paused_by_name: string }

export const addPause = ({ tx, tenant_id, actor, now }: Context, pause: Pause) =>
  tx
    .insertInto('campaign_pause')
    .values({ tenant_id, ...pause, paused_by: actor, paused_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const endPause = ({ tx, tenant_id, actor, now }: Context, campaign_id: string) =>
  tx
    .updateTable('campaign_pause')
    .set({ resumed_by: actor, resumed_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('resumed_at', 'is', null)
    .execute()

export const addStop = (
  { tx, tenant_id, actor, now }: Context,
  stop: { campaign_id: string; stopped_by_name: string; cancelled_count: number },
) =>
  tx
    .insertInto('campaign_stop')
    .values({ tenant_id, ...stop, stopped_by: actor, stopped_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const finishStop = ({ tx, tenant_id, now }: Context, campaign_id: string) =>
  tx
    .updateTable('campaign_stop')
    .set({ finished_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .execute()

export const endRuns = ({ tx, tenant_id, now }: Context, campaign_id: string) =>
  tx
    .updateTable('campaign_run')
    .set({ ended_at: now, updated_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('campaign_id', '=', campaign_id)
    .where('ended_at', 'is', null)
    .execute()

/** One job for each campaign at a time: asked again while it waits, it is the same one. */
export const enqueueSend = ({ tx, tenant_id }: Context, campaign_id: string, run_at: Date | null = null) =>
  sql`select enqueue('send_campaign', ${JSON.stringify({ tenant_id, campaign_id })}::json, ${run_at}::timestamptz,
    ${`campaign:${tenant_id}:${campaign_id}`})`.execute(tx)
