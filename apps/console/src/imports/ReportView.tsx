/** What an import does, or would do: its counts, and why some rows are not taken, in words. */
import { Button } from '@mantine/core'
import { addressOf } from '#client/client.ts'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { IconDownload } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import type { Import, Report } from './queries.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

/** Shown in this order; the first three also when they are none, as one looks for them. */
const ALWAYS: Record<string, readonly Count[]> = {
  customers: ['created', 'updated', 'refused'],
  products: ['created', 'updated', 'refused'],
  sales: ['sales', 'sold_lines', 'refused'],
}
const WHEN_SOME = [
  'duplicates',
  'unchanged',
  'skipped',
  'returns',
  'sold_anonymous_lines',
  'already_lines',
  'void_lines',
  'customers_created',
  'products_created',
  'points_opened',
  'points_already',
  'consents',
  'withdrawals',
  'not_contactable',
  'undo_removed',
  'undo_restored',
  'undo_kept',
  'undo_sales',
  'undo_points_withdrawn',
] as const
type Count = (typeof WHEN_SOME)[number] | 'created' | 'updated' | 'refused' | 'sales' | 'sold_lines'

type ReportProps = { one: Import; report: Report; rehearsal?: boolean }

export function ReportView({ one, report, rehearsal = false }: ReportProps) {
  const w = useWords()
  const f = useFormats()
  const { counts, reasons, warnings } = report
  const some = WHEN_SOME.filter((name) => counts[name])
  // Once undone, what it had done is history: only what was taken back counts.
  const undone = one.state === 'undone'
  const shown: Count[] = undone
    ? some.filter((name) => name.startsWith('undo_'))
    : [...ALWAYS[one.kind]!, ...some]
  const not_taken = (counts.refused ?? 0) + (counts.duplicates ?? 0)
  const file = addressOf(`${place().shop_path}/api`, '/imports/{import_id}/refusals.csv', one as never, {
    rehearsal,
  })
  return (
    <>
      <Figures>
        {shown.map((name) => (
          <Figure key={name} label={w(`count_${name}`)} value={f.number(counts[name] ?? 0)} />
        ))}
      </Figures>
      {!undone && <Reasons title={w('reasons')} reasons={reasons} />}
      {not_taken > 0 && (
        <Button
          className={styles.start}
          component="a"
          href={file}
          download
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.75} />}
        >
          {w('refusals')}
        </Button>
      )}
      {!undone && <Reasons title={w('warnings')} reasons={warnings} />}
    </>
  )
}

const NAMED = 8

function Reasons({ title, reasons }: { title: string; reasons: Report['reasons'] }) {
  const w = useWords()
  const f = useFormats()
  const language = useLanguage()
  if (reasons.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className={styles.partTitle}>{title}</h3>
      <ul className={styles.reasons}>
        {reasons
          .toSorted((a, b) => b.count - a.count)
          .map((reason) => {
            const rows = reason.rows.slice(0, NAMED).map(String).join(', ')
            const more = reason.count - Math.min(reason.rows.length, NAMED)
            return (
              <li key={reason.code}>
                <span className={styles.reasonCount}>{f.number(reason.count)}</span>
                <span>
                  {reason[language]}
                  <br />
                  <span className={styles.soft}>
                    {w(reason.count === 1 ? 'row_named' : 'rows_named', { rows })}
                    {more > 0 && ` ${w('and_more', { count: more })}`}
                  </span>
                </span>
              </li>
            )
          })}
      </ul>
    </section>
  )
}
