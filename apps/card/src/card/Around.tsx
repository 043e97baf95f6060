/** What stands around the card: what else there is, what ends and when, and the lists one is on. */
import { IconClock, IconHeart } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import styles from './page.module.css'
import { useWords } from './words.ts'

const DATES_SHOWN = 3

/** Whoever collects stamps and points has both; the card shows the one that is nearest to something. */
export function OtherBalances({ card: { accounts, next_reward } }: { card: Card }) {
  const w = useWords()
  const main = next_reward?.unit ?? accounts[0]?.unit
  const others = accounts.filter(({ unit, available }) => unit !== main && available !== 0)
  if (others.length === 0) return null
  return (
    <Section title={w('balances')}>
      <ul className={styles.plain}>
        {others.map(({ unit, words }) => (
          <li key={unit}>{words}</li>
        ))}
      </ul>
    </Section>
  )
}

export function Expiring({ accounts }: { accounts: Card['accounts'] }) {
  const w = useWords()
  const f = useFormats()
  const dates = accounts
    .flatMap(({ unit, expiring }) => expiring.map((one) => ({ ...one, unit })))
    .sort((a, b) => Date.parse(a.expires_at) - Date.parse(b.expires_at))
  if (dates.length === 0) return null
  const more = dates.length - DATES_SHOWN
  return (
    <Section title={w('expiring')}>
      <ul className={styles.plain}>
        {dates.slice(0, DATES_SHOWN).map(({ unit, expires_at, words }) => {
          const date = f.date(new Date(Date.parse(expires_at) - 1))
          return (
            <li key={`${unit} ${expires_at}`}>
              <IconClock size={20} stroke={1.75} aria-hidden="true" />
              <span>
                <strong>{words}</strong> {w('expires_on', { date })}
              </span>
            </li>
          )
        })}
      </ul>
      {more > 0 && <p className={styles.more}>{w('later', { count: more })}</p>}
    </Section>
  )
}

export function Advantages({ advantages }: { advantages: Card['advantages'] }) {
  const w = useWords()
  if (advantages.length === 0) return null
  return (
    <Section title={w('advantages')}>
      <ul className={styles.plain}>
        {advantages.map(({ list_id, name, benefit }) => (
          <li key={list_id}>
            <IconHeart size={20} stroke={1.75} aria-hidden="true" />
            <span>
              <strong>{name}</strong>
              {benefit && <small>{benefit}</small>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
