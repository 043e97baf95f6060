/** Right under the card: what is still to come, what a return took too much, and what ends within a month. */
import { useNow } from '#ui/light/use-now.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import styles from './page.module.css'
import { useWords } from './words.ts'

const SOON_MS = 31 * 86_400_000

export function Pending({ card: { accounts } }: { card: Card }) {
  const w = useWords()
  const f = useFormats()
  const now = useNow(60_000)
  const said = accounts.flatMap(({ pending_words, debt_words }) => [
    ...(pending_words ? [w('pending', { units: pending_words })] : []),
    ...(debt_words ? [w('debt', { units: debt_words })] : []),
  ])
  for (const { expiring } of accounts)
    for (const { expires_at, words } of expiring)
      if (Date.parse(expires_at) - now < SOON_MS)
        said.push(w('expires_soon', { units: words, date: f.dayMonth(expires_at) }))
  if (said.length === 0) return null
  return (
    <div className={styles.pending}>
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
