/** Who is to be called now, with what to say; each call ends with one button. */
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListCalls } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { callsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

type Call = ListCalls['answer']['items'][number]

const OUTCOMES = ['reached', 'no_answer', 'call_back', 'refused', 'wrong_number'] as const
type Outcome = (typeof OUTCOMES)[number]

export function Calls() {
  const w = useWords()
  const { data, error, refetch } = useQuery(callsQuery)
  return (
    <Section title={w('calls')} lead={w('calls_for')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && data.items.length === 0 && <p className={styles.soft}>{w('calls_none')}</p>}
      {data && data.items.length > 0 && (
        <ul className={styles.calls}>
          {data.items.map((call) => (
            <CallCard key={call.message_id} call={call} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function CallCard({ call }: { call: Call }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const { message_id, first_name, last_name, phone, script, tries } = call
  const end = async (outcome: Outcome) => {
    await api.put('/calls/{message_id}/outcome', { params: { message_id }, body: { outcome, note } })
    showDone({ message: w(`call_done_${outcome}`) })
    await queries.invalidateQueries({ queryKey: ['/calls'] })
  }
  return (
    <li className={`${styles.card} ${styles.call}`}>
      <h3 className={styles.cardTitle}>
        {[first_name, last_name].filter(Boolean).join(' ') || w('call_nameless')}
      </h3>
      <a className={`${styles.big} ${styles.number}`} href={`tel:${phone}`}>
        {f.phone(phone)}
      </a>
      {tries.map(({ called_at, outcome, note: said }) => (
        <p key={String(called_at)} className={styles.soft}>
          {f.dateTime(called_at)} · {w(`call_${OUTCOMES.find((known) => known === outcome) ?? 'reached'}`)}
          {said && ` · ${said}`}
        </p>
      ))}
      {script.map(({ title, text }) => (
        <div key={title + text}>
          {title && <strong>{title}</strong>}
          <p className={styles.script}>{text}</p>
        </div>
      ))}
      <TextInput
        label={w('call_note')}
        value={note}
        maxLength={1000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.ways}>
        {OUTCOMES.map((outcome) => (
          <Button
            key={outcome}
            variant={outcome === 'reached' ? 'filled' : 'default'}
            onClick={() => void end(outcome)}
          >
            {w(`call_${outcome}`)}
          </Button>
        ))}
      </div>
    </li>
  )
}
