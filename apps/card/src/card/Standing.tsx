/** The tier one stands on: what it brings, how far the next is, and what keeps it. */
import { IconStar } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import styles from './standing.module.css'
import { useWords } from './words.ts'

type Ladder = Card['tiers'][number]

export function Standing({ ladder }: { ladder: Ladder }) {
  const w = useWords()
  const f = useFormats()
  const { tier, next, until, in_grace, follows, to_keep, to_keep_words } = ladder
  if (!tier && !next) return null
  return (
    <Section title={ladder.name}>
      <div className={styles.standing}>
        {tier && (
          <p className={styles.tier}>
            <IconStar size={24} stroke={1.75} aria-hidden="true" />
            <strong>{tier.name}</strong>
            {until && <small>{w('tier_until', { date: f.date(new Date(Date.parse(until) - 1)) })}</small>}
          </p>
        )}
        {tier && tier.benefits.length > 0 && (
          <ul className={styles.benefits}>
            {tier.benefits.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        {in_grace && follows && <p>{w('tier_grace', { tier: follows.name })}</p>}
        {to_keep === 0 && until && <p className={styles.soft}>{w('tier_kept')}</p>}
        {to_keep !== null && to_keep > 0 && to_keep_words && tier && (
          <p className={styles.soft}>{w('tier_to_keep', { words: to_keep_words, tier: tier.name })}</p>
        )}
        {next && (
          <div className={styles.next}>
            <p>{w('tier_next', { missing: next.missing_words, tier: next.name })}</p>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${Math.round(next.progress * 100)}%` }} />
            </span>
            {next.benefits.length > 0 && (
              <p className={styles.soft}>
                {w('tier_brings', {
                  tier: next.name,
                  benefits: next.benefits.map(({ text }) => text).join(', '),
                })}
              </p>
            )}
          </div>
        )}
      </div>
    </Section>
  )
}
