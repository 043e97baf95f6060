import { featureWords, type WordKey } from '#ui/words.ts'
import { en } from './words.en.ts'
import { fr } from './words.fr.ts'

export type PressureWord = WordKey<typeof fr>
export const { useWords } = featureWords('pressure', fr, en)
