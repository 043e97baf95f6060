/** What it brought: said in a sentence first, with how sure that is; then the figures behind it. */
import { Alert } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import { centsOf, useNames } from './names.ts'
import { progressQuery, resultsQuery, type Campaign, type Results } from './queries.ts'
import { Standing } from './Standing.tsx'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

export function ResultsView({ campaign }: { campaign: Campaign }) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const { data, error, refetch } = useQuery(resultsQuery(campaign.campaign_id))
  const { data: progress, ...following } = useQuery(progressQuery(campaign.campaign_id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (following.error) return <ErrorState error={following.error} onRetry={() => void following.refetch()} />
  if (!data || !progress) return <TextSkeleton lines={8} />
  // What nobody has received yet has brought nothing, whatever these people bought meanwhile.
  if (progress.sent === 0) return <Standing campaign={campaign} progress={progress} />
  return (
    <>
      <Standing campaign={campaign} progress={progress} />
      <Alert
        color={data.verdict === 'more' ? 'teal' : data.verdict === 'less' ? 'red' : 'gray'}
        title={sayVerdict(data, w, f)}
      >
        {sayHowSure(data, w, f)}
      </Alert>
      {!data.is_final && data.ends_at && (
        <p className={styles.soft}>{w('until', { when: f.date(data.ends_at) })}</p>
      )}
      <Figures>
        <Figure label={w('delivered')} value={f.number(data.delivered)}>
          <span className={styles.soft}>{w('of_messages', { count: data.messages })}</span>
        </Figure>
        <Figure label={w('opened')} value={f.number(data.opened)}>
          <span className={styles.soft}>{w('opened_hint')}</span>
        </Figure>
        <Figure label={w('clicked')} value={f.number(Math.max(data.clicks, data.clicked))}>
          {data.delivered > 0 && (
            <span className={styles.soft}>
              {w('of_delivered', { share: f.percent(Math.max(data.clicks, data.clicked) / data.delivered) })}
            </span>
          )}
        </Figure>
        <Figure label={w('answered')} value={f.number(data.answered)} />
        {data.vouchers.given > 0 && (
          <Figure label={w('vouchers_used')} value={f.number(data.vouchers.used)}>
            <span className={styles.soft}>{w('of_given', { count: data.vouchers.given })}</span>
          </Figure>
        )}
        <Figure label={w('cost')} value={f.money(centsOf(data.cost_millicents))} />
        <Figure label={w('complained')} value={f.number(data.complained)} />
        <Figure label={w('unsubscribed')} value={f.number(data.unsubscribed)} />
      </Figures>
      {data.channels.some(({ value }) => value === 'wallet') && (
        <p className={styles.soft}>{w('wallet_delivered')}</p>
      )}
      {data.days.length > 1 && <SpendChart results={data} />}
      <Parts
        title={w('by_variant')}
        parts={data.variants}
        name={(value) => w('variant', { letter: value })}
      />
      <Parts title={w('by_channel')} parts={data.channels} name={names.channel} />
      <Stores parts={data.stores} />
    </>
  )
}

type Words = ReturnType<typeof useWords>
type Formats = ReturnType<typeof useFormats>

function sayVerdict(data: Results, w: Words, f: Formats): string {
  const { verdict, gain } = data
  if ((verdict === 'more' || verdict === 'less') && gain)
    return w(verdict === 'more' ? 'verdict_more' : 'verdict_less', {
      sales: f.moneyRound(Math.abs(gain.sales_cents)),
    })
  return w(`verdict_${verdict as 'too_small'}`)
}

/** With both ends of the interval: a figure alone would promise too much. */
function sayHowSure(data: Results, w: Words, f: Formats): string {
  const { gain, control, treated, mean_treated_cents, mean_control_cents, margin_basis_points } = data
  if (control === 0) return w('sure_no_control')
  const compared = w('sure_compared', {
    treated,
    control,
    mean: f.money(mean_treated_cents),
    other: f.money(mean_control_cents),
  })
  if (!gain) return compared
  const between = w('sure_between', {
    low: f.moneyRound(gain.sales_low_cents),
    high: f.moneyRound(gain.sales_high_cents),
  })
  const net = w('sure_net', {
    net: f.moneyRound(gain.net_cents),
    low: f.moneyRound(gain.net_low_cents),
    high: f.moneyRound(gain.net_high_cents),
    margin: f.percent(margin_basis_points / 10_000),
  })
  return `${compared} ${between} ${net}`
}

function SpendChart({ results: { days } }: { results: Results }) {
  const w = useWords()
  const f = useFormats()
  const last = days.at(-1)!
  const sentence = w('spend_sentence', {
    count: last.day,
    mean: f.money(last.treated_cents),
    other: last.control_cents === null ? '–' : f.money(last.control_cents),
  })
  const compared = days.some(({ control_cents }) => control_cents !== null)
  return (
    <ChartFrame
      sentence={sentence}
      headings={[w('day_no'), w('written_to'), ...(compared ? [w('held_out')] : [])]}
      rows={days.map(({ day, treated_cents, control_cents }) => [
        f.number(day),
        f.money(treated_cents),
        ...(compared ? [f.money(control_cents ?? 0)] : []),
      ])}
    >
      <TimeChart
        labels={days.map(({ day }) => w('day_short', { day }))}
        main={{ label: w('written_to'), values: days.map(({ treated_cents }) => treated_cents / 100) }}
        {...(compared && {
          compared: {
            label: w('held_out'),
            values: days.map(({ control_cents }) => (control_cents ?? 0) / 100),
          },
        })}
        write={(value) => f.money(value * 100)}
        spoken={sentence}
      />
    </ChartFrame>
  )
}

type Part = Results['variants'][number]

function Stores({ parts }: { parts: Part[] }) {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  const name = (store_id: string) => stores.find((one) => one.store_id === store_id)?.name ?? '–'
  return <Parts title={w('by_store')} parts={parts} name={name} />
}

function Parts({ title, parts, name }: { title: string; parts: Part[]; name: (value: string) => string }) {
  const w = useWords()
  const f = useFormats()
  if (parts.length < 2) return null
  return (
    <Section title={title}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{w('delivered')}</th>
              <th scope="col">{w('clicked')}</th>
              <th scope="col">{w('buyers')}</th>
              <th scope="col">{w('per_person')}</th>
              <th scope="col">{w('than_held_out')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.value}>
                <th scope="row">{name(part.value)}</th>
                <td>{f.number(part.delivered)}</td>
                <td>{f.number(part.clicked)}</td>
                <td>{part.treated > 0 ? f.percent(part.buyers_treated / part.treated) : '–'}</td>
                <td>{f.money(part.mean_treated_cents)}</td>
                <td>{sayPart(part, w, f)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function sayPart({ verdict, spend }: Part, w: Words, f: Formats): string {
  if (verdict === 'no_control' || !spend) return '–'
  if (verdict === 'too_small' || verdict === 'too_early') return w('not_sure')
  return w('part_between', {
    difference: f.money(spend.difference),
    low: f.money(spend.low),
    high: f.money(spend.high),
  })
}
