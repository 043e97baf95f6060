/** How far to the next reward: a bar, where the reward waits at the end. The sentence under it says it in words. */
import type { ReactNode } from 'react'
import styles from './points.module.css'

type PointsBarProps = {
  balance_points: number
  /** What the next reward costs; the bar is full there. */
  next_points: number
  /** « encore 60 points avant votre carte cadeau de 10 € ». Also what is read aloud. */
  sentence: string
  /** Already counted on the device, not yet by the server: shown lighter, at the end of the bar. */
  provisional_points?: number
  /** Left and right under the bar: « 240 points » and « 300 ». */
  ends?: [ReactNode, ReactNode]
}

export function PointsBar(props: PointsBarProps) {
  const { balance_points, next_points, sentence, provisional_points = 0, ends } = props
  // The prize lies over the end of the track: short of it, the bar ends where one can see that something is missing.
  const share = (points: number) =>
    points >= next_points ? '100%' : `calc((100% - 24px) * ${Math.max(0, points / next_points)})`
  const reached = balance_points >= next_points
  return (
    <div className={styles.bar}>
      <progress
        className="spoken-only"
        aria-label={sentence}
        value={Math.min(balance_points, next_points)}
        max={next_points}
      />
      <div className={styles.track} data-reached={reached || undefined} aria-hidden="true">
        <div className={styles.coming} style={{ width: share(balance_points + provisional_points) }} />
        <div className={styles.fill} style={{ width: share(balance_points) }} />
        <svg viewBox="0 0 28 28" className={styles.prize} aria-hidden="true">
          <circle cx="14" cy="14" r="13" className={styles.prizeGround} />
          <path
            className={styles.prizeLines}
            d="M8.5 13.5h11v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM7.5 10.5h13v3h-13zM14 10.5v10M14 10.5c-2 0-4-.6-4-2.3 0-2.4 3.4-1.7 4 2.3zM14 10.5c2 0 4-.6 4-2.3 0-2.4-3.4-1.7-4 2.3z"
          />
        </svg>
      </div>
      {ends && (
        <div className={styles.ends}>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
      <div className={styles.sentence} aria-hidden="true">
        {sentence}
      </div>
    </div>
  )
}

type StampsProps = {
  done: number
  total: number
  /** « encore 3 cafés avant le café offert ». */
  sentence: string
}

/** The stamped card: one mark per purchase, the last place is the reward. */
export function Stamps({ done, total, sentence }: StampsProps) {
  return (
    <div className={styles.bar}>
      <div className={styles.stamps} aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} className={styles.stamp} data-done={index < done} data-last={index === total - 1}>
            {index < done ? '✓' : index + 1}
          </span>
        ))}
      </div>
      <div className={styles.sentence}>{sentence}</div>
    </div>
  )
}
