/** While it goes out: how many left, how fast, what limits it, how long it still takes. */
import { Alert, Progress as Bar } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { centsOf, useNames } from './names.ts'
import { sayLimit, sayTimeLeft } from './progress-words.ts'
import { progressQuery, type Campaign } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

export function ProgressView({ campaign }: { campaign: Campaign }) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const { data, error, refetch } = useQuery(progressQuery(campaign.campaign_id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <TextSkeleton lines={5} />
  const total = data.sent + data.waiting + data.failed
  const share = total > 0 ? (data.sent + data.failed) / total : 0
  return (
    <>
      {campaign.state === 'planned' && campaign.starts_at && (
        <Alert color="blue">{w('goes_at', { when: f.dateTime(campaign.starts_at) })}</Alert>
      )}
      {campaign.state === 'running' && campaign.next_at && (
        <Alert color="teal">{w('next_on', { when: f.dateTime(campaign.next_at) })}</Alert>
      )}
      {campaign.state === 'paused' && (
        <Alert color="yellow">{w('paused_by', { name: campaign.paused_by_name ?? '' })}</Alert>
      )}
      {campaign.state === 'stopped' && (
        <Alert color="red">
          {w('stopped_by', { name: campaign.stopped_by_name ?? '', count: data.cancelled })}
        </Alert>
      )}
      {total > 0 && (
        <section className={styles.live} aria-label={w('view_progress')}>
          <div className={styles.liveHead}>
            <strong className="figures">{w('left_of', { count: data.sent, total })}</strong>
            <span className={styles.soft}>{sayLimit(data, w, f)}</span>
          </div>
          <Bar value={share * 100} size="md" aria-label={w('view_progress')} transitionDuration={160} />
          <div className={`${styles.liveFoot} figures`}>
            {data.per_minute !== null && data.per_minute > 0 && (
              <span>{w('per_minute', { count: data.per_minute })}</span>
            )}
            {data.seconds_left !== null && data.waiting > 0 && (
              <span>{sayTimeLeft(data.seconds_left, w)}</span>
            )}
          </div>
        </section>
      )}
      <Figures>
        <Figure label={w('left_already')} value={f.number(data.sent)} />
        <Figure label={w('still_waiting')} value={f.number(data.waiting)} />
        <Figure label={w('not_written')} value={f.number(data.held)} />
        <Figure label={w('held_out')} value={f.number(data.control)} />
        <Figure label={w('cost')} value={f.money(centsOf(data.cost_millicents))} />
      </Figures>
      {data.channels.length > 0 && (
        <Section title={w('by_channel')}>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{w('channel')}</th>
                  <th scope="col">{w('left_already')}</th>
                  <th scope="col">{w('still_waiting')}</th>
                  <th scope="col">{w('failed')}</th>
                </tr>
              </thead>
              <tbody>
                {data.channels.map((one) => (
                  <tr key={one.channel}>
                    <th scope="row">{names.channel(one.channel)}</th>
                    <td>{f.number(one.sent)}</td>
                    <td>{f.number(one.waiting)}</td>
                    <td>{f.number(one.failed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      )}
      {data.errors.length > 0 && (
        <Section title={w('errors')}>
          <ul className={styles.findings}>
            {data.errors.map(({ error, messages }) => (
              <li key={error}>
                {f.number(messages)}&nbsp;: {sayError(error, w)}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

type Words = ReturnType<typeof useWords>

const KNOWN = ['bad_address', 'no_consent', 'too_late', 'no_template', 'missing', 'channel_closed'] as const
const sayError = (error: string, w: Words) => {
  const known = KNOWN.find((one) => error.startsWith(one))
  return known ? w(`error_${known}`) : w('error_unlisted', { error })
}
