/** Units as the programme calls them; those of an older programme by their key. A kitty is money. */
import { useQuery } from '@tanstack/react-query'
import type { Formats } from '#ui/format.ts'
import { useFormats } from '#ui/words.ts'
import { programmeQuery, useUnits } from '../customers/queries.ts'

export function useUnitName() {
  const f = useFormats()
  const inWords = useUnits()
  const units = useQuery(programmeQuery).data?.programme?.units ?? []
  const isMoney = (unit: string) =>
    ['money', 'spend'].includes(units.find((one) => one.unit === unit)?.kind ?? '')
  /** « points », taken off « 2 points ». */
  const plain = (unit: string) =>
    isMoney(unit) ? 'euros' : inWords(unit, 2).replace(/^[\d\s\u202f\u00a0]+/, '')
  const count = (unit: string, amount: number) => (isMoney(unit) ? f.money(amount) : f.number(amount))
  return {
    isMoney,
    plain,
    title: (unit: string) => {
      const name = isMoney(unit) ? inWords(unit, 0).replace(/^.*?€\s*/, '') || unit : plain(unit)
      return name.charAt(0).toUpperCase() + name.slice(1)
    },
    count,
    signed: (unit: string, amount: number) => (isMoney(unit) ? signedMoney(f, amount) : f.signed(amount)),
    inWords: (unit: string, amount: number) => (isMoney(unit) ? f.money(amount) : inWords(unit, amount)),
  }
}

/** +12,50 € and −12,50 €. */
export const signedMoney = (f: Formats, cents: number) =>
  `${cents > 0 ? '+' : cents < 0 ? '−' : ''}${f.money(Math.abs(cents))}`
