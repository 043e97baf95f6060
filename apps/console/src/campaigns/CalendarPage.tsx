/** A month of campaigns, day by day, with how many mobile messages each day asks of people. */
import { ActionIcon } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { dayOfIsoDate, isoDate, localDayOf } from '#lib/time.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconChevronLeft, IconChevronRight } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { MessageTabs } from './MessageTabs.tsx'
import { useNames } from './names.ts'
import { calendarQuery, type Calendar } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const route = getRouteApi('/shell/messages/calendar')
type Entry = Calendar['days'][number]['entries'][number]

const monthFrom = (month: string, by: number) => {
  const [year, nth] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, nth! - 1 + by, 1)).toISOString().slice(0, 7)
}
/** 0 is Monday: 1970-01-01 was a Thursday. */
const columnOf = (day: string) => (dayOfIsoDate(day) + 3) % 7

export function CalendarPage() {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const { month = isoDate(localDayOf(Date.now(), time_zone)).slice(0, 7) } = route.useSearch()
  const { data, error, refetch } = useQuery(calendarQuery(month))
  const go = (by: number) =>
    void navigate({ to: paths.campaign_calendar, search: { month: monthFrom(month, by) }, replace: true })
  const mobile = data?.days.reduce((sum, one) => sum + one.mobile, 0) ?? 0
  return (
    <Page title={w('calendar')} lead={w('calendar_lead')}>
      <MessageTabs />
      <div className={styles.monthHead}>
        <ActionIcon variant="default" size="lg" aria-label={w('month_before')} onClick={() => go(-1)}>
          <IconChevronLeft size={18} stroke={1.75} />
        </ActionIcon>
        <h2 className={styles.monthName}>{f.month(`${month}-01`)}</h2>
        <ActionIcon variant="default" size="lg" aria-label={w('month_after')} onClick={() => go(1)}>
          <IconChevronRight size={18} stroke={1.75} />
        </ActionIcon>
        {data && data.reachable > 0 && (
          <span className={styles.soft}>
            {w('mobile_each', {
              count: mobile,
              each: f.number(Math.round((mobile * 10) / data.reachable) / 10),
            })}
          </span>
        )}
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={8} />}
      {data && (
        <>
          {data.days.every(({ entries }) => entries.length === 0) && (
            <p className={styles.soft}>{w('calendar_empty')}</p>
          )}
          <ol className={styles.weekdays} aria-hidden="true">
            {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
              <li key={day}>{w(`weekday_short_${day}`)}</li>
            ))}
          </ol>
          <ol className={styles.month}>
            {data.days.map((one, at) => (
              <li
                key={one.day}
                className={styles.day}
                data-empty={one.entries.length === 0 || undefined}
                data-today={one.day === data.today || undefined}
                style={at === 0 ? { gridColumnStart: columnOf(one.day) + 1 } : undefined}
              >
                <span className={styles.dayNumber}>
                  <span className={styles.onlyPhone}>{f.weekday(one.day)}</span>
                  <span className={styles.notPhone} aria-label={f.weekday(one.day)}>
                    {Number(one.day.slice(8))}
                  </span>
                </span>
                {one.entries.map((entry) => (
                  <DayEntry key={entry.campaign_id} entry={entry} />
                ))}
                {one.mobile > 0 && (
                  <span className={styles.pressure}>{w('mobile', { count: one.mobile })}</span>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Page>
  )
}

function DayEntry({ entry }: { entry: Entry }) {
  const w = useWords()
  const names = useNames()
  const { campaign_id, name, kind, stage, people } = entry
  return (
    <Link
      to={stage === 'draft' ? paths.write_campaign : paths.campaign}
      params={{ campaign_id }}
      className={styles.entry}
      data-stage={stage}
      title={`${name}, ${names.kind(kind)}`}
    >
      <span>{name}</span>
      <small>
        {[w(`stage_${stage}`), people > 0 && w('people', { count: people })].filter(Boolean).join(', ')}
      </small>
    </Link>
  )
}
