/** In place of what could not be shown: what happened, what to do, and the number to quote. */
import { Button } from '@mantine/core'
import { failureOf } from '../failure.ts'
import { houseWords } from '../house-words.ts'
import { IconRefresh } from '../icons.ts'
import { Picture } from './Picture.tsx'
import styles from './states.module.css'

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const w = houseWords.useWords()
  const { title, detail, request_id, retry } = failureOf(error)
  return (
    <div className={styles.state} role="alert">
      <Picture of="broken" />
      <h2 className={styles.title}>{title}</h2>
      {detail && <p className={styles.sentence}>{detail}</p>}
      {retry && onRetry && (
        <Button variant="default" leftSection={<IconRefresh size={18} stroke={1.75} />} onClick={onRetry}>
          {w('retry')}
        </Button>
      )}
      {request_id && <p className={styles.reference}>{w('reference', { id: request_id })}</p>}
    </div>
  )
}
