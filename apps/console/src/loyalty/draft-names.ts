/** The programmes one may start from, by name. Alone in its file: the address of the draft is checked by it. */
export const PRESETS = [
  'points',
  'stamps',
  'items',
  'amount',
  'kitty',
  'mixed',
  'tiers',
  'coalition',
] as const
export type Preset = (typeof PRESETS)[number]

export const isPreset = (name: unknown): name is Preset => PRESETS.some((one) => one === name)
