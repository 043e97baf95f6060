/** The programme's rewards: those the points buy now, taken in one touch, and those still ahead. */
import { Button } from '#ui/light/Button.tsx'
import { addressOfPicture } from '#ui/pictures.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { wordsOf, type Benefit } from './benefit.ts'
import styles from './rewards.module.css'
import type { Taking } from './use-take.ts'
import { useWords } from './words.ts'

export type Reward = Card['rewards'][number]

type ToTakeProps = { rewards: Reward[]; deed: Taking; silent: boolean }

export function ToTake({ rewards, deed, silent }: ToTakeProps) {
  const w = useWords()
  const f = useFormats()
  const { take, taking, problem, given } = deed
  return (
    <ul className={styles.list}>
      {given && (
        <li>
          <output className={styles.taken}>{w('given', { name: given })}</output>
        </li>
      )}
      {rewards.map((reward) => (
        <li key={reward.reward_id} className={styles.reward}>
          {reward.picture_id && (
            <img className={styles.photo} src={addressOfPicture(reward.picture_id)} alt="" loading="lazy" />
          )}
          <div className={styles.what}>
            <strong>{reward.name}</strong>
            {reward.description && <span className={styles.described}>{reward.description}</span>}
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
      {rewards.map(({ reward_id, name, missing_words, cost, missing, why_closed }) => (
        <li key={reward_id}>
          <span>{name}</span>
          <small>{why_closed ? w(`closed_${why_closed}`) : w('missing', { missing: missing_words })}</small>
          {!why_closed && (
            <span className={styles.far} aria-hidden="true">
              <span style={{ width: `${((cost - Math.min(cost, missing)) / cost) * 100}%` }} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
