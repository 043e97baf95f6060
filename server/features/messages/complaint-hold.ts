/** Offers by e-mail stop by themselves when too many call them unwanted; codes, receipts and news of the card go on. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import {
  countComplaints,
  countOffersSent,
  endComplaintHold,
  findComplaintHold,
  lockComplaintHold,
  wakeHeld,
  writeComplaintHold,
} from './complaint-queries.ts'
import { countedSince, enoughSent, standingOf, type Standing } from './complaint-rules.ts'
import { OffersHeld } from './events.ts'
import { enqueueSending } from './outbox-queries.ts'

export const WAITS_FOR_OWNER = 'complaints'

async function count(ctx: Context, released_at: Date | null) {
  const since = countedSince(released_at, ctx.now)
  const complaints = await countComplaints(ctx, since)
  return {
    complaints,
    sent: complaints === 0 ? 0 : await countOffersSent(ctx, since, enoughSent(complaints)),
  }
}

/** After each complaint. */
export async function holdIfTooMany(ctx: Context): Promise<void> {
  const known = await lockComplaintHold(ctx)
  if (known.held_at) return
  const counted = await count(ctx, known.released_at)
  if (standingOf(counted) !== 'held') return
  await writeComplaintHold(ctx, counted)
  await publish(ctx, OffersHeld, { origin_kind: null, origin_id: null, ...counted })
}

export const isHeldByComplaints = async (ctx: Context): Promise<boolean> =>
  ((await findComplaintHold(ctx))?.held_at ?? null) !== null

type Read = { standing: Standing; sent: number; complaints: number; held_at: Date | null }

/** While it is held: what it was held for. */
export async function readComplaints(ctx: Context): Promise<Read> {
  const known = await findComplaintHold(ctx)
  if (known?.held_at) {
    const { held_at, sent, complaints } = known
    return { standing: 'held', sent: sent ?? 0, complaints: complaints ?? 0, held_at }
  }
  const counted = await count(ctx, known?.released_at ?? null)
  return { standing: standingOf(counted), ...counted, held_at: null }
}

/** What left until now is not counted again. Twice is once. */
export async function releaseComplaintHold(ctx: Context): Promise<void> {
  if (!(await endComplaintHold(ctx))) return
  await wakeHeld(ctx, WAITS_FOR_OWNER)
  await enqueueSending(ctx, 'email', ctx.now)
}
