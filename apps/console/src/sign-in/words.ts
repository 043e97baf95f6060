import { featureWords } from '#ui/words.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export const signInWords = featureWords('sign-in', fr, en)
export const { useWords, say } = signInWords
