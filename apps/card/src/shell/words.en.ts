import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  places: 'Parts of the card',
  card: 'Card',
  sales: 'Purchases',
  programme: 'Programme',
  me: 'Me',
  offline: 'Offline',
  offline_since: 'Offline, as of {{when}}',
  opening: 'Your card is opening…',
  silent_title: 'No network to open the card',
  silent_detail: 'Your link stays valid. Try again as soon as the phone has a network.',
  refused_title: 'This link no longer opens the card',
  go_on: 'See my card',
  sign_in: 'Open my card with a code',
  my_card: 'My card',
  not_found: 'This page does not exist',
  back_to_card: 'Back to my card',
}
