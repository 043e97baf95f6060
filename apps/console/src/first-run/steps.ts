/** The steps as the server names them (GET /tenant → setup.steps), in order. */
export const STEPS = ['shop', 'programme', 'till', 'customers', 'first_card'] as const
export type Step = (typeof STEPS)[number]
export const isStep = (value: unknown): value is Step => STEPS.includes(value as Step)
