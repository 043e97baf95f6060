/** A campaign stops by itself when too many of its readers call it unwanted; the others go on. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import {
  countOriginComplaints,
  countOriginSent,
  lockOrigin,
  writeOriginHeld,
} from './complaint-origin-queries.ts'
import { enoughOfOrigin, holdsOrigin } from './complaint-rules.ts'
import { OffersHeld } from './events.ts'
import { addHold } from './outbox-queries.ts'
import type { Origin } from './shape.ts'

/** Who a hold says it is of, where no person stopped it. */
export const BY_COMPLAINTS = 'complaints'

/** After each complaint. It is let go as any other hold is. */
export async function holdOriginIfTooMany(ctx: Context, origin: Pick<Origin, 'kind' | 'id'>): Promise<void> {
  const known = await lockOrigin(ctx, origin)
  if (known.held_at) return
  const complaints = await countOriginComplaints(ctx, origin, known.released_at)
  const counted = {
    complaints,
    sent: await countOriginSent(ctx, origin, known.released_at, enoughOfOrigin(complaints)),
  }
  if (!holdsOrigin(counted)) return
  await writeOriginHeld(ctx, origin, counted)
  await addHold({ ...ctx, actor: BY_COMPLAINTS }, origin)
  await publish(
    ctx,
    OffersHeld,
    { origin_kind: origin.kind, origin_id: origin.id, ...counted },
    { subject_id: origin.id },
  )
}
