import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  apple: 'Add to Apple Wallet',
  google: 'Add to Google Wallet',
  why: 'Your points keep up to date by themselves, even without opening this page.',
  failed: 'The card could not be prepared. Try again in a moment.',
}
