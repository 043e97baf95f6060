/** The built-in mailbox and handset: what a mail looks like when it arrives, what a text says. */
import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ListMailbox } from '#client/types.ts'
import { api, ApiError } from '#ui/api.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconDeviceMobile, IconMail } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { Received } from './Received.tsx'
import { useWords } from './words.ts'
import styles from './mailbox.module.css'

const route = getRouteApi('/shell/settings/mailbox')
const LOOK_EVERY_MS = 3000
const SHOWN = 100

type Summary = ListMailbox['answer']['items'][number]

export function MailboxPage() {
  const w = useWords()
  const { open } = route.useSearch()
  const found = useQuery({
    queryKey: ['/mailbox'],
    queryFn: ({ signal }) => api.get('/mailbox', { query: { limit: SHOWN }, signal }),
    refetchInterval: (query) => (query.state.error ? false : LOOK_EVERY_MS),
    retry: false,
  })
  const away = found.error instanceof ApiError && found.error.status === 404
  const items = found.data?.items ?? []
  return (
    <Page title={w('title')} lead={w('lead')} breadcrumbs={[{ label: w('settings'), to: paths.settings }]}>
      {away && (
        <EmptyState picture="nothing" title={w('away')}>
          {w('away_for')}
        </EmptyState>
      )}
      {found.error && !away && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <TextSkeleton lines={6} />}
      {found.data && items.length === 0 && (
        <EmptyState picture="nothing" title={w('none')}>
          {w('none_for')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={styles.both} data-open={open !== undefined || undefined}>
          <ul className={styles.list} aria-label={w('messages')}>
            {items.map((one) => (
              <Line key={one.received_id} message={one} opened={one.received_id === open} />
            ))}
          </ul>
          <section className={styles.reader} aria-label={w('message')}>
            {open ? <Received key={open} received_id={open} /> : <p className={styles.soft}>{w('choose')}</p>}
          </section>
        </div>
      )}
    </Page>
  )
}

function Line({ message, opened }: { message: Summary; opened: boolean }) {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const Icon = message.channel === 'sms' ? IconDeviceMobile : IconMail
  return (
    <li>
      <UnstyledButton
        className={styles.line}
        aria-current={opened || undefined}
        onClick={() => void navigate({ to: paths.mailbox, search: { open: message.received_id } })}
      >
        <Icon size={20} stroke={1.75} aria-label={w(message.channel === 'sms' ? 'sms' : 'mail')} />
        <span className={styles.lineText}>
          <span className={styles.subject}>{message.subject ?? message.preview}</span>
          <span className={styles.soft}>
            {w('to', {
              recipient: message.channel === 'sms' ? f.phone(message.recipient) : message.recipient,
            })}{' '}
            · {f.relativeDay(message.received_at)}, {f.time(message.received_at)}
          </span>
        </span>
      </UnstyledButton>
    </li>
  )
}
