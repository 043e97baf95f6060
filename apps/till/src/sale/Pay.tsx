/**
 * What is left to pay, and how: one touch records the sale. The most used means lies under the thumb. Whoever pays in
 * two ways says how much of it is by the first one.
 */
import { useState } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { IconCash, IconCreditCard, IconDots, IconNote, IconX } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Gives } from './Gives.tsx'
import { centsIn, leftAfter, type Paid } from './paid.ts'
import type { Preview } from './preview.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

const MEANS = [
  { means: 'other', word: 'means_else', Icon: IconDots },
  { means: 'cheque', word: 'means_cheque', Icon: IconNote },
  { means: 'cash', word: 'means_cash', Icon: IconCash },
  { means: 'card', word: 'means_card', Icon: IconCreditCard },
] as const
const PARTS_MAX = 5

type PayProps = {
  /** What the sale gives; a gift card that is sold gives nothing. */
  preview?: Preview
  due_cents: number
  recording: boolean
  onPaid: (payments: Paid[]) => void
}

export function Pay({ preview, due_cents, recording, onPaid }: PayProps) {
  const w = useWords()
  const f = useFormats()
  const [parts, setParts] = useState<Paid[]>([])
  const [part, setPart] = useState<string | null>(null)
  const left_cents = leftAfter(due_cents, parts)
  const typed_cents = centsIn(part ?? '')
  const isPart = typed_cents > 0 && typed_cents < left_cents
  const take = (means: string) => {
    if (!isPart) return onPaid([...parts, { means, amount_cents: left_cents }])
    setParts([...parts, { means, amount_cents: typed_cents }])
    setPart(null)
  }
  const nameOf = (means: string) => w(MEANS.find((one) => one.means === means)!.word)
  return (
    <div className={styles.pay}>
      <div className={styles.due}>
        <p>{w(parts.length > 0 ? 'left_to_pay' : 'to_pay')}</p>
        <output className={styles.amount}>{f.money(left_cents)}</output>
        {parts.length > 0 && (
          <ul className={styles.parts} aria-label={w('paid_already')}>
            {parts.map(({ means, amount_cents }, at) => (
              <li key={at}>
                <span>{nameOf(means)}</span>
                <span className="figures">{f.money(amount_cents)}</span>
                <button
                  type="button"
                  aria-label={w('part_remove', { means: nameOf(means), amount: f.money(amount_cents) })}
                  onClick={() => setParts(parts.toSpliced(at, 1))}
                >
                  <IconX size={20} stroke={1.75} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {preview && <Gives preview={preview} />}
      </div>
      {part === null ? (
        parts.length < PARTS_MAX && (
          <Button kind="quiet" onClick={() => setPart('')}>
            {w('pay_in_parts')}
          </Button>
        )
      ) : (
        <label className={styles.part}>
          <span aria-hidden="true">{w('part_amount')}</span>
          <input
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for by the touch before
            autoFocus
            inputMode="decimal"
            autoComplete="off"
            aria-label={w('part_amount')}
            value={part}
            aria-describedby="part-then"
            onChange={(event) => setPart(event.target.value)}
          />
          <small id="part-then">
            {isPart
              ? w('part_then', { amount: f.money(left_cents - typed_cents) })
              : w('part_less', { amount: f.money(left_cents) })}
          </small>
        </label>
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be a grid in every browser */}
      <div role="group" aria-label={w('how')} className={styles.means}>
        {MEANS.map(({ means, word, Icon }) => (
          <Button
            key={means}
            kind={means === 'card' ? 'main' : 'plain'}
            busy={recording}
            onClick={() => take(means)}
          >
            <Icon size={24} stroke={1.75} aria-hidden="true" />
            <span>{w(word)}</span>
          </Button>
        ))}
      </div>
    </div>
  )
}
