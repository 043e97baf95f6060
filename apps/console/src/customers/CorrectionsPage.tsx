/** Corrections that wait for a second pair of eyes: who asks, for whom, how much and why. */
import { useState } from 'react'
import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ListWaitingCorrections } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconCheck } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { CustomersTabs } from './CustomersTabs.tsx'
import { waitingQuery } from './household.ts'
import { fullName, useUnits } from './queries.ts'
import { useWords } from './words.ts'
import styles from './corrections.module.css'

type Waiting = ListWaitingCorrections['answer']['items'][number]

export function CorrectionsPage() {
  const w = useWords()
  const { data, error, refetch } = useQuery(waitingQuery)
  return (
    <Page title={w('waiting_title')} lead={w('waiting_lead')}>
      <CustomersTabs />
      {!data && !error && <TextSkeleton lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState picture="receipt" title={w('waiting_none')}>
          {w('waiting_none_for')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {data?.items.map((one) => (
          <Correction key={one.correction_id} waiting={one} />
        ))}
      </ul>
    </Page>
  )
}

function useDeciding({ correction_id }: Waiting, why: string) {
  const w = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (outcome: 'approval' | 'refusal') => {
      const asked = { params: { correction_id }, body: why.trim() ? { why: why.trim() } : {} }
      return outcome === 'approval'
        ? api.put('/corrections/{correction_id}/approval', asked)
        : api.put('/corrections/{correction_id}/refusal', asked)
    },
    onSuccess: async (_, outcome) => {
      showDone({ message: w(outcome === 'approval' ? 'waiting_approved' : 'waiting_refused') })
      await queries.invalidateQueries({ queryKey: ['/customers'] })
    },
  })
}

function Correction({ waiting }: { waiting: Waiting }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const [why, setWhy] = useState('')
  const decide = useDeciding(waiting, why)
  const { may, unit, amount, reason, asked_by_name, asked_at, lapses_at } = waiting
  const said = units(unit, Math.abs(amount))
  const own = may === 'alone' || may === 'withdraw'
  const name = fullName(waiting)
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.what}>
          <span className="figures">
            {amount > 0 ? '+' : '−'} {said}
          </span>
          {' · '}
          <Link to={paths.customer} params={{ customer_id: waiting.customer_id }}>
            {name}
          </Link>
        </p>
        <p className={styles.reason}>{reason}</p>
        <p className={styles.quiet}>
          {[
            w(own ? 'waiting_asked_by_you' : 'waiting_asked_by', {
              name: asked_by_name,
              when: f.relativeDay(asked_at),
            }),
            w('waiting_until', { date: f.date(lapses_at) }),
          ].join(' · ')}
        </p>
        {may === 'withdraw' && <p className={styles.quiet}>{w('waiting_somebody_else')}</p>}
        {may === 'refuse' && <p className={styles.quiet}>{w('waiting_over_limit')}</p>}
      </div>
      {may === 'alone' && (
        <TextInput
          label={w('waiting_alone')}
          placeholder={w('waiting_alone_example')}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      {decide.error && (
        <Alert color="red" role="alert">
          {failureOf(decide.error).title}
        </Alert>
      )}
      <div className={styles.deeds}>
        {(may === 'decide' || may === 'alone') && (
          <Button
            leftSection={<IconCheck size={18} stroke={1.75} />}
            aria-label={w('waiting_approve_whom', { units: said, name })}
            disabled={may === 'alone' && why.trim().length < 3}
            loading={decide.isPending && decide.variables === 'approval'}
            onClick={() => decide.mutate('approval')}
          >
            {w('waiting_approve')}
          </Button>
        )}
        <Button
          variant="default"
          aria-label={w(own ? 'waiting_withdraw_whom' : 'waiting_refuse_whom', { units: said, name })}
          loading={decide.isPending && decide.variables === 'refusal'}
          onClick={() => decide.mutate('refusal')}
        >
          {w(own ? 'waiting_withdraw' : 'waiting_refuse')}
        </Button>
      </div>
    </li>
  )
}
