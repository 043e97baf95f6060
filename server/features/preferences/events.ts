import { fact } from '../../platform/facts.ts'

/** How often somebody wants to be written to, by their own word. */
export const FrequencyChosen = fact<{ frequency: 'normal' | 'less'; paused_until: string | null }>(
  'preference.frequency_chosen',
)
