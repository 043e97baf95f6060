/** What is left to pay, and how: one touch records the sale. The most used means lies under the thumb. */
import { Button } from '#ui/light/Button.tsx'
import { IconCash, IconCreditCard, IconDots, IconNote } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Gives } from './Gives.tsx'
import type { Preview } from './preview.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

const MEANS = [
  { means: 'other', word: 'means_else', Icon: IconDots },
  { means: 'cheque', word: 'means_cheque', Icon: IconNote },
  { means: 'cash', word: 'means_cash', Icon: IconCash },
  { means: 'card', word: 'means_card', Icon: IconCreditCard },
] as const

type PayProps = { preview: Preview; due_cents: number; recording: boolean; onPaid: (means: string) => void }

export function Pay({ preview, due_cents, recording, onPaid }: PayProps) {
  const w = useWords()
  const f = useFormats()
  return (
    <div className={styles.pay}>
      <div className={styles.due}>
        <p>{w('to_pay')}</p>
        <output className={styles.amount}>{f.money(due_cents)}</output>
        <Gives preview={preview} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be a grid in every browser */}
      <div role="group" aria-label={w('how')} className={styles.means}>
        {MEANS.map(({ means, word, Icon }) => (
          <Button
            key={means}
            kind={means === 'card' ? 'main' : 'plain'}
            busy={recording}
            onClick={() => onPaid(means)}
          >
            <Icon size={24} stroke={1.75} aria-hidden="true" />
            <span>{w(word)}</span>
          </Button>
        ))}
      </div>
    </div>
  )
}
