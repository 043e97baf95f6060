/** Somebody has this phone or e-mail already: is it them? Never decided by the machine. */
import { Button } from '#ui/light/Button.tsx'
import type { Candidate } from '../keep/shapes.ts'
import { useWords } from './words.ts'
import styles from './card.module.css'

type TwinsProps = {
  candidates: Candidate[]
  busy: boolean
  onThatOne: (customer_id: string) => void
  onInsist: () => void
}

const REASONS = ['phone', 'email', 'card'] as const

export function Twins({ candidates, busy, onThatOne, onInsist }: TwinsProps) {
  const w = useWords()
  const reasonOf = (reason: string) => REASONS.find((known) => known === reason) ?? 'phone'
  return (
    <section className={styles.twins} role="alert">
      <h2>{w('twin')}</h2>
      <ul>
        {candidates.map(({ customer_id, first_name, last_initial, reason }) => (
          <li key={customer_id}>
            <span>
              <strong>{[first_name, last_initial && `${last_initial}.`].filter(Boolean).join(' ')}</strong>
              <small>{w(`twin_${reasonOf(reason)}`)}</small>
            </span>
            <Button onClick={() => onThatOne(customer_id)}>{w('it_is')}</Button>
          </li>
        ))}
      </ul>
      <Button kind="plain" busy={busy} onClick={onInsist}>
        {w('create_anyway')}
      </Button>
    </section>
  )
}
