/** How the file was read: its format, its accents, its rows; and what only a person can decide. */
import { Select } from '@mantine/core'
import { Section } from '#ui/components/Page.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { IconAlertTriangle } from '#ui/icons.ts'
import type { Change, Import } from './queries.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

type FoundProps = { one: Import; onChange: (change: Change) => void }

const SEPARATORS = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const

export function Found({ one, onChange }: FoundProps) {
  const w = useWords()
  const f = useFormats()
  const { format, encoding, separator, sheets, sheet, has_header } = one.reading
  const separated = () => {
    const known = SEPARATORS[separator as keyof typeof SEPARATORS]
    return known ? w(`separator_${known}`) : w('separator_sign', { sign: separator ?? '' })
  }
  const formats: Record<string, () => string> = {
    text: () => w('format_text', { separator: separated() }),
    ods: () => w('format_ods'),
    xlsx: () => w('format_xlsx'),
  }
  return (
    <Section title={w('found')} lead={w('found_lead')}>
      <dl className={styles.facts}>
        <div>
          <dt>{w('format')}</dt>
          <dd>{(formats[format] ?? (() => format))()}</dd>
        </div>
        {encoding && (
          <div>
            <dt>{w('encoding')}</dt>
            <dd>{w('encoding_known', { name: encoding.toUpperCase() })}</dd>
          </div>
        )}
        <div>
          <dt>{w('rows')}</dt>
          <dd>{one.rows_total === null ? w('rows_unknown') : f.number(one.rows_total)}</dd>
        </div>
      </dl>
      {!has_header && <p className={styles.soft}>{w('headless')}</p>}
      {sheets.length > 1 && (
        <Select
          className={styles.field}
          label={w('sheet')}
          data={sheets}
          value={sheet}
          onChange={(chosen) => chosen && onChange({ sheet: chosen })}
          allowDeselect={false}
        />
      )}
      <Doubts one={one} onChange={onChange} />
    </Section>
  )
}

function Doubts({ one, onChange }: FoundProps) {
  const w = useWords()
  const language = useLanguage()
  return one.doubts.map((doubt) => {
    const { index, what } = doubt
    const column = one.columns.find((other) => other.index === index)
    const is_date = what === 'date'
    return (
      <div key={`${index} ${what}`} className={styles.doubt}>
        <p>
          <IconAlertTriangle size={18} stroke={1.75} aria-label={w('doubt')} /> {doubt[language]}
        </p>
        <Select
          className={styles.field}
          aria-label={doubt[language]}
          value={(is_date ? column?.date_order : column?.decimal_mark) ?? null}
          data={
            is_date
              ? [
                  { value: 'dmy', label: w('date_dmy') },
                  { value: 'mdy', label: w('date_mdy') },
                ]
              : [
                  { value: ',', label: w('decimal_comma') },
                  { value: '.', label: w('decimal_point') },
                ]
          }
          onChange={(chosen) => {
            if (!chosen) return
            const answer = is_date
              ? { index, date_order: chosen as 'dmy' | 'mdy' }
              : { index, decimal_mark: chosen as ',' | '.' }
            onChange({ columns: [answer] })
          }}
          allowDeselect={false}
        />
      </div>
    )
  })
}
