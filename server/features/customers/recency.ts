/**
 * How long ago a customer last bought, in five bands: the same words in the list, on the home page and in a
 * filter.
 */
export const RECENCY_BANDS = ['active', 'slowing', 'asleep', 'lost', 'never'] as const
export type RecencyBand = (typeof RECENCY_BANDS)[number]

/** Half open: from_days < days since the last sale <= to_days; null has no end. A sale just now is active. */
export function boundOf(band: Exclude<RecencyBand, 'never'>): { from_days: number; to_days: number | null } {
  if (band === 'active') return { from_days: -36_500, to_days: 90 }
  if (band === 'slowing') return { from_days: 90, to_days: 180 }
  if (band === 'asleep') return { from_days: 180, to_days: 365 }
  return { from_days: 365, to_days: null }
}
