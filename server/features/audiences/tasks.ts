/** Judging that takes its time: a new rule put to everybody, and whom a date may have changed. */
import type { TaskList } from 'graphile-worker'
import { inTenant, type Database } from '../../platform/database.ts'
import { endFill, fillSlice, followDates } from './follow.ts'
import { findAudience } from './queries.ts'

export const audienceTasks = ({ db }: { db: Database }): TaskList => ({
  fill_audience: async (payload) => {
    const { tenant_id, audience_id } = payload as { tenant_id: string; audience_id: string }
    await fillAudience(db, tenant_id, audience_id)
  },
  judge_due_audiences: async (payload) => {
    const { tenant_id } = payload as { tenant_id: string }
    await judgeDue(db, tenant_id)
  },
})

/** A transaction for each slice: reactions read past no open one, and should not wait for all of it. */
export async function fillAudience(db: Database, tenant_id: string, audience_id: string) {
  const who = { tenant_id, actor: 'system' }
  const audience = await inTenant(db, who, (ctx) => findAudience(ctx, audience_id))
  if (!audience) return
  let [came, went] = [0, 0]
  for (let after: string | undefined; ;) {
    const from = after
    const slice = await inTenant(db, who, (ctx) => fillSlice(ctx, audience_id, from))
    if (!slice) return
    came += slice.came
    went += slice.went
    if (!slice.next) break
    after = slice.next
  }
  const { updated_at } = audience
  await inTenant(db, who, (ctx) => endFill(ctx, audience_id, { updated_at, came, went }))
}

/** `now` is another moment only in tests. */
export async function judgeDue(db: Database, tenant_id: string, now?: Date) {
  const who = { tenant_id, actor: 'system', ...(now && { now }) }
  while (await inTenant(db, who, followDates));
}
