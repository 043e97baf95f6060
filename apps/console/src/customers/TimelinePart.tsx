/** Everything that happened between the shop and one person, newest first, by kind. */
import { useState } from 'react'
import { Button, Chip } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import type { RowOf } from '#ui/cursor-rows.ts'
import {
  IconArrowBackUp,
  IconCheck,
  IconMail,
  IconNote,
  IconPencil,
  IconShoppingBag,
  IconStar,
  IconTicket,
} from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

const KINDS = ['sale', 'return', 'points', 'voucher', 'consent', 'message', 'note', 'record'] as const
type Kind = (typeof KINDS)[number]

const icons: Record<Kind, typeof IconStar> = {
  sale: IconShoppingBag,
  return: IconArrowBackUp,
  points: IconStar,
  voucher: IconTicket,
  consent: IconCheck,
  message: IconMail,
  note: IconNote,
  record: IconPencil,
}

const PAGE = 30

export function TimelinePart({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const [kinds, setKinds] = useState<string[]>([])
  const query = kinds.length > 0 ? { kinds: kinds.toSorted().join(',') } : {}
  const list = useCursorRows('/customers/{customer_id}/timeline', { params: { customer_id }, query }, PAGE)
  return (
    <>
      <Chip.Group multiple value={kinds} onChange={setKinds}>
        <div role="group" aria-label={w('timeline_filter')} className={`${styles.kinds} no-print`}>
          <Chip checked={kinds.length === 0} onChange={() => setKinds([])} value="">
            {w('timeline_all')}
          </Chip>
          {KINDS.map((kind) => (
            <Chip key={kind} value={kind}>
              {w(`kind_${kind}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {list.loading && <TextSkeleton lines={6} />}
      {Boolean(list.error) && <ErrorState error={list.error} onRetry={list.onRetry} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <p className={styles.quiet}>{w('timeline_none')}</p>
      )}
      <ol className={styles.timeline} aria-busy={list.stale || undefined}>
        {list.rows.map((row) => (
          <Happening key={`${row.kind} ${row.id}`} row={row} />
        ))}
      </ol>
      {list.has_more && (
        <Button variant="default" onClick={list.onMore}>
          {w('show_more')}
        </Button>
      )}
    </>
  )
}

function Happening({ row }: { row: RowOf<'/customers/{customer_id}/timeline'> }) {
  const w = useWords()
  const f = useFormats()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  const Icon = icons[row.kind as Kind] ?? icons.record
  const store = stores.find(({ store_id }) => store_id === row.store_id)?.name
  const receipt = (row.payload as { receipt_number?: string | null }).receipt_number
  const about = [
    receipt,
    store && w('at_store', { store }),
    row.actor_name && w('by_actor', { name: row.actor_name }),
  ]
  return (
    <li className={styles.event}>
      <span className={styles.dot} aria-hidden>
        <Icon size={18} stroke={1.75} />
      </span>
      <div>
        <p className={styles.eventTitle}>{row.title}</p>
        <p className={styles.quiet}>{about.filter(Boolean).join(' · ')}</p>
      </div>
      <time className={styles.eventDay} dateTime={row.occurred_at} title={f.dateTime(row.occurred_at)}>
        {f.date(row.occurred_at)}
      </time>
    </li>
  )
}
