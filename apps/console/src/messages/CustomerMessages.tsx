/** What one person was sent, or was not and why, and what became of it. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { channelWord, reportWord, stateWord, whyWord } from './names.ts'
import { problemsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

export function CustomerMessages({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const f = useFormats()
  const { rows, loading, error, has_more, onMore } = useCursorRows(
    '/customers/{customer_id}/messages',
    { params: { customer_id } },
    30,
  )
  if (error && rows.length === 0) return <ErrorState error={error} />
  return (
    <>
      <AddressProblems customer_id={customer_id} />
      {!loading && rows.length === 0 && (
        <EmptyState picture="nothing" title={w('none_sent')}>
          {w('none_sent_for')}
        </EmptyState>
      )}
      {rows.length > 0 && <h3 className={styles.cardTitle}>{w('of_person')}</h3>}
      <ul className={styles.rows} aria-label={w('of_person')}>
        {rows.map((one) => (
          <li key={one.message_id} className={styles.row}>
            <span>
              {one.subject ?? channelWord(w, one.channel)}
              <br />
              <span className={styles.soft}>
                {channelWord(w, one.channel)} · {f.dateTime(one.sent_at ?? one.due_at ?? one.created_at)}
              </span>
              {one.reports.map((report) => (
                <span key={`${report.kind} ${report.reported_at}`} className={styles.report}>
                  {reportWord(w, report.kind, report.class)}
                  {report.kind === 'replied' && report.words && ` « ${report.words} »`}
                </span>
              ))}
            </span>
            <span className={styles.state} data-state={one.state}>
              {stateWord(w, one.state)}
              <br />
              <span className={styles.soft}>{whyWord(w, one.error ?? one.waits_for)}</span>
            </span>
          </li>
        ))}
      </ul>
      {has_more && (
        <Button variant="subtle" className={styles.more} onClick={onMore}>
          {w('more')}
        </Button>
      )}
    </>
  )
}

function AddressProblems({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const queries = useQueryClient()
  const { data } = useQuery(problemsQuery(customer_id))
  const lift = async (channel: string) => {
    const params = { customer_id, channel: channel as 'email' }
    await api.delete('/customers/{customer_id}/address-problems/{channel}', { params })
    showDone({ message: w('lifted') })
    await queries.invalidateQueries({ queryKey: problemsQuery(customer_id).queryKey })
  }
  return (data?.items ?? []).map((one) => (
    <div key={`${one.channel} ${one.recipient}`} className={styles.problem} role="status">
      <span>
        <strong>{w('problem', { recipient: one.recipient })}</strong>
        <br />
        {reportWord(w, 'bounced', one.class)}
        {one.suppressed_at ? ` ${w('left_alone')}` : ` ${w('still_tried')}`}
      </span>
      <Button variant="default" onClick={() => void lift(one.channel)}>
        {w('lift')}
      </Button>
    </div>
  ))
}
