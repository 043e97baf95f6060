/** The sales to replay: those recorded here, or a file that is only read; and over what time. */
import { useRef, useState } from 'react'
import { Alert, Button, Loader, Radio, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { DateField } from '#ui/components/DateField.tsx'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconFileImport } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { importQuery } from '../imports/queries.ts'
import { Question } from '../loyalty/Question.tsx'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import type { Asked, Period } from './ask.ts'
import { filesQuery } from './queries.ts'
import type { Start } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type PartProps = { asked: Asked; start: Start; onChange: (changes: Partial<Asked>) => void }
type SourceProps = PartProps & { from_file: boolean; onFromFile: (from_file: boolean) => void }

const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.ods'

export function SourceQuestion({ start, asked, from_file, onFromFile, onChange }: SourceProps) {
  const w = useWords()
  const f = useFormats()
  const recorded =
    start.sales === 0 || !start.from || !start.to
      ? w('source_sales_none')
      : w('source_sales_for', { count: start.sales, from: f.date(start.from), to: f.date(start.to) })
  return (
    <Question title={w('source')}>
      <Radio.Group
        aria-label={w('source')}
        value={from_file ? 'file' : 'sales'}
        onChange={(value) => onFromFile(value === 'file')}
      >
        <div className={styles.column}>
          <Radio
            value="sales"
            label={w('source_sales')}
            description={recorded}
            disabled={start.sales === 0}
          />
          <Radio value="file" label={w('source_file')} description={w('source_file_for')} />
        </div>
      </Radio.Group>
      {from_file && <FileChoice asked={asked} onChange={onChange} />}
    </Question>
  )
}

function FileChoice({ asked: { import_id }, onChange }: Pick<PartProps, 'asked' | 'onChange'>) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const files = useQuery(filesQuery).data ?? []
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('kind', 'sales')
      body.append('file', file)
      // The contract describes JSON; files go as the browser sends forms.
      return api.put('/imports/{import_id}', { params: { import_id: newId() }, body: body as never })
    },
    onSuccess: async (found) => {
      queries.setQueryData(importQuery(found.import_id).queryKey, found)
      onChange({ import_id: found.import_id })
      await queries.invalidateQueries(filesQuery)
    },
  })
  const take = (list: FileList | null | undefined) => {
    const file = list?.[0]
    if (file && !send.isPending) send.mutate(file)
  }
  const failure = send.error && failureOf(send.error)
  return (
    <div className={styles.file}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button inside is for the keyboard */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        {send.isPending ? (
          <output className={styles.sending}>
            <Loader size="sm" aria-hidden />
            {w('file_sending', { name: send.variables.name })}
          </output>
        ) : (
          <>
            <Button
              variant="default"
              leftSection={<IconFileImport size={18} stroke={1.75} aria-hidden />}
              onClick={() => field.current?.click()}
            >
              {w('file_choose')}
            </Button>
            <span className={styles.soft}>{w('file_drop')}</span>
          </>
        )}
        <input
          ref={field}
          type="file"
          aria-label={w('file_choose')}
          accept={ACCEPTED}
          hidden
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {failure && (
        <Alert color="red" title={failure.title}>
          {failure.detail}
        </Alert>
      )}
      {files.length > 0 && (
        <Select
          label={w('file_which')}
          value={import_id}
          onChange={(value) => onChange({ import_id: value })}
          data={files.map((file) => ({
            value: file.import_id,
            label: `${file.file_name}, ${f.relativeDay(file.created_at)}`,
          }))}
        />
      )}
      {import_id && <FileRead import_id={import_id} />}
    </div>
  )
}

const NEEDED: Record<'date' | 'amount' | 'customer', string[]> = {
  date: ['occurred_at', 'occurred_date'],
  amount: ['line_total', 'unit_price'],
  customer: ['customer_card', 'customer_id', 'customer_email', 'customer_phone'],
}

/** What was found in the file that a simulation needs, and the way to say more. */
function FileRead({ import_id }: { import_id: string }) {
  const w = useWords()
  const one = useQuery(importQuery(import_id)).data
  if (!one) return null
  const mapped = new Set(one.columns.map(({ field }) => field))
  const kinds = Object.entries(NEEDED) as [keyof typeof NEEDED, string[]][]
  const has = (fields: string[]) => fields.some((field) => mapped.has(field))
  const said = (there: boolean) =>
    kinds
      .filter(([, fields]) => has(fields) === there)
      .map(([kind]) => w(`field_${kind}`))
      .join(', ')
  const missing = said(false)
  return (
    <p className={missing ? styles.missing : styles.soft} role="status">
      {missing ? w('file_missing', { fields: missing }) : w('file_found', { fields: said(true) })}{' '}
      <LinkAnchor to={paths.import} params={{ import_id }}>
        {w('file_columns')}
      </LinkAnchor>
    </p>
  )
}

type PeriodProps = PartProps & { today: string }

export function PeriodQuestion({ asked: { period }, start, today, onChange }: PeriodProps) {
  const w = useWords()
  const first = start.from ? String(start.from).slice(0, 10) : today
  const dates = period.kind === 'dates' ? period : { kind: 'dates' as const, from: first, to: today }
  const choose = (kind: string) =>
    onChange({ period: kind === 'dates' ? dates : ({ kind } as Exclude<Period, { kind: 'dates' }>) })
  return (
    <Question title={w('period')}>
      <Radio.Group aria-label={w('period')} value={period.kind} onChange={choose}>
        <div className={styles.row}>
          <Radio value="year" label={w('period_year')} />
          <Radio value="all" label={w('period_all')} />
          <Radio value="dates" label={w('period_dates')} />
        </div>
      </Radio.Group>
      {period.kind === 'dates' && (
        <div className={styles.row}>
          <DateField
            label={w('period_from')}
            max={period.to}
            value={period.from}
            onValue={(from) => onChange({ period: { ...period, from } })}
          />
          <DateField
            label={w('period_to')}
            min={period.from}
            max={today}
            value={period.to}
            onValue={(to) => onChange({ period: { ...period, to } })}
          />
        </div>
      )}
    </Question>
  )
}
