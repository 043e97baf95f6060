/** What a trap says: a sentence that has been counted, and the change that mends it. */
import { formatNumber, formatPercent, type Language } from '../../../lib/money.ts'
import { thin } from '../../programmes/check.ts'
import { unitsInWords } from '../../programmes/rules.ts'
import { basisPoints, type Figures } from './figures.ts'
import type { Mend } from './mend.ts'
import type { Scene } from './sensitivity.ts'
import type { Tally } from './tally.ts'

export type TrapCode =
  | 'remainder_lost'
  | 'minimum_above_basket'
  | 'reward_not_reached'
  | 'reward_above_margin'
  | 'expiry_too_short'
  | 'tier_not_held'
  | 'earns_on_excluded'
  | 'cost_unknown'
  | 'activity_not_in_past'
  | 'regulars_left_out'

export type Trap = { code: TrapCode; path: string; fr: string; en: string; mend: Mend | null }

type Say = { fr: string; en: string }
export type Looking = Scene & { figures: Figures; tally: Tally; currency: string }

export const trap = (code: TrapCode, path: string, { fr, en }: Say, mend: Mend | null): Trap => ({
  code,
  path,
  fr: thin(fr),
  en,
  mend,
})

export const count = (n: number, l: Language) => formatNumber(Math.round(n), l)
export const share = (part: number, whole: number, l: Language) => {
  const basis_points = basisPoints(part, whole)
  return formatPercent(
    Math.round(basis_points / (basis_points < 1000 ? 10 : 100)) * (basis_points < 1000 ? 10 : 100),
    l,
  )
}
/** 2 310 basis points is '23 %': nobody decides by a tenth of a percent of customers. */
export const about = (basis_points: number, l: Language) =>
  formatPercent(Math.round(basis_points / 100) * 100, l)

export const span = ({ outlook }: Looking, l: Language) => {
  const months = Math.max(1, Math.round(outlook.days / 30.4))
  return l === 'fr' ? `${months} mois` : `${months} ${months === 1 ? 'month' : 'months'}`
}

export const unitsOf = ({ programme, currency }: Looking, unit: string, units: number, l: Language): string =>
  unitsInWords(programme, unit, units, l, { currency })
