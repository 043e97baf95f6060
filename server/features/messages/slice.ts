/** One slice of what waits: locked, judged, composed and marked in one transaction; then it may leave. */
import type { Context } from '../../platform/database.ts'
import { DEFAULT_PURPOSE } from '../consents/default-texts.ts'
import type { Rendered } from '../templates/shape.ts'
import {
  claimSlice,
  endSlice,
  listOrigins,
  listSuppressed,
  listWilling,
  markHandingOver,
  type Claimed,
  type Ending,
} from './outbox-queries.ts'
import { shareOut } from './sharing.ts'
import type { Channel } from './shape.ts'

export type Ready = Claimed & { tenant_id: string; words: Rendered }

export type Slice = {
  ready: Ready[]
  /** Whether anything was due at all: nothing means that the queue is empty for now. */
  taken: number
  /** When the next one is due, if any waits. */
  next_due_at: Date | null
}

/** What speaks against a message just before it leaves: for good, or until later. */
type Verdict = { refuse: string } | { wait: string; until: Date } | null

export async function takeSlice(
  ctx: Context,
  channel: Channel,
  size: number,
  but_not: string[] = [],
): Promise<Slice> {
  const waiting = await listOrigins(ctx, channel)
  const next_due_at = waiting.reduce<Date | null>(
    (first, { due_at }) => (first === null || due_at < first ? due_at : first),
    null,
  )
  const shares = shareOut(
    waiting.filter(({ due_at }) => due_at <= ctx.now),
    size,
  )
  const claimed = shares.length > 0 ? await claimSlice(ctx, channel, shares, but_not) : []
  if (claimed.length === 0) return { ready: [], taken: 0, next_due_at }

  const verdicts = await judge(ctx, channel, claimed)
  const endings: Ending[] = []
  const going: Claimed[] = []
  for (const [at, message] of claimed.entries()) {
    const verdict = verdicts[at]!
    if (verdict === null) going.push(message)
    else endings.push(endingOf(message, verdict))
  }
  const ready = await compose(ctx, going, endings)
  if (endings.length > 0) await endSlice(ctx, endings, ['queued', 'held', 'retry'])
  await markHandingOver(
    ctx,
    ready.map(({ message_id }) => message_id),
  )
  return { ready, taken: claimed.length, next_due_at }
}

function endingOf({ message_id }: Claimed, verdict: NonNullable<Verdict>): Ending {
  return 'refuse' in verdict
    ? { message_id, state: 'refused', error: verdict.refuse, due_at: null }
    : { message_id, state: 'held', error: null, due_at: verdict.until, waits_for: verdict.wait }
}

/** Asked again at the last moment: a no, a bounce or a complaint since it was queued counts. */
async function judge(ctx: Context, channel: Channel, claimed: Claimed[]): Promise<Verdict[]> {
  const suppressed = await listSuppressed(
    ctx,
    channel,
    claimed.map(({ recipient }) => recipient),
  )
  const asked = claimed.filter(({ purpose }) => purpose === 'marketing').map(({ customer_id }) => customer_id)
  const willing =
    asked.length > 0 ? await listWilling(ctx, asked, channel, DEFAULT_PURPOSE) : new Set<string>()
  return claimed.map((message) => {
    if (message.useful_until && message.useful_until <= ctx.now) return { refuse: 'too_late' }
    if (suppressed.has(message.recipient)) return { refuse: 'bad_address' }
    if (message.purpose === 'marketing' && !willing.has(message.customer_id)) return { refuse: 'no_consent' }
    return null
  })
}

/** Words that lack what their template asks are never sent: the message says which. */
async function compose(ctx: Context, going: Claimed[], endings: Ending[]): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const message of going) {
    if ('template_id' in message.content) {
      endings.push({ message_id: message.message_id, state: 'refused', error: 'no_template', due_at: null })
      continue
    }
    ready.push({ ...message, tenant_id: ctx.tenant_id, words: { ...message.content, missing: [] } })
  }
  return ready
}
