/** « points », « tampons », « d’achats »: the word beside a number. */
import type { Kind } from './draft.ts'
import { useWords } from './words.ts'

export function useUnitName() {
  const w = useWords()
  return (kind: Kind, count: number) => w(`name_${kind}`, { count })
}
