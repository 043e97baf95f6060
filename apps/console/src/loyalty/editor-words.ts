/** The words of the draft's editor, apart from those of the pages that show programmes. */
import { featureWords } from '#ui/words.ts'
import { en } from './editor-words.en.ts'
import { fr } from './editor-words.fr.ts'

export const { useWords: useEditorWords } = featureWords('programme-editor', fr, en)
