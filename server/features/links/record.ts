/**
 * Clicks and openings are gathered for some seconds, judged in each other's company, and written together. What a
 * machine did is kept apart; what somebody did who has not agreed to be followed is only counted.
 */
import { isoDate, localDayOf } from '../../lib/time.ts'
import { newId } from '../../lib/id.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { LinkFollowed, MessageOpened } from './events.ts'
import {
  addClicks,
  addOpens,
  countDay,
  findTimeZone,
  listLinkUrls,
  listOpened,
  listTraced,
  type Traced,
} from './queries.ts'
import { companyAmong, machineByCompany, machineByRequest, type Machine, type Seen } from './rules.ts'

/** Long enough to see a scanner walk through a whole message. */
const GATHER_MS = 3_000
const WAITING_MAX = 50_000

type Waiting = Seen & { tenant_id: string }
export type Recorder = {
  see: (seen: Waiting) => void
  /** Writes all that waits, now. */
  flush: () => Promise<void>
}

export function linkRecorder(db: Database, written: () => void, gather_ms = GATHER_MS): Recorder {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const taken = waiting
    waiting = []
    if (taken.length > 0) writing = writing.then(() => writeAll(db, taken)).then(written)
    return writing
  }
  return {
    flush,
    see(seen) {
      // A flood is a machine's: what is beyond this is let go rather than filling the memory.
      if (waiting.length < WAITING_MAX) waiting.push(seen)
      timer ??= setTimeout(() => void flush().catch(() => {}), gather_ms)
      timer.unref()
    },
  }
}

async function writeAll(db: Database, all: Waiting[]) {
  for (const [tenant_id, seen] of Map.groupBy(all, (one) => one.tenant_id))
    await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => writeSeen(ctx, seen))
}

type Judged = { seen: Seen; traced: Traced | undefined; machine: Machine | null }

async function writeSeen(ctx: Context, all: Seen[]) {
  const message_ids = [...new Set(all.flatMap(({ message_id }) => message_id ?? []))]
  const traced = new Map((await listTraced(ctx, message_ids)).map((row) => [row.message_id, row]))
  const companyOf = companyAmong(all)
  const judged = all.map((seen): Judged => {
    const of = seen.message_id === null ? undefined : traced.get(seen.message_id)
    const machine =
      machineByRequest(seen) ?? machineByCompany(seen, companyOf(seen), of?.sent_at?.getTime() ?? null)
    return { seen, traced: of, machine }
  })
  const clicks = judged.filter(({ seen }) => seen.link_id !== null)
  await countDays(ctx, clicks)
  await writeClicks(ctx, clicks)
  await writeOpens(
    ctx,
    judged.filter(({ seen }) => seen.link_id === null),
  )
}

async function countDays(ctx: Context, clicks: Judged[]) {
  if (clicks.length === 0) return
  const { time_zone } = await findTimeZone(ctx)
  const dayOf = ({ seen }: Judged) => isoDate(localDayOf(seen.at_ms, time_zone))
  for (const [day, of_day] of Map.groupBy(clicks, dayOf)) {
    const by_link = Map.groupBy(of_day, ({ seen }) => seen.link_id!)
    const rows = [...by_link].map(([link_id, list]) => {
      const people = list.filter(({ machine }) => machine === null).length
      return { link_id, people, machines: list.length - people }
    })
    await countDay(ctx, day, rows)
  }
}

async function writeClicks(ctx: Context, clicks: Judged[]) {
  const rows = clicks.flatMap(({ seen, traced, machine }) =>
    traced?.tracked
      ? {
          click_id: newId(seen.at_ms),
          link_id: seen.link_id!,
          message_id: traced.message_id,
          customer_id: traced.customer_id,
          machine,
          clicked_at: new Date(seen.at_ms),
        }
      : [],
  )
  await addClicks(ctx, rows)
  const people = rows.filter(({ machine }) => machine === null)
  if (people.length === 0) return
  const known = await listLinkUrls(ctx, [...new Set(people.map(({ link_id }) => link_id))])
  const links = new Map(known.map((link) => [link.link_id, link]))
  await publishMany(
    ctx,
    LinkFollowed,
    people.flatMap(({ link_id, message_id, customer_id, clicked_at }) => {
      const link = links.get(link_id)
      if (!link) return []
      const { url, place, origin_kind, origin_id } = link
      const content = { message_id, link_id, url, place, origin_kind, origin_id }
      return { content, about: { customer_id, subject_id: message_id, occurred_at: clicked_at } }
    }),
  )
}

async function writeOpens(ctx: Context, opens: Judged[]) {
  const rows = opens.flatMap(({ seen, traced, machine }) =>
    traced?.tracked
      ? {
          open_id: newId(seen.at_ms),
          message_id: traced.message_id,
          customer_id: traced.customer_id,
          machine,
          opened_at: new Date(seen.at_ms),
        }
      : [],
  )
  if (rows.length === 0) return
  const before = await listOpened(ctx, [...new Set(rows.map(({ message_id }) => message_id))])
  await addOpens(ctx, rows)
  const first = new Map(
    rows
      .filter(({ machine, message_id }) => machine === null && !before.has(message_id))
      .map((row) => [row.message_id, row]),
  )
  await publishMany(
    ctx,
    MessageOpened,
    [...first.values()].map(({ message_id, customer_id, opened_at }) => ({
      content: { message_id },
      about: { customer_id, subject_id: message_id, occurred_at: opened_at },
    })),
  )
}
