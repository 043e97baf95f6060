/** What two groups have in common, as a picture and as figures. */
import { useState } from 'react'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Bars } from '#ui/charts/Bars.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { circlesOf } from './circles.ts'
import { overlapQuery, useChoices, type Audience } from './queries.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const route = getRouteApi('/shell/audiences/$audience_id')

export function OverlapPart({ audience: { audience_id, name } }: { audience: Audience }) {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const other = route.useSearch().with
  const [q, setQ] = useState('')
  const choices = useChoices('audiences', q, other ? [other] : []).filter(
    ({ value }) => value !== audience_id,
  )
  const { data, error, refetch } = useQuery({
    ...overlapQuery(audience_id, other ?? ''),
    enabled: Boolean(other),
  })
  const otherName = choices.find(({ value }) => value === other)?.label ?? ''
  const mine = data ? data.only_a + data.both : 0
  return (
    <div className={styles.overlap}>
      <Select
        className={styles.find}
        label={w('overlap_with')}
        placeholder={w('choose')}
        data={choices}
        value={other ?? null}
        onChange={(chosen) =>
          void navigate({
            to: paths.audience,
            params: { audience_id },
            search: { part: 'overlap', ...(chosen && { with: chosen }) },
          })
        }
        searchable
        onSearchChange={setQ}
        filter={({ options }) => options}
        nothingFoundMessage={w('nothing_found')}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && other && (
        <>
          <p className={styles.said}>
            {data.both === 0
              ? w('overlap_none')
              : w('overlap_sentence', {
                  both: f.number(data.both),
                  share: f.percent(mine > 0 ? data.both / mine : 0),
                  name,
                })}
          </p>
          <Circles a={data.only_a} both={data.both} b={data.only_b} />
          <Bars
            label={w('overlap_with')}
            bars={[
              {
                label: w('overlap_only', { name }),
                value: data.only_a,
                written: f.number(data.only_a),
                muted: true,
              },
              { label: w('overlap_both'), value: data.both, written: f.number(data.both) },
              {
                label: w('overlap_only', { name: otherName }),
                value: data.only_b,
                written: f.number(data.only_b),
                muted: true,
              },
            ]}
          />
        </>
      )}
    </div>
  )
}

const WIDTH = 320
const RADIUS_MAX = 74

/** Nothing to see where nobody is. */
function Circles({ a, both, b }: { a: number; both: number; b: number }) {
  const w = useWords()
  const f = useFormats()
  const { left, right, apart } = circlesOf(a, both, b, RADIUS_MAX)
  if (left + right === 0) return null
  // One may stand wholly inside the other.
  const [from, to] = [Math.min(-left, apart - right), Math.max(left, apart + right)]
  const start = WIDTH / 2 - (from + to) / 2
  const said = w('overlap_picture', { a: f.number(a), both: f.number(both), b: f.number(b) })
  return (
    <svg viewBox={`0 0 ${WIDTH} 160`} className={styles.circles} role="img" aria-label={said}>
      <circle cx={start} cy={80} r={left} className={styles.mine} />
      <circle cx={start + apart} cy={80} r={right} className={styles.theirs} />
    </svg>
  )
}
