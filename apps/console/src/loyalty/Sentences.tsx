/** A programme as it is read: by what its sentences are about, once there are more than one takes in at a glance. */
import { useEditorWords } from './editor-words.ts'
import type { useSaying } from './queries.ts'
import styles from './loyalty.module.css'

type Words = ReturnType<ReturnType<typeof useSaying>>

const FEW = 6

export function Sentences({ words, level }: { words: Words; level: 3 | 4 }) {
  const e = useEditorWords()
  const Heading = level === 3 ? 'h3' : 'h4'
  const list = (sentences: readonly string[]) => (
    <ul className={styles.promises}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
  if (words.sentences.length <= FEW) return list(words.sentences)
  return words.parts.map(({ about, sentences }) => (
    <section key={about} className={styles.part}>
      <Heading className={styles.partTitle}>{e(`about_${about}`)}</Heading>
      {list(sentences)}
    </section>
  ))
}
