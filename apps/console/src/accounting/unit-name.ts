/** Units as the programme calls them; those of an older programme by their key. A kitty is money. */
import { useQuery } from '@tanstack/react-query'
import { useFormats, useLanguage } from '#ui/words.ts'
import { useUnits } from '../customers/queries.ts'
import { programmeQuery } from '../customers/queries.ts'

export function useUnitName() {
  const f = useFormats()
  const language = useLanguage()
  const inWords = useUnits()
  const units = useQuery(programmeQuery).data?.programme?.units ?? []
  const isMoney = (unit: string) =>
    ['money', 'spend'].includes(units.find((one) => one.unit === unit)?.kind ?? '')
  /** « points », taken off « 2 points ». */
  const plain = (unit: string) =>
    isMoney(unit)
      ? language === 'fr'
        ? 'euros'
        : 'euros'
      : inWords(unit, 2).replace(/^[\d\s\u202f\u00a0]+/, '')
  const count = (unit: string, amount: number) => (isMoney(unit) ? f.money(amount) : f.number(amount))
  return {
    isMoney,
    plain,
    title: (unit: string) => {
      const name = isMoney(unit) ? inWords(unit, 0).replace(/^.*?€\s*/, '') || unit : plain(unit)
      return name.charAt(0).toUpperCase() + name.slice(1)
    },
    count,
    signed: (unit: string, amount: number) => (amount > 0 ? `+${count(unit, amount)}` : count(unit, amount)),
    inWords: (unit: string, amount: number) => (isMoney(unit) ? f.money(amount) : inWords(unit, amount)),
  }
}
