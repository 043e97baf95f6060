import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  expected_one: 'On the list, comes alone',
  expected_other: 'On the list, {{count}} come',
  not_expected: 'Not on the list',
  tick: 'Note the arrival',
  there_since: 'Here since {{time}}',
}
