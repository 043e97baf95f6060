/** Codes for what is printed: made, downloaded, and how often each was scanned. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { useRole } from '../shell/role.ts'
import { CodeActions } from './CodeActions.tsx'
import { CodeForm } from './CodeForm.tsx'
import { Scans } from './Scans.tsx'
import type { TraceCode } from './queries.ts'
import { useWords } from './words.ts'
import styles from './links.module.css'

export function CodesPage() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing', 'store_manager')
  const queries = useQueryClient()
  const list = useCursorRows('/trace-codes')
  const [form, setForm] = useState<TraceCode | 'new' | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: ['/trace-codes'] })
  const add = may && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setForm('new')}>
      {w('new')}
    </Button>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={list.rows.length > 0 && add}>
      <MessageTabs />
      {list.error && <ErrorState error={list.error} onRetry={list.onRetry} />}
      {list.loading && <TextSkeleton lines={5} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <EmptyState picture="table" title={w('none')} action={add}>
          {w('none_for')}
        </EmptyState>
      )}
      <ul className={styles.codes}>
        {list.rows.map((code) => (
          <Code key={code.code_id} code={code} onEdit={() => setForm(code)} onChanged={refresh} />
        ))}
      </ul>
      {list.has_more && (
        <Button variant="default" onClick={list.onMore}>
          {w('more')}
        </Button>
      )}
      {form && (
        <CodeForm
          key={form === 'new' ? 'new' : form.code_id}
          code={form === 'new' ? null : form}
          onClose={() => setForm(null)}
          onSaved={refresh}
        />
      )}
    </Page>
  )
}

type CodeProps = { code: TraceCode; onEdit: () => void; onChanged: () => Promise<unknown> }

function Code({ code, onEdit, onChanged }: CodeProps) {
  const w = useWords()
  const f = useFormats()
  const { name, place, short_url, people, machines, last_scan_on, ended_at } = code
  return (
    <li className={styles.code} data-ended={ended_at !== null || undefined}>
      <div className={styles.qr}>
        <QrCode text={short_url} label={name} />
      </div>
      <div className={styles.about}>
        <h2 className={styles.name}>{name}</h2>
        {place && <p className={styles.quiet}>{place}</p>}
        <p className={styles.short}>{short_url.replace(/^https?:\/\//, '')}</p>
        <p className={styles.count}>
          <strong>{w('scans', { count: people })}</strong>{' '}
          <span className={styles.quiet}>{w('scans_90')}</span>
        </p>
        <p className={styles.quiet}>
          {[
            ended_at && w('ended_on', { date: f.date(ended_at) }),
            last_scan_on ? w('last_scan', { date: f.date(last_scan_on) }) : w('never'),
            machines > 0 && w('machines', { count: machines }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <CodeActions code={code} onEdit={onEdit} onChanged={onChanged} />
      </div>
      {people > 0 && (
        <div className={styles.scans}>
          <Scans code_id={code.code_id} />
        </div>
      )}
    </li>
  )
}
