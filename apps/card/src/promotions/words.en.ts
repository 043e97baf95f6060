import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'For you',
  lead: 'Show your card at the till: the price applies by itself.',
  instead_of: 'instead of',
  until: 'until {{date}}',
}
