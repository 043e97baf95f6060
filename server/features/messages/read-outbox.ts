/** The outbox as people see it: what goes, what waits and why, how fast, how long yet. */
import { isId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { readComplaints } from './complaint-hold.ts'
import { BY_COMPLAINTS } from './complaint-origin.ts'
import { limitOf, type Limit } from './outbox-limit.ts'
import {
  countSentSince,
  findPerson,
  liftProblem,
  listMessages,
  listOfCustomer,
  listOpen,
  listOpenOrigins,
  listProblemsOf,
  listReports,
  listSlowed,
  settleUnknown,
  type Sought,
} from './outbox-reads.ts'
import { enqueueSending } from './outbox-queries.ts'
import { enqueueDelivery, findMessage } from './queries.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { refuse } from './refusals.ts'
import type { Channel } from './shape.ts'
import { readWarmUp, readWarmUpEnd } from './warm-up.ts'

const MINUTE_MS = 60_000
const ORIGINS_SHOWN = 50

export async function readOutbox(ctx: Context) {
  const open = await listOpen(ctx)
  const per_minute = await countSentSince(ctx, new Date(ctx.now.getTime() - MINUTE_MS))
  const origins = await listOpenOrigins(ctx, ORIGINS_SHOWN)
  const slowed = await listSlowed(ctx)
  const warm_ends = await readWarmUpEnd(ctx)
  const names = new Set<Channel>([...open.map(({ channel }) => channel), ...per_minute.keys()])
  const channels = [...names].sort().map((channel) => {
    const found = open.find((row) => row.channel === channel)
    const rate = per_minute.get(channel) ?? 0
    const due = found?.due ?? 0
    const slow = slowed.filter((row) => row.channel === channel)
    const stopped = origins.filter(
      (row) => row.channel === channel && row.waiting > 0 && row.held_at !== null,
    )
    const { waiting = 0, held = 0, complaints = 0, warm_up = 0, capped = 0 } = found ?? {}
    const later = waiting - due - complaints - warm_up - capped
    const limited_by = limitOf(
      { due, complaints, warm_up, capped, later },
      {
        by_complaints: stopped.some(({ held_by }) => held_by === BY_COMPLAINTS),
        by_person: stopped.length > 0,
        by_provider: slow.length > 0,
      },
    )
    return {
      channel,
      waiting,
      due,
      held,
      under_way: found?.under_way ?? 0,
      unknown: found?.unknown ?? 0,
      next_due_at: found?.next_due_at ?? null,
      per_minute: rate,
      minutes_left: minutesLeft(
        limited_by,
        { due, rate },
        limited_by === 'warm_up' ? warm_ends : found?.last_due_at,
        ctx.now,
      ),
      limited_by,
      slowed: slow.map(({ route, per_minute: most, wait_until, why }) => ({ route, most, wait_until, why })),
    }
  })
  return { channels, origins, complaints: await readComplaints(ctx), warm_up: await readWarmUp(ctx) }
}

/** Nobody knows how long a person takes; what waits for its hour ends with the last of them, what is due by its pace. */
function minutesLeft(
  limited_by: Limit | null,
  { due, rate }: { due: number; rate: number },
  last_at: Date | null | undefined,
  now: Date,
): number | null {
  if (limited_by === null) return 0
  if (limited_by === 'complaints' || limited_by === 'held') return null
  if (limited_by === 'pace' || limited_by === 'provider')
    return due === 0 ? 0 : rate > 0 ? Math.ceil(due / rate) : null
  return last_at ? Math.ceil(Math.max(0, last_at.getTime() - now.getTime()) / MINUTE_MS) : null
}

type Page = { cursor: string | null; limit: number }

export async function pageOfMessages(ctx: Context, sought: Sought, { cursor, limit }: Page) {
  const rows = await listMessages(ctx, sought, readCursor(cursor), limit + 1)
  return pageOf(rows, limit)
}

export async function pageOfCustomer(ctx: Context, customer_id: string, { cursor, limit }: Page) {
  if (!(await findPerson(ctx, customer_id))) throw refuseCustomer('customer_not_found')
  const rows = await listOfCustomer(ctx, customer_id, readCursor(cursor), limit + 1)
  const { items, next_cursor } = pageOf(rows, limit)
  const reports =
    items.length > 0
      ? await listReports(
          ctx,
          items.map((row) => row.message_id),
        )
      : []
  return {
    items: items.map((row) => ({
      ...row,
      reports: reports
        .filter(({ message_id }) => message_id === row.message_id)
        .map(({ message_id: _, ...report }) => report),
    })),
    next_cursor,
  }
}

function pageOf<T extends { created_at: Date; message_id: string }>(rows: T[], limit: number) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next_cursor = rows.length > limit && last ? `${last.created_at.getTime()}.${last.message_id}` : null
  return { items, next_cursor }
}

function readCursor(cursor: string | null) {
  if (cursor === null) return null
  const [time = '', id = ''] = cursor.split('.')
  if (!/^\d{1,14}$/.test(time) || !isId(id)) throw refusePlatform('invalid_request')
  return { created_at: new Date(Number(time)), message_id: id }
}

export const readProblems = async (ctx: Context, customer_id: string) => ({
  items: await listProblemsOf(ctx, customer_id),
})

/** Somebody says that the address is good again: it is tried again. */
export async function liftProblems(ctx: Context, customer_id: string, channel: string) {
  const of = (await listProblemsOf(ctx, customer_id)).filter((problem) => problem.channel === channel)
  if (of.length > 0)
    await liftProblem(
      ctx,
      channel,
      of.map(({ recipient }) => recipient),
    )
  return readProblems(ctx, customer_id)
}

/** Twice the same answer is one; another answer after it is refused. */
export async function settle(ctx: Context, message_id: string, as: 'sent' | 'send_again') {
  const settled = await settleUnknown(ctx, message_id, { state: as === 'sent' ? 'sent' : 'queued' })
  const message = await findMessage(ctx, message_id)
  if (!message) throw refusePlatform('not_found')
  if (!settled && (as === 'sent') !== (message.state === 'sent')) throw refuse('message_not_unknown')
  if (settled && as === 'send_again') {
    if (settled.content === null) await enqueueDelivery(ctx, message_id, ctx.now)
    else await enqueueSending(ctx, settled.channel as Channel, ctx.now)
  }
  return { message_id, state: message.state }
}
