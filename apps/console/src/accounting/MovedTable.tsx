/** From the opening to the closing, line by line, each with what it means; lines without a movement are left out. */
import { useFormats } from '#ui/words.ts'
import type { Tally } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type Row = {
  key: keyof Tally
  label: Parameters<ReturnType<typeof useWords>>[0]
  about: Parameters<ReturnType<typeof useWords>>[0]
  kind?: 'stand' | 'memo'
}

export const POINTS_ROWS: readonly Row[] = [
  { key: 'opening', label: 'opening', about: 'opening_about', kind: 'stand' },
  { key: 'issued', label: 'issued', about: 'issued_about' },
  { key: 'given', label: 'given', about: 'given_about' },
  { key: 'imported', label: 'imported', about: 'imported_about' },
  { key: 'spent', label: 'spent', about: 'spent_about' },
  { key: 'restored', label: 'restored', about: 'restored_about' },
  { key: 'expired', label: 'expired', about: 'expired_about' },
  { key: 'reversed', label: 'reversed', about: 'reversed_about' },
  { key: 'corrected', label: 'corrected', about: 'corrected_about' },
  { key: 'merged', label: 'merged', about: 'merged_about' },
  { key: 'closing', label: 'closing', about: 'closing_about', kind: 'stand' },
  { key: 'pending', label: 'pending', about: 'pending_about', kind: 'memo' },
  { key: 'debt', label: 'debt', about: 'debt_about', kind: 'memo' },
]

export const VOUCHER_ROWS: readonly Row[] = [
  { key: 'opening', label: 'opening', about: 'opening_about', kind: 'stand' },
  { key: 'issued', label: 'v_issued', about: 'v_issued_about' },
  { key: 'spent', label: 'v_spent', about: 'v_spent_about' },
  { key: 'restored', label: 'restored', about: 'restored_about' },
  { key: 'expired', label: 'expired', about: 'expired_about' },
  { key: 'reversed', label: 'v_reversed', about: 'v_reversed_about' },
  { key: 'closing', label: 'closing', about: 'closing_about', kind: 'stand' },
]

type MovedTableProps = {
  title: string
  lead?: string
  tally: Tally
  rows: readonly Row[]
  write: (amount: number) => string
  signed: (amount: number) => string
}

export function MovedTable({ title, lead, tally, rows, write, signed }: MovedTableProps) {
  const w = useWords()
  const f = useFormats()
  /** What else is to be known of a line. */
  const more = (key: keyof Tally) => {
    if (key === 'issued' && tally.late > 0) return w('issued_late', { count: f.number(tally.late) })
    if (key === 'spent' && tally.elsewhere < 0)
      return w('spent_elsewhere', { count: write(Math.abs(tally.elsewhere)) })
    return null
  }
  const shown = rows.filter(({ key, kind }) => kind === 'stand' || tally[key] !== 0)
  return (
    <table className={styles.moved}>
      <caption className={styles.caption}>
        {title}
        {lead && <span className={styles.captionLead}>{lead}</span>}
      </caption>
      <tbody>
        {shown.map(({ key, label, about, kind }) => (
          <tr key={key} data-kind={kind}>
            <th scope="row">
              {w(label)}
              <span className={styles.about}>
                {w(about)} {more(key)}
              </span>
            </th>
            <td>{kind ? write(tally[key]) : signed(tally[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
