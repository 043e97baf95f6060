/** What goes and what waits: by channel with its pace and what holds it, by what it came from, and what nobody knows. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { GetOutbox } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import type { Formats } from '#ui/format.ts'
import { useFormats, type Say } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { Latest } from './Latest.tsx'
import { channelWord } from './names.ts'
import { outboxQuery } from './queries.ts'
import { Standing } from './Standing.tsx'
import { Unknowns } from './Unknowns.tsx'
import { useWords } from './words.ts'
import type { fr } from './words.fr.ts'
import styles from './messages.module.css'

type Outbox = GetOutbox['answer']
type Channel = Outbox['channels'][number]
type Origin = Outbox['origins'][number]
type Words = Say<typeof fr>

export function OutboxPage() {
  const w = useWords()
  const { data: outbox, error, refetch } = useQuery(outboxQuery)
  return (
    <Page title={w('title')} lead={w('lead')}>
      <MessageTabs />
      {error && !outbox && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!outbox && !error && <TextSkeleton lines={6} />}
      {outbox && outbox.channels.length === 0 && (
        <EmptyState picture="nothing" title={w('quiet')}>
          {w('quiet_for')}
        </EmptyState>
      )}
      {outbox && <Standing outbox={outbox} />}
      {outbox && outbox.channels.length > 0 && (
        <ul className={styles.channels} aria-label={w('channels')}>
          {outbox.channels.map((channel) => (
            <ChannelCard key={channel.channel} channel={channel} />
          ))}
        </ul>
      )}
      {outbox && outbox.origins.length > 0 && <Origins origins={outbox.origins} />}
      {outbox && <Unknowns count={outbox.channels.reduce((sum, one) => sum + one.unknown, 0)} />}
      <Latest />
    </Page>
  )
}

function ChannelCard({ channel: one }: { channel: Channel }) {
  const w = useWords()
  const f = useFormats()
  return (
    <li className={styles.card}>
      <h2 className={styles.cardTitle}>{channelWord(w, one.channel)}</h2>
      <p className={styles.big}>{w('waiting', { count: one.waiting })}</p>
      <p className={styles.soft}>
        {w('per_minute', { count: one.per_minute })}
        {one.minutes_left !== null && one.minutes_left > 0 && ` · ${leftOf(one.minutes_left, w, f)}`}
      </p>
      {one.under_way > 0 && <p className={styles.soft}>{w('under_way', { count: one.under_way })}</p>}
      {one.held > 0 && <p className={styles.soft}>{w('held', { count: one.held })}</p>}
      {one.due === 0 && one.waiting > 0 && one.next_due_at && !WAITS_FOR_PEOPLE.includes(one.limited_by) && (
        <p className={styles.soft}>{w('next', { when: f.dateTime(one.next_due_at) })}</p>
      )}
      {one.limited_by && <p className={styles.limit}>{w(`limit_${one.limited_by}`)}</p>}
      {one.slowed.map(({ route, most, wait_until, why }) => (
        <p key={route} className={styles.soft}>
          {w(why === 'policy' ? 'slowed_policy' : 'slowed', {
            route,
            most: most === null ? '–' : f.number(most),
            until: wait_until ? f.time(wait_until) : '–',
          })}
        </p>
      ))}
    </li>
  )
}

/** Then the next hour at which it is looked at again says nothing. */
const WAITS_FOR_PEOPLE: Channel['limited_by'][] = ['complaints', 'held']
const HOUR_MIN = 60

/** Beyond an hour nobody counts minutes. */
const leftOf = (minutes: number, w: Words, f: Formats) =>
  minutes <= HOUR_MIN
    ? w('left', { count: minutes })
    : w('last_by', { when: f.dateTime(new Date(Date.now() + minutes * 60_000).toISOString()) })

function Origins({ origins }: { origins: Origin[] }) {
  const w = useWords()
  return (
    <Section title={w('origins')} lead={w('origins_for')}>
      <ul className={styles.rows}>
        {origins.map((one) => (
          <OriginRow key={`${one.origin_id} ${one.channel}`} origin={one} />
        ))}
      </ul>
    </Section>
  )
}

const KINDS = ['campaign', 'journey', 'reward', 'receipt'] as const

function OriginRow({ origin: one }: { origin: Origin }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const kind = KINDS.find((known) => known === one.origin_kind)
  const params = { origin_kind: kind ?? ('other' as const), origin_id: one.origin_id }
  const hold = async () => {
    const sure = await confirmWithCount({
      title: w('hold_title', { count: one.waiting }),
      children: w('hold_body'),
      confirm: w('hold'),
    })
    if (!sure) return
    await api.put('/outbox/holds/{origin_kind}/{origin_id}', { params })
    showDone({ message: w('held_done'), onUndo: release })
    await queries.invalidateQueries({ queryKey: ['/outbox'] })
  }
  const release = async () => {
    await api.delete('/outbox/holds/{origin_kind}/{origin_id}', { params })
    await queries.invalidateQueries({ queryKey: ['/outbox'] })
  }
  return (
    <li className={styles.row}>
      <span>
        {w(`kind_${kind ?? 'else'}`)} · {channelWord(w, one.channel)}
        <br />
        <span className={styles.soft}>
          {w('origin_counts', {
            waiting: f.number(one.waiting),
            sent: f.number(one.sent),
            refused: f.number(one.refused),
          })}
          {one.held_at &&
            ` · ${w(one.held_by === 'complaints' ? 'held_complaints' : 'held_since', { when: f.dateTime(one.held_at) })}`}
        </span>
      </span>
      {one.held_at ? (
        <Button variant="default" onClick={() => void release()}>
          {w('release')}
        </Button>
      ) : (
        one.waiting > 0 && (
          <Button variant="default" onClick={() => void hold()}>
            {w('hold')}
          </Button>
        )
      )}
    </li>
  )
}
