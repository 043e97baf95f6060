/** The five steps of writing a campaign, in their order. */
export const STEPS = ['who', 'what', 'when', 'check', 'go'] as const
export type Step = (typeof STEPS)[number]
export const isStep = (word: unknown): word is Step => STEPS.includes(word as Step)
