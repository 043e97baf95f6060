/** What a rehearsal found. */
import { useState } from 'react'
import { Alert } from '@mantine/core'
import { Bars } from '#ui/charts/Bars.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Section } from '#ui/components/Page.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { centsOf, useNames } from './names.ts'
import { PeopleList } from './PeopleList.tsx'
import type { Campaign, Figures as Found, PeopleFilter, Rehearsal } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = { campaign: Campaign; rehearsal: Rehearsal; figures: Found }

export function RehearsalView({ campaign, rehearsal, figures }: Props) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const language = useLanguage()
  const [filter, setFilter] = useState<PeopleFilter>({ outcome: 'go' })
  const reasons = Object.entries(figures.reasons).toSorted(([, a], [, b]) => b - a)
  // Found in the French words and in the English ones, it is one thing to look at.
  const findings = [
    ...new Map(
      figures.lint.map(({ channel, level, words }) => [
        `${channel} ${words[language]}`,
        { channel, level, words: words[language] },
      ]),
    ).values(),
  ]
  const channels = Object.entries(figures.channels).toSorted(([, a], [, b]) => b.go - a.go)
  return (
    <>
      <Figures>
        <Figure label={w('will_get')} value={f.number(figures.go)}>
          <span className={styles.soft}>{w('of_people', { count: figures.people })}</span>
        </Figure>
        <Figure label={w('will_cost')} value={f.money(centsOf(figures.cost_millicents))}>
          {campaign.plan.budget_cents !== null && (
            <span className={styles.soft}>
              {w('of_budget', { budget: f.money(campaign.plan.budget_cents) })}
            </span>
          )}
        </Figure>
        <Figure label={w('held_out')} value={f.number(figures.control)}>
          <span className={styles.soft}>{w('held_out_hint')}</span>
        </Figure>
      </Figures>
      {figures.lint.length > 0 && (
        <Alert
          color={figures.errors > 0 ? 'red' : 'yellow'}
          title={w(figures.errors > 0 ? 'has_errors' : 'has_warnings')}
        >
          <ul className={styles.findings}>
            {findings.map(({ channel, level, words }) => (
              <li key={`${channel} ${words}`} data-level={level}>
                {w('found_in', { channel: names.channel(channel), words })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <div className={styles.two}>
        <Section title={w('by_channel')}>
          {channels.length === 0 ? (
            <p className={styles.soft}>{w('nobody')}</p>
          ) : (
            <Bars
              label={w('by_channel')}
              bars={channels.map(([channel, { go, cost_millicents }]) => ({
                label: names.channel(channel),
                value: go,
                written: `${f.number(go)} · ${f.money(centsOf(cost_millicents))}`,
              }))}
            />
          )}
        </Section>
        <Section title={figures.held === 0 ? w('not_nobody') : w('not_and_why', { count: figures.held })}>
          {reasons.length === 0 ? (
            <p className={styles.soft}>{w('everybody_gets')}</p>
          ) : (
            <ul className={styles.reasons}>
              {reasons.map(([code, count]) => (
                <li key={code}>
                  <button
                    type="button"
                    className={styles.reason}
                    aria-pressed={filter.code === code}
                    onClick={() => setFilter({ outcome: 'held', code })}
                  >
                    <span>{w(`held_${code as 'no_address'}`)}</span>
                    <span className="figures">{f.number(count)}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
      <Section title={w('people_title')}>
        <PeopleList
          campaign_id={campaign.campaign_id}
          rehearsal_id={rehearsal.rehearsal_id}
          filter={filter}
          onFilter={setFilter}
        />
      </Section>
    </>
  )
}
