import type { Programme } from '../programmes/programme.ts'
import { unitsInWords, type Language } from '../programmes/rules.ts'

/** Of a unit that the programme no longer has, its own name. */
export function sayUnits(
  programme: Programme | null,
  unit: string,
  units: number,
  language: Language,
  currency: string,
): string {
  if (!programme?.units.some((one) => one.unit === unit)) return `${units} ${unit}`
  return unitsInWords(programme, unit, units, language, { currency })
}
