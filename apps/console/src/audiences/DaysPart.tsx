/** How many were in, day by day, and who came and went. */
import { useQuery } from '@tanstack/react-query'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { daysQuery } from './queries.ts'
import { useWords } from './words.ts'

export function DaysPart({ audience_id }: { audience_id: string }) {
  const w = useWords()
  const f = useFormats()
  const { data: days, error, refetch } = useQuery(daysQuery(audience_id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!days) return <TextSkeleton lines={5} />
  const last = days.at(-1)
  if (!last)
    return (
      <EmptyState picture="nothing" title={w('days_none')}>
        {w('days_none_for')}
      </EmptyState>
    )
  const sentence = w('days_sentence', { count: last.members, date: f.date(last.day) })
  return (
    <ChartFrame
      sentence={sentence}
      about={w('days_about')}
      headings={[w('day'), w('came'), w('went'), w('in_group')]}
      rows={days.map((one) => [
        f.date(one.day),
        f.number(one.came),
        f.number(one.went),
        f.number(one.members),
      ])}
    >
      <TimeChart
        labels={days.map((one) => f.date(one.day))}
        main={{ label: w('in_group'), values: days.map((one) => one.members) }}
        kind={days.length < 3 ? 'columns' : 'line'}
        write={f.number}
        spoken={sentence}
      />
    </ChartFrame>
  )
}
