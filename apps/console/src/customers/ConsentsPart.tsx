/** What this person agreed to, by channel, with the words they were shown; asked again or withdrawn here. */
import { Badge, Button, Spoiler } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { Part } from './Part.tsx'
import { useMay, useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useSourceWords } from './IdentityPart.tsx'
import { useWords } from './words.ts'
import type { CustomerWord } from './words.ts'
import styles from './record.module.css'

const CHANNELS = ['email', 'sms', 'phone', 'letter', 'push'] as const
type Channel = (typeof CHANNELS)[number]

const PURPOSE = 'offers'

export const consentTextsQuery = {
  queryKey: ['/consent-texts'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/consent-texts', { signal }),
  staleTime: 5 * 60_000,
}

export function ConsentsPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const may = useMay()
  return (
    <Part title={w('consents')} lead={w('consents_lead')}>
      <div>
        {CHANNELS.map((channel) => (
          <ChannelLine key={channel} record={record} channel={channel} />
        ))}
      </div>
      {may.read_proofs && <History customer_id={record.customer_id} />}
    </Part>
  )
}

function useAnswer(customer_id: string, channel: Channel) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (answer: { given: boolean; text_version?: number; language?: 'fr' | 'en' }) => {
      const params = { customer_id, consent_id: newId() }
      const body = { channel, purpose: PURPOSE, ...answer }
      return api.put('/customers/{customer_id}/consents/{consent_id}', { params, body })
    },
    onSuccess: refresh,
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
}

function ChannelLine({ record, channel }: { record: CustomerRecord; channel: Channel }) {
  const w = useWords()
  const f = useFormats()
  const sourceWords = useSourceWords()
  const texts = useQuery(consentTextsQuery).data?.items ?? []
  const answer = useAnswer(record.customer_id, channel)
  const last = record.consents.find((one) => one.channel === channel && one.purpose === PURPOSE)
  const text = texts.find(
    (one) => one.channel === channel && one.language === record.language && one.in_force,
  )
  const give = async () => {
    const said_yes = await askYes(w, text?.text ?? '')
    const { version: text_version, language } = text ?? {}
    if (said_yes) answer.mutate({ given: true, text_version, language: language as 'fr' | 'en' } as never)
  }
  const withdraw = async () => {
    const sure = await confirmWithCount({
      title: w('consent_withdraw_title'),
      children: w('consent_withdraw_body'),
      confirm: w('consent_withdraw'),
    })
    if (sure) answer.mutate({ given: false })
  }
  return (
    <div className={styles.field}>
      <span className={styles.fieldName}>{w(`channel_${channel}`)}</span>
      <div className={styles.fieldValue}>
        {!last && <span className={styles.quiet}>{w('consent_never')}</span>}
        {last && (
          <>
            <Badge color={last.given ? 'teal' : 'gray'}>
              {w(last.given ? 'consent_given' : 'consent_refused', { date: f.date(last.occurred_at) })}
            </Badge>
            <span className={styles.small}>
              {w('consent_source', { source: sourceWords(last.source), version: last.text_version })}
            </span>
            {last.text && (
              <span className={styles.small}>
                {'« '}
                {last.text}
                {' »'}
              </span>
            )}
          </>
        )}
      </div>
      {!record.left_at &&
        (last?.given ? (
          <Button className="no-print" variant="subtle" size="compact-md" onClick={() => void withdraw()}>
            {w('consent_withdraw')}
          </Button>
        ) : (
          text && (
            <Button className="no-print" variant="subtle" size="compact-md" onClick={() => void give()}>
              {w('consent_give')}
            </Button>
          )
        ))}
    </div>
  )
}

type Words = ReturnType<typeof useWords>

/** The words are read or shown to the person; only then is there a yes. */
function askYes(w: Words, text: string): Promise<boolean> {
  return new Promise((decide) => {
    modals.openConfirmModal({
      title: w('consent_ask_title'),
      children: <blockquote className={styles.quote}>{text}</blockquote>,
      labels: { confirm: w('consent_yes'), cancel: w('consent_never') },
      cancelProps: { 'data-autofocus': true, display: 'none' },
      onConfirm: () => decide(true),
      onClose: () => decide(false),
    })
  })
}

function History({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const f = useFormats()
  const sourceWords = useSourceWords()
  const items = useQuery({
    queryKey: ['/customers', customer_id, 'consents'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/consents', { params: { customer_id }, signal }),
  }).data?.items
  if (!items || items.length < 2) return null
  return (
    <Spoiler maxHeight={0} showLabel={w('consent_history')} hideLabel={w('consent_history')}>
      <table className={styles.table}>
        <tbody>
          {items.map((one) => (
            <tr key={one.consent_id}>
              <td>{f.dateTime(one.occurred_at)}</td>
              <td>{w(`channel_${one.channel}` as CustomerWord)}</td>
              <td>
                {w(one.given ? 'consent_given' : 'consent_refused', { date: f.dateShort(one.occurred_at) })}
              </td>
              <td>{w('consent_source', { source: sourceWords(one.source), version: one.text_version })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Spoiler>
  )
}
