/** A day of every year, « 15 mars », out and in as 'MM-DD'. */
import { useId } from 'react'
import { NumberInput, Select } from '@mantine/core'
import { useLanguage } from '#ui/words.ts'
import { useEditorWords } from './editor-words.ts'
import { Problem } from './Question.tsx'
import styles from './loyalty.module.css'

type MonthDayProps = {
  label: string
  value: string
  onValue: (value: string) => void
  error?: string | undefined
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
const two = (n: number) => String(n).padStart(2, '0')

export function MonthDay({ label, value, onValue, error }: MonthDayProps) {
  const e = useEditorWords()
  const id = useId()
  const language = useLanguage()
  const names = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const [month, day] = [Number(value.slice(0, 2)), Number(value.slice(3, 5))]
  return (
    <div role="group" aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.pair}>
        <NumberInput
          className={styles.tiny}
          aria-label={`${label} : ${e('day')}`}
          value={day}
          onChange={(next) => onValue(`${two(month)}-${two(Math.min(31, Number(next) || 0))}`)}
          min={1}
          max={31}
          allowDecimal={false}
          hideControls
          error={error !== undefined}
        />
        <Select
          className={styles.narrow}
          aria-label={`${label} : ${e('month')}`}
          value={String(month)}
          onChange={(next) => onValue(`${two(Number(next))}-${two(day)}`)}
          allowDeselect={false}
          data={MONTHS.map((n) => ({ value: String(n), label: names.format(Date.UTC(2024, n - 1, 1)) }))}
        />
      </div>
      <Problem>{error}</Problem>
    </div>
  )
}
