/** What somebody was sent, what was held back and why, and what is possible now: for whoever serves them. */
import { Alert, Badge, Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconAlertTriangle } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Part } from '../customers/Part.tsx'
import { useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { explainQuery, useChannelNames } from './queries.ts'
import type { Explained } from './queries.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'
import styles from './pressure.module.css'

export function MessagesPart({ record }: { record: CustomerRecord }) {
  const { data, error, refetch } = useQuery(explainQuery(record.customer_id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <TextSkeleton lines={8} />
  return (
    <>
      {!record.left_at && <Complaint customer_id={record.customer_id} explained={data} />}
      {!record.left_at && <Possible explained={data} />}
      <Said explained={data} />
      {data.held.length > 0 && <HeldBack explained={data} />}
    </>
  )
}

type Props = { explained: Explained }

function Complaint({ customer_id, explained }: Props & { customer_id: string }) {
  const w = useWords()
  const f = useFormats()
  const refresh = useRefresh()
  const say = useMutation({
    mutationFn: async (complaint_id: string | null) => {
      const way = '/customers/{customer_id}/complaints/{complaint_id}'
      if (complaint_id) await api.delete(way, { params: { customer_id, complaint_id } })
      else await api.put(way, { params: { customer_id, complaint_id: newId() } })
      await refresh()
      showDone({ message: w(complaint_id ? 'complaint_closed' : 'complaint_opened') })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const open = async () => {
    const sure = await confirmWithCount({
      title: w('complaint_ask'),
      children: w('complaint_ask_body'),
      confirm: w('complaint_open'),
    })
    if (sure) say.mutate(null)
  }
  const [first] = explained.open_complaints
  if (!first)
    return (
      <div className="no-print">
        <Button variant="default" loading={say.isPending} onClick={() => void open()}>
          {w('complaint_open')}
        </Button>
      </div>
    )
  return (
    <Alert
      color="yellow"
      title={w('complaint_title')}
      icon={<IconAlertTriangle size={20} stroke={1.75} aria-hidden />}
    >
      <div className={styles.alertLine}>
        <span>{w('complaint_since', { date: f.date(first.opened_at) })}</span>
        <Button
          className="no-print"
          variant="default"
          size="compact-md"
          loading={say.isPending}
          onClick={() => say.mutate(first.complaint_id)}
        >
          {w('complaint_close')}
        </Button>
      </div>
    </Alert>
  )
}

function Possible({ explained }: Props) {
  const w = useWords()
  const f = useFormats()
  const { paused_until, less_often, possible } = explained
  const said = [
    paused_until && w('paused', { date: f.date(paused_until) }),
    less_often && w('less_often'),
  ].filter(Boolean)
  return (
    <Part title={w('now_title')} lead={said.length > 0 ? said.join(' ') : undefined}>
      {(['marketing', 'loyalty'] as const).map((purpose) => (
        <div key={purpose} className={styles.possible}>
          <h4 className={styles.small}>{w(purpose === 'marketing' ? 'now_offers' : 'now_points')}</h4>
          <dl className={styles.ways}>
            {possible
              .filter((one) => one.purpose === purpose)
              .map((one) => (
                <Way key={one.channel} way={one} />
              ))}
          </dl>
        </div>
      ))}
    </Part>
  )
}

/** A minute from now is now. */
const SOON_MS = 60_000

function Way({ way }: { way: Explained['possible'][number] }) {
  const w = useWords()
  const f = useFormats()
  const name = useChannelNames()
  const later = way.at !== null && Date.parse(way.at) > Date.now() + SOON_MS
  return (
    <div className={styles.way} data-go={way.go || undefined}>
      <dt>{name(way.channel)}</dt>
      <dd>
        {way.go
          ? later
            ? w('now_from', { when: f.dateTime(way.at!) })
            : w('now_yes')
          : (way.sentence ?? '')}
      </dd>
    </div>
  )
}

const COLOURS: Record<string, string> = { sent: 'teal', refused: 'red', unknown: 'yellow', held: 'yellow' }

function Said({ explained: { messages } }: Props) {
  const w = useWords()
  const f = useFormats()
  const name = useChannelNames()
  return (
    <Part title={w('said_title')} lead={w('said_lead')}>
      {messages.length === 0 && <p className={styles.quiet}>{w('said_none')}</p>}
      <ul className={styles.rows}>
        {messages.map((one) => (
          <li key={one.message_id} className={styles.row}>
            <div className={styles.what}>
              <span className={styles.strong}>{one.subject || name(one.channel)}</span>
              <span className={styles.quiet}>
                {[
                  one.subject && name(one.channel),
                  w(`purpose_${one.purpose}` as PressureWord),
                  f.dateTime(one.at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <Badge color={COLOURS[one.state] ?? 'gray'}>{w(`state_${one.state}` as PressureWord)}</Badge>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function HeldBack({ explained: { held } }: Props) {
  const w = useWords()
  const f = useFormats()
  return (
    <Part title={w('held_title')} lead={w('held_lead')}>
      <ul className={styles.rows}>
        {held.map((one) => (
          <li key={one.message_id} className={styles.row}>
            <div className={styles.what}>
              <span>{one.sentence}</span>
              <span className={styles.quiet}>
                {[
                  w(`origin_${one.origin_kind}` as PressureWord),
                  w(`purpose_${one.purpose}` as PressureWord),
                  f.dateTime(one.held_at),
                ].join(' · ')}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}
