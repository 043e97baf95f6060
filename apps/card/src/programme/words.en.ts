import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'The programme',
  lead: 'How your purchases are rewarded.',
  how: 'How it works',
  rewards: 'The rewards',
  for: 'for {{cost}}',
  by_itself: 'comes by itself',
  none: 'The shop is preparing its programme. Your card counts already.',
}
