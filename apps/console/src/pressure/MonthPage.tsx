/** Planned campaigns tried on the shop's people: who gets how many, what is lost, and what another limit would change. */
import { useState } from 'react'
import { Alert, Button, Loader, NumberInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconPlus } from '#ui/icons.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { minutesOf } from './clock.ts'
import { MonthResult } from './MonthResult.tsx'
import { PlannedFields } from './PlannedFields.tsx'
import { PLANNED_MAX } from './planned-search.ts'
import type { MonthSearch, Planned } from './planned-search.ts'
import { monthQuery, rulesQuery } from './queries.ts'
import type { Rules } from './queries.ts'
import { useWords } from './words.ts'
import styles from './pressure.module.css'

const audiencesQuery = {
  queryKey: ['/audiences', 'names'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/audiences', { query: { limit: 100 }, signal }),
}

/** The first Tuesdays of next month: a month as a shop would begin to plan it. */
function firstPlan(name: (nth: number) => string): Planned[] {
  const now = new Date()
  const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 1))
  const tuesday = 1 + ((9 - first.getUTCDay()) % 7)
  return [0, 1, 2].map((nth) => ({
    name: name(nth + 1),
    on: new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), tuesday + 7 * nth))
      .toISOString()
      .slice(0, 10),
    at: '10:00',
    channels: nth === 1 ? ['email'] : ['sms'],
    who: 'all',
    people: 500,
  }))
}

const route = getRouteApi('/shell/messages/pressure/month')

/** What is tried stands in the address: it can be sent to somebody, and the way back leads to what was tried before. */
export function MonthPage() {
  const search = route.useSearch()
  return <Month key={JSON.stringify(search)} search={search} />
}

function Month({ search }: { search: MonthSearch }) {
  const w = useWords()
  const navigate = route.useNavigate()
  const { rules } = useSuspenseQuery(rulesQuery).data
  const audiences = useQuery(audiencesQuery).data?.items ?? []
  const [planned, setPlanned] = useState(
    () => search.plan ?? firstPlan((count) => w('planned_default', { count })),
  )
  const [cap, setCap] = useState<number | null>(search.cap ?? null)
  const attempt = useQuery(monthQuery(search.plan ? askedFor(search.plan, search.cap ?? null, rules) : null))
  const tryIt = () => {
    const wanted = { plan: planned, ...(cap !== null && { cap }) }
    if (JSON.stringify(wanted) === JSON.stringify(search)) void attempt.refetch()
    else void navigate({ search: wanted, resetScroll: false })
  }
  const change = (at: number, part: Partial<Planned>) =>
    setPlanned(planned.map((one, nth) => (nth === at ? { ...one, ...part } : one)))
  const add = () => {
    const last = planned.at(-1)
    setPlanned([
      ...planned,
      { ...(last ?? firstPlan(String)[0]!), name: w('planned_default', { count: planned.length + 1 }) },
    ])
  }
  return (
    <Page
      title={w('month_title')}
      lead={w('month_lead')}
      breadcrumbs={[{ label: w('rules_tab'), to: paths.pressure }]}
    >
      <MessageTabs />
      <form
        className={styles.result}
        onSubmit={(event) => {
          event.preventDefault()
          tryIt()
        }}
      >
        <Section title={w('planned_title')}>
          <ul className={styles.caps}>
            {planned.map((one, at) => (
              <PlannedFields
                key={at}
                planned={one}
                audiences={audiences}
                onChange={(part) => change(at, part)}
                onRemove={() => setPlanned(planned.filter((_, nth) => nth !== at))}
              />
            ))}
          </ul>
          <div className={styles.actions}>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} stroke={1.75} />}
              onClick={add}
              disabled={planned.length >= PLANNED_MAX}
            >
              {w('planned_add')}
            </Button>
          </div>
        </Section>
        <div className={styles.tryLine}>
          <NumberInput
            label={w('try_cap')}
            placeholder={w('try_same')}
            suffix={w('try_cap_suffix')}
            min={0}
            max={60}
            value={cap ?? ''}
            onChange={(value) => setCap(value === '' ? null : Number(value))}
          />
          <Button type="submit" loading={attempt.isFetching} disabled={planned.length === 0}>
            {w('try')}
          </Button>
        </div>
      </form>
      {attempt.error && (
        <Alert color="red" role="alert">
          {failureOf(attempt.error).title}
        </Alert>
      )}
      {attempt.isFetching && (
        <p className={styles.quiet} role="status">
          <Loader size={14} /> {w('trying')}
        </p>
      )}
      {attempt.data && <MonthResult result={attempt.data} />}
      {!attempt.data && !attempt.isFetching && !attempt.error && (
        <EmptyState picture="table" title={w('month_none')}>
          {w('month_none_for')}
        </EmptyState>
      )}
    </Page>
  )
}

function askedFor(plan: Planned[], cap: number | null, rules: Rules) {
  return {
    campaigns: plan.map(({ name, on, at, channels, who, people }) => ({
      name: name.trim() || '–',
      channels,
      on,
      at_minute: Math.min(1439, minutesOf(at) ?? 600),
      priority: 0,
      ...(who === 'some' && { people }),
      ...(who !== 'some' && who !== 'all' && { audience_id: who }),
    })),
    rules: cap === null ? null : withMobileCap(rules, cap),
  }
}

/** The same rules with another limit on texts and notifications in thirty days. */
function withMobileCap(rules: Rules, max: number): Rules {
  const is_mobile = ({ channels }: Rules['caps'][number]) =>
    channels.length > 0 && channels.every((one) => one === 'sms' || one === 'push')
  const others = rules.caps.filter((cap) => !is_mobile(cap))
  const mobile: Rules['caps'][number] = {
    channels: ['sms', 'push'],
    purposes: ['marketing', 'loyalty'],
    max,
    window: { kind: 'rolling', days: 30 },
  }
  return { ...rules, caps: [mobile, ...others] }
}
