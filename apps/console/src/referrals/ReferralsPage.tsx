/** Friends: the terms in words, what came of it over a year, who brings most, and the latest. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { figuresQuery, termsQuery, useStanding } from './queries.ts'
import { TermsForm } from './TermsForm.tsx'
import { useWords } from './words.ts'
import styles from './referrals.module.css'

export function ReferralsPage() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing')
  const [writing, setWriting] = useState(false)
  const { data: terms, error, refetch } = useQuery(termsQuery)
  const stop = useStopping()
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        may &&
        terms?.on && (
          <>
            <Button variant="default" onClick={() => void stop()}>
              {w('stop')}
            </Button>
            <Button variant="default" onClick={() => setWriting(true)}>
              {w('change')}
            </Button>
          </>
        )
      }
    >
      <LoyaltyTabs />
      {error && !terms && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!terms && !error && <TextSkeleton lines={5} />}
      {terms && !terms.on && (
        <EmptyState
          picture="cards"
          title={w('off')}
          action={may && <Button onClick={() => setWriting(true)}>{w('offer')}</Button>}
        >
          {w('off_for')}
        </EmptyState>
      )}
      {terms?.on && <p className={styles.words}>{terms.words}</p>}
      {terms && <Outcome is_on={terms.on} />}
      {terms && <TermsForm terms={terms} opened={writing} onClose={() => setWriting(false)} />}
    </Page>
  )
}

function useStopping() {
  const w = useWords()
  const queries = useQueryClient()
  return async () => {
    const sure = await confirmWithCount({
      title: w('stop_title'),
      children: w('stop_body'),
      confirm: w('stop'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/referral-terms')
    showDone({ message: w('stopped') })
    await queries.invalidateQueries({ queryKey: ['/referral-terms'] })
  }
}

function Outcome({ is_on }: { is_on: boolean }) {
  const w = useWords()
  const f = useFormats()
  const figures = useQuery(figuresQuery).data
  if (!figures) return null
  const { months, best } = figures
  const sum = (of: (one: (typeof months)[number]) => number) =>
    months.reduce((total, one) => total + of(one), 0)
  const [asked, rewarded, spent] = [
    sum((one) => one.asked),
    sum((one) => one.rewarded),
    sum((one) => one.spent_cents),
  ]
  if (asked === 0 && best.length === 0) return is_on ? <p className={styles.quiet}>{w('none')}</p> : null
  const largest = Math.max(...months.map((one) => one.asked), 1)
  const name = (month: string) => f.month(`${month}-15`)
  return (
    <>
      <Figures>
        <Figure label={w('brought')} value={f.number(asked)}>
          <span className={styles.quiet}>{w('twelve_months')}</span>
        </Figure>
        <Figure label={w('rewarded')} value={f.number(rewarded)} />
        <Figure label={w('spent')} value={f.moneyRound(spent)} />
      </Figures>
      <div className={styles.columns}>
        <ChartFrame
          sentence={w('by_month', { count: asked })}
          headings={[w('month'), w('brought'), w('rewarded')]}
          rows={months.map((one) => [name(one.month), f.number(one.asked), f.number(one.rewarded)])}
        >
          <div className={styles.months} aria-hidden="true">
            {months.map((one) => (
              <div key={one.month} className={styles.month} title={`${name(one.month)} : ${one.asked}`}>
                <span className={styles.half}>
                  <span className={styles.column} style={{ height: `${(one.asked / largest) * 100}%` }} />
                </span>
                <span className={styles.quiet}>{name(one.month).slice(0, 1).toUpperCase()}</span>
              </div>
            ))}
          </div>
        </ChartFrame>
        <Best best={best} />
      </div>
      <Latest />
    </>
  )
}

type BestProps = {
  best: { customer_id: string; name: string | null; rewarded: number; asked: number }[]
}

function Best({ best }: BestProps) {
  const w = useWords()
  if (best.length === 0) return null
  return (
    <section className={styles.part} aria-label={w('best')}>
      <h2 className={styles.heading}>{w('best')}</h2>
      <ol className={styles.rows}>
        {best.map(({ customer_id, name, rewarded, asked }) => (
          <li key={customer_id} className={styles.row}>
            <LinkAnchor to={paths.customer} params={{ customer_id }}>
              {name ?? w('someone')}
            </LinkAnchor>
            <span className={styles.quiet}>{w('best_line', { rewarded, asked })}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Latest() {
  const w = useWords()
  const standing = useStanding()
  const { rows, has_more, onMore } = useCursorRows('/referrals', {}, 20)
  return (
    <section className={styles.part} aria-label={w('list')}>
      <h2 className={styles.heading}>{w('list')}</h2>
      <ul className={styles.rows}>
        {rows.map((one) => (
          <li key={one.referral_id} className={styles.row}>
            <span>
              <LinkAnchor to={paths.customer} params={{ customer_id: one.friend_id }}>
                {one.friend_name ?? w('someone')}
              </LinkAnchor>{' '}
              <span className={styles.quiet}>{w('by', { name: one.referrer_name ?? w('someone') })}</span>
            </span>
            <span className={styles.quiet}>{standing(one)}</span>
          </li>
        ))}
      </ul>
      {has_more && (
        <Button variant="subtle" style={{ justifySelf: 'start' }} onClick={onMore}>
          {w('more')}
        </Button>
      )}
    </section>
  )
}
