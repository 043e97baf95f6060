/** Letters: printed together in the order of the post, printed again if the paper jams, and said to be posted. */
import type { Context } from '../../platform/database.ts'
import { publishMany } from '../../platform/facts.ts'
import { rememberShown } from '../promotions/actions.ts'
import { printLetters } from '../templates/letter-preview.ts'
import type { Pen } from './compose.ts'
import { MessageSent } from './events.ts'
import * as rows from './letter-queries.ts'
import { claimSlice, endSlice, listOrigins, type Ending } from './outbox-queries.ts'
import { refuse } from './refusals.ts'
import { prepare } from './slice.ts'

/** As many pages as one file has; what is left is for the next batch. */
const LETTERS_MAX = 1_000

/**
 * Takes what is due, of one origin or of all. The same id again is the same batch; for another origin it throws
 * `letter_batch_reused`. What may not go any more, or has no whole address, is refused or waits, as with any message.
 */
export async function printBatch(ctx: Context, pen: Pen, batch_id: string, origin_id: string | null) {
  if (!(await rows.addBatch(ctx, batch_id, origin_id))) {
    const known = await readBatch(ctx, batch_id)
    if (known.origin_id !== origin_id) throw refuse('letter_batch_reused')
    return known
  }
  const due = (await listOrigins(ctx, 'letter'))
    .filter((origin) => origin.due_at <= ctx.now && (origin_id === null || origin.origin_id === origin_id))
    .toSorted((a, b) => b.priority - a.priority)
  const shares = due.map((origin) => ({ origin_id: origin.origin_id, share: LETTERS_MAX }))
  const claimed = (await claimSlice(ctx, 'letter', shares, [])).slice(0, LETTERS_MAX)
  // Nothing is due, or others are printing it.
  if (claimed.length === 0) return readBatch(ctx, batch_id)
  const { ready, endings } = await prepare(ctx, 'letter', claimed, pen)
  const pages = []
  for (const { message_id, words } of ready) {
    const { letter, subject, promotion_ids = [] } = words
    if (letter?.address) pages.push({ message_id, printed: { letter, subject, promotion_ids } })
    else endings.push(unprintable(message_id, letter ? 'no_address' : 'no_template'))
  }
  if (endings.length > 0) await endSlice(ctx, endings, ['queued', 'held', 'retry'])
  await rows.markPrinted(ctx, batch_id, pages)
  await rows.setLetters(ctx, batch_id, pages.length)
  return readBatch(ctx, batch_id)
}

const unprintable = (message_id: string, error: string): Ending => ({
  message_id,
  state: 'refused',
  error,
  due_at: null,
})

/** Throws `letter_batch_not_found`. */
export async function readBatch(ctx: Context, batch_id: string) {
  const batch = await rows.findBatch(ctx, batch_id)
  if (!batch) throw refuse('letter_batch_not_found')
  return batch
}

/** The same pages each time, until they are posted. Throws `letter_batch_posted`, `letter_batch_empty`. */
export async function batchPdf(ctx: Context, batch_id: string): Promise<Buffer> {
  const batch = await readBatch(ctx, batch_id)
  if (batch.posted_at) throw refuse('letter_batch_posted')
  const pages = await rows.listPages(ctx, batch_id)
  if (pages.length === 0) throw refuse('letter_batch_empty')
  return printLetters(ctx, pages)
}

/** They are in the post: sent, and told as such. Twice is once. */
export async function postBatch(ctx: Context, batch_id: string) {
  if (await rows.setPosted(ctx, batch_id)) {
    const posted = await rows.endPosted(ctx, batch_id)
    await publishMany(ctx, MessageSent, posted.map(toldOf))
    const shown = posted.flatMap(({ message_id, customer_id, printed }) =>
      printed.promotion_ids.map((promotion_id) => ({ customer_id, promotion_id, cause_id: message_id })),
    )
    if (shown.length > 0) await rememberShown(ctx, shown)
  }
  return readBatch(ctx, batch_id)
}

const toldOf = ({ customer_id, store_id, printed, ...message }: rows.Posted) => ({
  content: { ...message, channel: 'letter' as const, subject: printed.subject },
  about: { customer_id, store_id, subject_id: message.message_id },
})

/** Newest first, with how many wait to be printed. */
export async function pageOfBatches(ctx: Context, cursor: string | null, limit: number) {
  const found = await rows.listBatches(ctx, cursor, limit + 1)
  const items = found.slice(0, limit)
  return {
    waiting: await rows.countDueLetters(ctx),
    items,
    next_cursor: found.length > limit ? items.at(-1)!.batch_id : null,
  }
}
