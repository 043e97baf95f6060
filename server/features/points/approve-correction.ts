/** A second pair of eyes: nobody approves their own, but for the only owner of a shop, who says why. */
import type { Role } from '../../platform/access.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { checkLimit, writeCorrection } from './correct-points.ts'
import { countOwners, endRequest, findRequest, lapseRequests, listWaiting } from './correction-queries.ts'
import { CorrectionDecided } from './events.ts'
import { refuse } from './refusals.ts'

type By = { name: string; role: Role | null; limit: number | null; is_person: boolean }
type Decision = { correction_id: string; outcome: 'approved' | 'refused'; why: string | null; by: By }
type Decided = { correction_id: string; outcome: 'approved' | 'refused'; alone: boolean }

/**
 * `alone`: the only owner approved their own. Deciding the same again has the same answer; otherwise throws
 * correction_decided. Throws correction_own, correction_why_needed, correction_lapsed, correction_too_large,
 * correction_below_zero: then it goes on waiting.
 */
export async function decideCorrection(ctx: Context, decision: Decision): Promise<Decided> {
  const { correction_id, outcome, why, by } = decision
  const asked = await findRequest(ctx, correction_id)
  if (!asked) throw refuse('correction_not_found')
  const own = asked.asked_by === ctx.actor
  if (asked.outcome === outcome && asked.decided_by === ctx.actor)
    return { correction_id, outcome, alone: own && outcome === 'approved' }
  if (asked.outcome === 'lapsed' || (!asked.outcome && asked.lapses_at <= ctx.now))
    throw refuse('correction_lapsed')
  if (asked.outcome) throw refuse('correction_decided', { outcome: asked.outcome })
  if (!by.is_person) throw refuse('approval_needs_person')
  const alone = own && outcome === 'approved'
  if (alone) {
    if (by.role !== 'owner' || (await countOwners(ctx)) > 1) throw refuse('correction_own')
    if (!why) throw refuse('correction_why_needed')
  }
  if (outcome === 'approved') {
    checkLimit(by, asked.amount)
    const { customer_id, unit, amount, reason, asked_by, asked_by_name } = asked
    const wish = { correction_id, customer_id, unit, amount, reason }
    await writeCorrection(ctx, wish, { corrected_by: asked_by, name: asked_by_name })
  }
  await endRequest(ctx, correction_id, outcome, { name: by.name, why })
  const about = { customer_id: asked.customer_id, subject_id: correction_id }
  await publish(ctx, CorrectionDecided, { correction_id, outcome, why }, about)
  return { correction_id, outcome, alone }
}

/** What waits, and what the caller may do with each: decide, decide alone with a reason, or only take it back. */
export async function listCorrections(ctx: Context, { role, limit }: Pick<By, 'role' | 'limit'>) {
  const waiting = await listWaiting(ctx)
  const only_owner = role === 'owner' && (await countOwners(ctx)) === 1
  return waiting.map(({ asked_by, ...one }) => ({
    ...one,
    may: mayDecide(asked_by === ctx.actor, only_owner, limit !== null && Math.abs(one.amount) > limit),
  }))
}

function mayDecide(own: boolean, only_owner: boolean, over_limit: boolean) {
  if (own) return only_owner ? ('alone' as const) : ('withdraw' as const)
  return over_limit ? ('refuse' as const) : ('decide' as const)
}

/** After 14 days without a decision. */
export async function lapseCorrections(ctx: Context): Promise<void> {
  for (const { correction_id, customer_id } of await lapseRequests(ctx))
    await publish(
      ctx,
      CorrectionDecided,
      { correction_id, outcome: 'lapsed', why: null },
      { customer_id, subject_id: correction_id },
    )
}
