/** Every point explained: what moved, why, and what was left. Prints. */
import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { IconPrinter } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Part } from './Part.tsx'
import { useMay, useUnits } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { CorrectButton } from './CorrectPoints.tsx'
import { useWords } from './words.ts'
import styles from './record.module.css'

const PAGE = 50

export function StatementPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const may = useMay()
  const units = useUnits()
  const known = record.accounts.map(({ unit }) => unit)
  const [unit, setUnit] = useState(known[0])
  const params = { customer_id: record.customer_id }
  const list = useCursorRows(
    '/customers/{customer_id}/statement',
    { params, query: unit === undefined ? {} : { unit } },
    PAGE,
  )
  return (
    <Part
      title={w('tab_statement')}
      lead={w('statement_lead')}
      actions={
        <div className={styles.foot}>
          {may.correct && !record.left_at && <CorrectButton record={record} />}
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} stroke={1.75} />}
            onClick={() => print()}
          >
            {w('print')}
          </Button>
        </div>
      }
    >
      {known.length > 1 && (
        <SegmentedControl
          className="no-print"
          aria-label={w('unit')}
          value={unit ?? ''}
          onChange={setUnit}
          data={known.map((one) => ({ value: one, label: units(one, 2).replace(/^\D*\d+\s*/u, '') || one }))}
        />
      )}
      {list.loading && <TextSkeleton lines={6} />}
      {Boolean(list.error) && <ErrorState error={list.error} onRetry={list.onRetry} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <p className={styles.quiet}>{w('statement_none')}</p>
      )}
      {list.rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{w('when')}</th>
              <th scope="col">{w('what')}</th>
              <th scope="col" className={styles.number}>
                {w('move')}
              </th>
              <th scope="col" className={styles.number}>
                {w('after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((entry) => (
              <tr key={entry.entry_id}>
                <td style={{ whiteSpace: 'nowrap' }}>{f.dateShort(entry.occurred_at)}</td>
                <td>
                  {entry.explanation}
                  {(entry.reason ?? entry.actor_name) && (
                    <span className={styles.small}>
                      {[entry.reason, entry.actor_name].filter(Boolean).join(' · ')}
                    </span>
                  )}
                </td>
                <td className={`${styles.number} ${entry.amount > 0 ? styles.gain : ''}`}>
                  {f.signed(entry.amount)}
                </td>
                <td className={styles.number}>{f.number(entry.balance_after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.has_more && (
        <Button variant="default" onClick={list.onMore}>
          {w('show_more')}
        </Button>
      )}
    </Part>
  )
}
