/** Offers that stopped by themselves because of complaints: the owner hears of it where they look first. */
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { raiseByItself } from '../lists/alerts.ts'
import type { OffersHeldTold } from '../messages/events.ts'
import { listCampaignNames } from './queries.ts'

export async function tellOffersHeld(ctx: Context, facts: Fact<OffersHeldTold>[]): Promise<void> {
  const names = await listCampaignNames(
    ctx,
    facts.flatMap(({ payload }) => payload.origin_id ?? []),
  )
  await raiseByItself(
    ctx,
    facts.map(({ fact_id, payload: { origin_id, sent, complaints } }) => ({
      rule_id: null,
      customer_id: null,
      store_id: null,
      sale_id: null,
      kind: 'offers_held',
      source_key: `offers_held:${fact_id}`,
      details: { about: (origin_id && names.get(origin_id)) ?? null, reached: complaints, sent },
    })),
  )
}
