/** « points », « tampons », « d’achats »: the word beside a number; and which of two of one kind is meant. */
import { useLanguage } from '#ui/words.ts'
import { namedUnits } from './draft.ts'
import type { Kind, Programme, Unit } from './draft.ts'
import { useWords } from './words.ts'

export function useUnitName() {
  const w = useWords()
  return (kind: Kind, count: number) => w(`name_${kind}`, { count })
}

/** « Des points », and « Des points « bio » » where there are others. */
export function useUnitTitle({ units }: Pick<Programme, 'units'>) {
  const w = useWords()
  const which = useWhich({ units })
  return (unit: Unit) => w(`kind_${unit.kind}`) + which(unit)
}

/** « points « bio » »: for a choice behind a number. */
export function useUnitChoice({ units }: Pick<Programme, 'units'>) {
  const unitName = useUnitName()
  const which = useWhich({ units })
  return (unit: Unit) => unitName(unit.kind, 2) + which(unit)
}

/** ' « bio »' behind a word that names the kind; nothing where there is one alone. */
export function useWhich({ units }: Pick<Programme, 'units'>) {
  const w = useWords()
  const language = useLanguage()
  const named = namedUnits({ units })
  return (unit: Unit): string => {
    if (!named.includes(unit)) return ''
    const alike = named.filter(({ kind }) => kind === unit.kind)
    const name = unit.name?.trim() || w('unit_nth', { n: alike.indexOf(unit) + 1 })
    return language === 'fr' ? ` «\u202f${name}\u202f»` : ` “${name}”`
  }
}
