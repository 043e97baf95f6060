/** A planned month tried on the people of the shop, or on a part of them that stands for all; nothing is written. */
import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { DAY_MS, dayOfIsoDate, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Channel } from '../messages/shape.ts'
import { simulateMonth, type Member, type Planned } from './month.ts'
import { readPeople } from './people.ts'
import { readSetting } from './read-setting.ts'
import { refuse } from './refusals.ts'
import { checkRules } from './settings-actions.ts'
import type { PressureRules } from './settings.ts'
import { countPeople, findAudience, listMembersAmong, sampleIds } from './simulate-queries.ts'

/** Enough for shares within a point or two, and for an answer within a second or two. */
const SAMPLE = 4_000

export type PlannedWish = {
  name: string
  channels: Channel[]
  on: string
  /** Minutes after midnight, where the shop is. */
  at_minute: number
  priority: number
  audience_id?: string | null
  /** How many people, when no audience is named. */
  people?: number
}

/** `rules` beside the ones in force: what they would change. */
export async function simulatePressure(
  ctx: Context,
  wishes: PlannedWish[],
  rules: PressureRules | null,
  time_zone: string,
) {
  if (rules) checkRules(rules)
  const setting = await readSetting(ctx)
  const people = await countPeople(ctx)
  const one_in = Math.max(1, Math.floor(people / SAMPLE))
  const ids = await sampleIds(ctx, one_in, SAMPLE * 2)
  const scale = ids.length === 0 ? 1 : people / ids.length
  const known = await readPeople(ctx, ids, { lock: false, said: 'planned', household_days: 0 })
  const of: Awaited<ReturnType<typeof membersOf>>[] = []
  for (const [nth, wish] of wishes.entries()) of.push(await membersOf(ctx, wish, nth, ids, people))
  const members: Member[] = ids.map((id) => ({ person: known.get(id)!, of: of.map((set) => set.has(id)) }))
  const planned = wishes.map(({ name, channels, on, at_minute, priority }): Planned => {
    const start = startOfLocalDay(dayOfIsoDate(on), time_zone)
    return { name, channels, priority, at: new Date(start + at_minute * 60_000) }
  })
  // A month that begins before today is tried as if it began now.
  const now = new Date(Math.min(ctx.now.getTime(), ...planned.map(({ at }) => at.getTime() - DAY_MS)))
  const run = (with_rules: PressureRules) =>
    simulateMonth(planned, members, { ...setting, rules: with_rules }, now, scale, time_zone, breathe)
  return {
    people,
    looked_at: ids.length,
    before: await run(setting.rules),
    after: rules ? await run(rules) : null,
  }
}

async function membersOf(ctx: Context, wish: PlannedWish, nth: number, ids: string[], people: number) {
  const { audience_id, people: wanted = people } = wish
  if (audience_id) {
    if (!(await findAudience(ctx, audience_id))) throw refuse('audience_unknown', { audience_id })
    return new Set(ids.length === 0 ? [] : await listMembersAmong(ctx, audience_id, ids))
  }
  const share = people === 0 ? 0 : wanted / people
  return new Set(ids.filter((id) => luckOf(id, nth) < share))
}

/** Between 0 and 1, the same for one person and campaign each time. */
const luckOf = (id: string, nth: number) =>
  createHash('sha256').update(`${nth}|${id}`).digest().readUInt32BE(0) / 2 ** 32
