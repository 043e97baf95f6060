/** The network and what still has to be sent. A dot and a word: colour is never alone. */
import { useWords } from './words.ts'
import styles from './frame.module.css'

export type Queue = { waiting: number; online: boolean }

export function QueueState({ waiting, online }: Queue) {
  const w = useWords()
  const said = online ? 'online' : 'offline'
  return (
    <output className={styles.queue} data-state={waiting > 0 || !online ? said : 'calm'}>
      {waiting > 0 ? w(`waiting_${said}`, { count: waiting }) : w(said)}
    </output>
  )
}
