import { featureWords } from '#ui/words.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export const shellWords = featureWords('shell', fr, en)
export const { useWords, say } = shellWords
