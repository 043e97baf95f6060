/** Said once, quietly, when the network is gone; the screen stays as it is. */
import { houseWords } from '../house-words.ts'
import { useOnline } from './online.ts'
import styles from './light.module.css'

export function OfflineNote() {
  const w = houseWords.useWords()
  const online = useOnline()
  return (
    <output className={styles.offline} data-shown={!online}>
      {!online && w('offline')}
    </output>
  )
}
