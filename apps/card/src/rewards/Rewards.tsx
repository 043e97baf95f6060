/** The programme's rewards: those the points buy now, taken in one touch, and those still ahead. */
import { Button } from '#ui/light/Button.tsx'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { wordsOf, type Benefit } from './benefit.ts'
import styles from './rewards.module.css'
import { useTake } from './use-take.ts'
import { useWords } from './words.ts'

export type Reward = Card['rewards'][number]

export function ToTake({ rewards, silent }: { rewards: Reward[]; silent: boolean }) {
  const w = useWords()
  const f = useFormats()
  const { take, taking, problem } = useTake()
  return (
    <ul className={styles.list}>
      {rewards.map((reward) => (
        <li key={reward.reward_id} className={styles.reward}>
          <div className={styles.what}>
            <strong>{reward.name}</strong>
            <small>{wordsOf(reward.benefit as Benefit, w, f)}</small>
          </div>
          <Button
            full
            busy={taking === reward.reward_id}
            {...(silent && { why_not: w('offline') })}
            aria-label={w('take_named', { name: reward.name, cost: reward.cost_words })}
            onClick={() => take(reward)}
          >
            {taking === reward.reward_id ? w('taking') : w('take_for', { cost: reward.cost_words })}
          </Button>
          {problem?.reward_id === reward.reward_id && (
            <p role="alert" className={styles.problem}>
              {problem.words}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

export function ToCome({ rewards }: { rewards: Reward[] }) {
  const w = useWords()
  return (
    <ul className={styles.ahead}>
      {rewards.map(({ reward_id, name, missing_words, cost, missing }) => (
        <li key={reward_id}>
          <span>{name}</span>
          <small>{w('missing', { missing: missing_words })}</small>
          <span className={styles.far} aria-hidden="true">
            <span style={{ width: `${((cost - Math.min(cost, missing)) / cost) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
