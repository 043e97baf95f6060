/** The programme in plain words, as the server writes it from its rules. */
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { wordsOf, type Benefit } from '../rewards/benefit.ts'
import { useWords as useRewardWords } from '../rewards/words.ts'
import { Page } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import styles from './programme.module.css'
import { useWords } from './words.ts'

export function ProgrammePage({ card: { programme, rewards } }: { card: Card }) {
  const w = useWords()
  const r = useRewardWords()
  const f = useFormats()
  if (!programme)
    return (
      <Page title={w('title')} lead={w('none')}>
        {null}
      </Page>
    )
  return (
    <Page title={programme.name} lead={w('lead')}>
      {rewards.length > 0 && (
        <Section title={w('rewards')}>
          <ul className={styles.rewards}>
            {rewards.map(({ reward_id, name, cost_words, benefit, trigger }) => (
              <li key={reward_id}>
                <strong>{name}</strong>
                <span className={styles.cost}>{w('for', { cost: cost_words })}</span>
                <small>
                  {wordsOf(benefit as Benefit, r, f)}
                  {trigger === 'automatic' && `, ${w('by_itself')}`}
                </small>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={w('how')}>
        <ul className={styles.sentences}>
          {programme.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <p className={styles.example}>{programme.example}</p>
    </Page>
  )
}
