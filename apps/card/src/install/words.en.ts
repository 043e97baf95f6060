import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Your card within reach',
  ask: 'Add it to the home screen: it opens with one tap, also without a network.',
  add: 'Add',
  later: 'No thanks',
  ios: 'In Safari, tap {{share}}, then “Add to Home Screen”. The first time, the card will ask for a code sent by text message or e-mail.',
  share: 'Share',
  understood: 'Got it',
}
