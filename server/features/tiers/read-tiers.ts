/** A person's tiers: where they stand, what is missing to the next, what keeps this one, and how they came there. */
import { formatMoney, type Language } from '../../lib/money.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import { ladderUnit, tierOf } from '../programmes/ladder.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { unitsInWords } from '../programmes/rules.ts'
import { settleTier } from './actions.ts'
import { countStaying, findGrant, findPerson, listChanges, valueOf } from './queries.ts'
import { standingOf } from './rules.ts'

const CHANGES_SHOWN = 20

export async function readTiers(ctx: Context, customer_id: string, language: Language) {
  const person = await findPerson(ctx, customer_id)
  if (!person) throw refuseCustomer('customer_not_found')
  const programme = (await findProgramme(ctx))?.programme
  if (!programme?.ladders?.length) return []
  const say = await sayingOf(ctx, programme, language)
  const tiers = []
  for (const ladder of programme.ladders) tiers.push(await readTier(ctx, ladder, person.account_id, say))
  return tiers
}

export type TierNow = Awaited<ReturnType<typeof readTier>>

async function readTier(ctx: Context, ladder: Ladder, account_id: string, say: Say) {
  const account = await settleTier(ctx, ladder, account_id)
  const state = account?.tier ?? null
  const value = account ? valueOf(account) : 0
  const until = state?.until_ms ? new Date(state.until_ms) : null
  const stays = until ? await countStaying(ctx, account_id, ladderUnit(ladder.ladder_id), until) : value
  const standing = standingOf(ladder, state, { value, stays })
  const grant = await findGrant(ctx, account_id, ladder.ladder_id)
  const { tier, next, follows, to_keep } = standing
  const { ladder_id, name, measures } = ladder
  return {
    ladder_id,
    name,
    measures: measures.by,
    unit: measures.by === 'units' ? measures.unit : null,
    tier: tier && { tier_id: tier.tier_id, name: tier.name, benefits: tier.benefits },
    since: standing.since_ms === null ? null : new Date(standing.since_ms),
    until,
    in_grace: standing.in_grace,
    value,
    value_words: say(ladder, value),
    next: next && {
      tier_id: next.tier.tier_id,
      name: next.tier.name,
      benefits: next.tier.benefits,
      threshold: next.tier.threshold,
      missing: next.missing,
      missing_words: say(ladder, next.missing),
      progress: next.progress,
    },
    follows: follows && { tier_id: follows.tier_id, name: follows.name },
    to_keep,
    to_keep_words: to_keep === null ? null : say(ladder, to_keep),
    grant: grant
      ? {
          tier_id: grant.tier_id,
          reason: grant.reason,
          until: grant.until,
          granted_by_name: grant.granted_by_name,
          granted_at: grant.granted_at,
        }
      : null,
    tiers: ladder.tiers.map(({ tier_id, name: called, threshold }) => ({ tier_id, name: called, threshold })),
    changes: await listChanges(
      ctx,
      account_id,
      ladder_id,
      tierOf(ladder, null)?.tier_id ?? null,
      CHANGES_SHOWN,
    ),
  }
}

type Say = (ladder: Ladder, value: number) => string

async function sayingOf(ctx: Context, programme: Programme, language: Language): Promise<Say> {
  const { currency } = await ctx.tx
    .selectFrom('tenant')
    .select('currency')
    .where('tenant_id', '=', ctx.tenant_id)
    .executeTakeFirstOrThrow()
  return (ladder, value) => sayMeasure(programme, ladder, value, language, currency)
}

/** « 120,00 € », « 3 visites », « 40 points ». */
export function sayMeasure(
  programme: Programme,
  { measures }: Ladder,
  value: number,
  language: Language,
  currency: string,
): string {
  if (measures.by === 'amount') return formatMoney(value, language, currency)
  if (measures.by === 'units') return unitsInWords(programme, measures.unit, value, language, { currency })
  const word = language === 'fr' ? 'visite' : 'visit'
  return `${value} ${word}${Math.abs(value) >= 2 ? 's' : ''}`
}
