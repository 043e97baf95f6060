/** One message as it arrived: a mail in its frame, a text on a phone, and what its reader would do. */
import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { Answers } from './Answers.tsx'
import { Handset } from './Handset.tsx'
import { useWords } from './words.ts'
import styles from './mailbox.module.css'

type View = 'seen' | 'phone' | 'text' | 'sent'

export function Received({ received_id }: { received_id: string }) {
  const w = useWords()
  const found = useQuery({
    queryKey: ['/mailbox', received_id],
    queryFn: ({ signal }) => api.get('/mailbox/{received_id}', { params: { received_id }, signal }),
  })
  const [view, setView] = useState<View>('seen')
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <TextSkeleton lines={6} />
  const message = found.data
  if (message.channel === 'sms') return <Handset message={message} />
  const has_html = message.body_html !== null
  return (
    <>
      <h2 className={styles.title}>{message.subject || w('no_subject')}</h2>
      <p className={styles.soft}>
        {w('from', { sender: message.sender })} · {w('to', { recipient: message.recipient })}
      </p>
      <SegmentedControl
        className={styles.views}
        aria-label={w('view')}
        value={view}
        onChange={(chosen) => setView(chosen as View)}
        data={(['seen', 'phone', 'text', 'sent'] as const).map((one) => ({
          value: one,
          label: w(`as_${one}`),
        }))}
      />
      {has_html && (view === 'seen' || view === 'phone') ? (
        // No script, no form, no way out to the page around it: a mail is a stranger's text. Its links open beside.
        <iframe
          title={message.subject || w('message')}
          className={styles.frame}
          data-phone={view === 'phone' || undefined}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${message.body_html}`}
        />
      ) : (
        <pre className={styles.text} tabIndex={0}>
          {view === 'sent' ? message.raw : message.body_text}
        </pre>
      )}
      <Answers received_id={received_id} channel="email" />
    </>
  )
}
