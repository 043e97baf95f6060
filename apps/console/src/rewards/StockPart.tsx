/** How many are left, what changed it, and writing down a delivery, a loss or a count. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { useActorName } from '../team/queries.ts'
import { stockQuery } from './queries.ts'
import type { Stock } from './queries.ts'
import { useWords } from './words.ts'
import styles from './rewards.module.css'

export function StockPart({ reward_id }: { reward_id: string }) {
  const w = useWords()
  const found = useQuery(stockQuery(reward_id))
  return (
    <section className={styles.part} aria-labelledby="reward-stock">
      <h3 id="reward-stock" className={styles.partTitle}>
        {w('stock')}
      </h3>
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <TextSkeleton lines={4} />
      ) : (
        <>
          <div>
            <p className={styles.left}>{w('stock_left', { count: found.data.left_count })}</p>
            {found.data.set_aside > 0 && (
              <p className={styles.soft}>{w('stock_aside', { count: found.data.set_aside })}</p>
            )}
          </div>
          <ChangeForm key={found.data.changes[0]?.change_id} stock={found.data} />
          <LowAt key={found.data.low_at} stock={found.data} />
          <History stock={found.data} />
        </>
      )}
    </section>
  )
}

const REASONS = ['restock', 'count', 'loss'] as const
type Reason = (typeof REASONS)[number]

/** The answer is the stock as it stands now; the cards show it too. */
function useKeep(reward_id: string) {
  const queries = useQueryClient()
  return async (stock: Stock) => {
    queries.setQueryData(stockQuery(reward_id).queryKey, stock)
    await queries.invalidateQueries({ queryKey: ['/rewards'], exact: true })
  }
}

function ChangeForm({ stock }: { stock: Stock }) {
  const w = useWords()
  const { reward_id } = stock
  const keep = useKeep(reward_id)
  // Made once for this form: sent twice over a bad network, it is one change.
  const [change_id] = useState(newId)
  const [reason, setReason] = useState<Reason>('restock')
  const [quantity, setQuantity] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const send = useMutation({
    mutationFn: () =>
      api.put('/rewards/{reward_id}/stock/{change_id}', {
        params: { reward_id, change_id },
        body: { reason, quantity: quantity!, ...(note.trim() && { note: note.trim() }) },
      }),
    onSuccess: async (now) => {
      await keep(now)
      showDone({ message: w('stock_done', { count: now.left_count }) })
    },
  })
  const isWhole = quantity !== null && (reason === 'count' ? quantity >= 0 : quantity > 0)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isWhole) send.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <SegmentedControl
        fullWidth
        aria-label={w('stock_what')}
        value={reason}
        onChange={(value) => setReason(value as Reason)}
        data={REASONS.map((value) => ({ value, label: w(`stock_${value}`) }))}
      />
      <NumberInput
        label={w(`stock_quantity_${reason}`)}
        value={quantity ?? ''}
        onChange={(value) => setQuantity(value === '' ? null : Number(value))}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        hideControls
        error={send.error && failureOf(send.error).title}
      />
      <TextInput
        label={w('stock_note')}
        placeholder={w('stock_note_example')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={300}
      />
      <Button type="submit" variant="default" loading={send.isPending} disabled={!isWhole}>
        {w('stock_write')}
      </Button>
    </form>
  )
}

function LowAt({ stock }: { stock: Stock }) {
  const w = useWords()
  const { reward_id } = stock
  const keep = useKeep(reward_id)
  const [low_at, setLowAt] = useState(stock.low_at)
  const send = useMutation({
    mutationFn: () => api.put('/rewards/{reward_id}/stock', { params: { reward_id }, body: { low_at } }),
    onSuccess: keep,
  })
  return (
    <NumberInput
      label={w('low_at')}
      description={w('low_at_hint')}
      value={low_at}
      onChange={(value) => setLowAt(Number(value) || 0)}
      onBlur={() => low_at !== stock.low_at && send.mutate()}
      min={0}
      max={1_000_000}
      allowDecimal={false}
      error={send.error && failureOf(send.error).title}
    />
  )
}

function History({ stock }: { stock: Stock }) {
  const w = useWords()
  const f = useFormats()
  const actorName = useActorName()
  if (stock.changes.length === 0) return null
  return (
    <>
      <h4 className={styles.historyTitle}>{w('history')}</h4>
      <ol className={styles.history}>
        {stock.changes.map((change) => (
          <li key={change.change_id}>
            <span>
              {w(`change_${change.reason}`)}
              <span className={styles.soft}>
                {[change.note, actorName(change.changed_by), f.dateTime(change.changed_at)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className={styles.moved}>
              <span className="figures">{signed(change.quantity, f.number)}</span>
              <span className={styles.soft}>{w('change_left', { left: f.number(change.left_after) })}</span>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const signed = (quantity: number, write: (value: number) => string) =>
  quantity > 0 ? `+${write(quantity)}` : quantity < 0 ? `−${write(-quantity)}` : '='
