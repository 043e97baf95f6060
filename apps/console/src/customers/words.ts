import { featureWords } from '#ui/words.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export const { useWords, say } = featureWords('customers', fr, en)
export type CustomerWord = Parameters<typeof say>[0]
