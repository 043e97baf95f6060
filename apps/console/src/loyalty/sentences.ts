/** One part of the draft as its sentence; while something in it is missing, what it is called. */
import { useLanguage } from '#ui/words.ts'
import { partInWords } from '../../../../server/features/programmes/rules.ts'
import { useNames } from './queries.ts'
import type { Editing } from './use-draft.ts'

type Part = Parameters<typeof partInWords>[1]

export function usePartWords({ draft, isWrongUnder }: Pick<Editing, 'draft' | 'isWrongUnder'>) {
  const language = useLanguage()
  const names = useNames([draft])
  return (part: Part, path: string, title: string) =>
    isWrongUnder(path) || isWrongUnder('units') ? title : partInWords(draft, part, language, names)
}
