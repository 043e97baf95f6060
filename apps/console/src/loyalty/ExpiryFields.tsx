/** How long something is good for, each way with its own figures, and what it comes to for what is earned today. */
import { NumberInput, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { useFormats } from '#ui/words.ts'
import { expiresAt } from '../../../../server/features/programmes/rules.ts'
import { shopQuery } from '../session.ts'
import type { Expiry } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { MonthDay } from './MonthDay.tsx'
import styles from './loyalty.module.css'

type ExpiryProps = {
  expiry: Expiry
  onExpiry: (expiry: Expiry) => void
  /** Of which unit, where there are several. */
  label: string
  problemAt: (field: string) => string | undefined
}

const KINDS = ['rolling', 'inactivity', 'calendar', 'yearly', 'date', 'never'] as const
const SPANS = ['month', 'quarter', 'year'] as const
const FIELDS = ['months', 'plus', 'day', 'months_min', 'on'] as const
const DAY_MS = 86_400_000

function usual(kind: Expiry['kind'], next_year: number): Expiry {
  switch (kind) {
    case 'never':
      return { kind }
    case 'rolling':
    case 'inactivity':
      return { kind, months: 12 }
    case 'calendar':
      return { kind, end_of: 'year', plus: 1 }
    case 'yearly':
      return { kind, month: 12, day: 31, months_min: 3 }
    case 'date':
      return { kind, on: `${next_year}-12-31` }
  }
}

export function ExpiryFields({ expiry, onExpiry, label, problemAt }: ExpiryProps) {
  const e = useEditorWords()
  const next_year = new Date().getFullYear() + 1
  return (
    <>
      <div className={styles.line}>
        <Select
          className={styles.wide}
          label={label}
          value={expiry.kind}
          onChange={(kind) => kind && onExpiry(usual(kind as Expiry['kind'], next_year))}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: e(`life_${kind}`) }))}
        />
        <Figures expiry={expiry} onExpiry={onExpiry} problemAt={problemAt} />
      </div>
      {!FIELDS.some(problemAt) && <ExampleDay expiry={expiry} />}
    </>
  )
}

function Figures({ expiry, onExpiry, problemAt }: Omit<ExpiryProps, 'label'>) {
  const e = useEditorWords()
  const whole = (
    label: string,
    value: number,
    onValue: (value: number) => void,
    field: string,
    after = '',
  ) => (
    <NumberInput
      className={styles.narrow}
      label={label}
      value={value}
      onChange={(next) => onValue(Number(next) || 0)}
      suffix={after && ` ${after}`}
      min={0}
      allowDecimal={false}
      hideControls
      error={problemAt(field)}
    />
  )
  const months = (value: number, onValue: (value: number) => void) =>
    whole(e('life_months'), value, onValue, 'months')
  switch (expiry.kind) {
    case 'never':
      return null
    case 'inactivity':
      return months(expiry.months, (next) => onExpiry({ ...expiry, months: next }))
    case 'rolling':
      return (
        <>
          {months(expiry.months, (next) => onExpiry({ ...expiry, months: next }))}
          <Select
            className={styles.medium}
            label={e('life_to_end')}
            value={expiry.to_end_of ?? 'none'}
            onChange={(to) =>
              onExpiry({
                kind: 'rolling',
                months: expiry.months,
                ...((to === 'month' || to === 'year') && { to_end_of: to }),
              })
            }
            allowDeselect={false}
            data={(['none', 'month', 'year'] as const).map((to) => ({
              value: to,
              label: e(`life_to_end_${to}`),
            }))}
          />
        </>
      )
    case 'calendar':
      return (
        <>
          <Select
            className={styles.narrow}
            label={e('life_end_of')}
            value={expiry.end_of}
            onChange={(end_of) => end_of && onExpiry({ ...expiry, end_of: end_of as (typeof SPANS)[number] })}
            allowDeselect={false}
            data={SPANS.map((of) => ({ value: of, label: e(`life_end_${of}`) }))}
          />
          {whole(
            e('life_plus'),
            expiry.plus,
            (plus) => onExpiry({ ...expiry, plus }),
            'plus',
            e(`life_plus_${expiry.end_of}`),
          )}
        </>
      )
    case 'yearly': {
      const two = (n: number) => String(n).padStart(2, '0')
      return (
        <>
          <MonthDay
            label={e('life_on')}
            value={`${two(expiry.month)}-${two(expiry.day)}`}
            onValue={(value) =>
              onExpiry({ ...expiry, month: Number(value.slice(0, 2)), day: Number(value.slice(3, 5)) })
            }
            error={problemAt('day')}
          />
          {whole(
            e('life_min'),
            expiry.months_min,
            (months_min) => onExpiry({ ...expiry, months_min }),
            'months_min',
            e('life_min_after'),
          )}
        </>
      )
    }
    case 'date':
      return (
        <DateField
          className={styles.medium}
          label={e('life_on')}
          value={expiry.on}
          onValue={(on) => onExpiry({ ...expiry, on })}
          error={problemAt('on')}
        />
      )
  }
}

/** By the same function as in the ledger; the last day counts whole. */
function ExampleDay({ expiry }: { expiry: Expiry }) {
  const e = useEditorWords()
  const f = useFormats()
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const ends_ms = expiresAt(expiry, Date.now(), time_zone)
  if (ends_ms === null || !Number.isFinite(ends_ms)) return null
  const date = f.date(new Date(ends_ms - DAY_MS / 2).toISOString())
  return (
    <p className={styles.hint} aria-live="polite">
      {e(expiry.kind === 'inactivity' ? 'life_example_inactive' : 'life_example', { date })}
    </p>
  )
}
