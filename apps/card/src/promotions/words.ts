import { featureWords } from '#ui/words.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export const { useWords, say } = featureWords('promotions', fr, en)
