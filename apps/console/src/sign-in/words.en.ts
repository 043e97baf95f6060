import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Hello',
  lead: 'Sign in to open your shop.',
  email: 'Email',
  password: 'Password',
  sign_in: 'Sign in',
}
