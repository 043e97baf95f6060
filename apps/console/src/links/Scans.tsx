/** The scans of one code, day by day, with the days that had none. */
import { useQuery } from '@tanstack/react-query'
import { ChartFrame } from '#ui/charts/ChartFrame.tsx'
import { TimeChart } from '#ui/charts/TimeChart.tsx'
import { useFormats } from '#ui/words.ts'
import { traceQuery } from './queries.ts'
import { useWords } from './words.ts'

const DAY_MS = 86_400_000

export function Scans({ code_id }: { code_id: string }) {
  const w = useWords()
  const f = useFormats()
  const days = useQuery(traceQuery(code_id)).data?.days
  if (!days || days.length === 0) return null
  const known = new Map(days.map(({ day, people }) => [day, people]))
  const [first, last] = [Date.parse(days[0]!.day), Date.parse(days.at(-1)!.day)]
  // A week at least, so that one day is not a wall.
  const from = Math.min(first, last - 6 * DAY_MS)
  const all = Array.from({ length: Math.round((last - from) / DAY_MS) + 1 }, (_, at) => {
    const day = new Date(from + at * DAY_MS).toISOString().slice(0, 10)
    return { day, people: known.get(day) ?? 0 }
  })
  const count = all.reduce((sum, one) => sum + one.people, 0)
  const sentence = w('by_day', { count, best: Math.max(...all.map(({ people }) => people)) })
  return (
    <ChartFrame
      sentence={sentence}
      headings={[w('day'), w('scans_col')]}
      rows={days.map(({ day, people }) => [f.date(day), f.number(people)])}
    >
      <TimeChart
        kind="columns"
        height={140}
        labels={all.map(({ day }) => f.dayMonth(day))}
        main={{ label: w('scans_col'), values: all.map(({ people }) => people) }}
        write={f.number}
        spoken={sentence}
      />
    </ChartFrame>
  )
}
