/** A programme with one change, as another programme: what a button puts into a draft. */
import type { Programme } from '../../programmes/programme.ts'

export type Mend = { fr: string; en: string; programme: Programme }

export function changed(programme: Programme, change: (copy: Programme) => void): Programme {
  const copy = structuredClone(programme)
  change(copy)
  return copy
}

/** A figure one can say: 187 points are 150, 12 345 cents are 12 000. At least 1. */
export function niceUnits(units: number, programme: Programme, unit: string): number {
  const kind = programme.units.find((one) => one.unit === unit)?.kind
  if (!(units > 1)) return 1
  if (kind === 'stamps' && units < 20) return Math.floor(units)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(units)) - 1)
  const rounded = Math.floor(units / (step * 5)) * step * 5
  return Math.max(1, rounded || Math.floor(units / step) * step)
}
