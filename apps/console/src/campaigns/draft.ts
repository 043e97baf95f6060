/** What is being written, kept on this device: nothing is lost by a closed tab. */
import type { Plan } from './queries.ts'
import type { SaleDraft } from './sale.ts'

/** `version` is the wording the server had when this was begun; 0: none yet. */
export type Draft = { plan: Plan; sale: SaleDraft; version: number }

const key = (campaign_id: string) => `comptoir.campaign.${campaign_id}`

export function readDraft(campaign_id: string): Draft | null {
  try {
    const kept = localStorage.getItem(key(campaign_id))
    return kept ? (JSON.parse(kept) as Draft) : null
  } catch {
    return null
  }
}

export function keepDraft(campaign_id: string, draft: Draft) {
  try {
    localStorage.setItem(key(campaign_id), JSON.stringify(draft))
  } catch {
    // No room or not allowed: the page still holds it.
  }
}

export const forgetDraft = (campaign_id: string) => localStorage.removeItem(key(campaign_id))
