import { fact } from '../../platform/facts.ts'

type Named = { campaign_id: string; name: string }

export const CampaignLaunched = fact<Named & { kind: string; starts_at: string }>('campaign.launched')
/** Everybody was decided for; messages that are to go later may still wait. */
export const CampaignSent = fact<Named & { occurrence: string; queued: number }>('campaign.sent')
export const CampaignStopped = fact<Named & { cancelled: number }>('campaign.stopped')
export const PrivateSaleAnswered = fact<{ campaign_id: string; answer: 'yes' | 'no'; people: number }>(
  'private_sale.answered',
)
/** Ticked at the door, or the tick taken back. */
export const PrivateSaleArrived = fact<{ campaign_id: string; arrived: boolean }>('private_sale.arrived')
