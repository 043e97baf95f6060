/** A sale that was a mistake: taken back whole and shown as cancelled, with its reason. */
import { useState } from 'react'
import { Modal, TextInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { houseWords } from '#ui/house-words.ts'
import { useFormats } from '#ui/words.ts'
import { localDayOf } from '../../../../server/lib/time.ts'
import { bootstrap, isManager, shift } from '../keep/till.ts'
import type { SoldSale } from './back.ts'
import { useWords } from './words.ts'
import styles from './returns.module.css'

const REASONS = ['reason_typed', 'reason_customer', 'reason_mind'] as const

/** On its own day by whoever sells; afterwards by who answers for the store. */
export function mayCancel(sale: SoldSale): boolean {
  if (sale.cancelled) return false
  const time_zone = bootstrap.get()?.store.time_zone ?? 'Europe/Paris'
  const day = (at_ms: number) => localDayOf(at_ms, time_zone)
  return day(Date.parse(sale.occurred_at)) === day(Date.now()) || isManager(shift.get()?.staff_id ?? '')
}

type CancelSaleProps = {
  total_cents: number
  onCancel: (reason: string) => Promise<void>
  onClose: () => void
}

export function CancelSale({ total_cents, onCancel, onClose }: CancelSaleProps) {
  const w = useWords()
  const f = useFormats()
  const house = houseWords.useWords()
  const [chosen, setChosen] = useState<(typeof REASONS)[number] | null>(null)
  const [other, setOther] = useState('')
  const [busy, setBusy] = useState(false)
  const reason = other.trim() || (chosen ? w(chosen) : '')
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('cancel_title')}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      <div className={styles.cancel}>
        <p>{w('cancel_detail')}</p>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- three buttons of which one is pressed */}
        <div role="group" aria-label={w('reason')} className={styles.reasons}>
          {REASONS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={chosen === one && other.trim() === ''}
              onClick={() => {
                setChosen(one)
                setOther('')
              }}
            >
              {w(one)}
            </button>
          ))}
        </div>
        <TextInput
          size="lg"
          label={w('reason_else')}
          value={other}
          maxLength={500}
          onChange={(event) => setOther(event.target.value)}
        />
        <div className={styles.choices}>
          <Button kind="plain" onClick={onClose}>
            {w('cancel_no')}
          </Button>
          <Button
            busy={busy}
            {...(reason === '' && { why_not: w('reason_missing') })}
            onClick={() => {
              setBusy(true)
              void onCancel(reason).finally(() => setBusy(false))
            }}
          >
            {w('cancel_yes', { amount: f.money(total_cents) })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
