/** The basket: lines by scan or by name, or just an amount on the keypad. */
import { lazy, Suspense, useState } from 'react'
import { ApiError } from '#ui/api.ts'
import { IconTag } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { Keypad } from '../shell/Keypad.tsx'
import { addAmount, draft, pressKey } from './draft.ts'
import type { DraftLine } from './draft.ts'
import { Gives } from './Gives.tsx'
import type { Preview } from './preview.ts'
import { ProductField } from './ProductField.tsx'
import { useWords } from './words.ts'
import styles from './sale.module.css'

const LineEditor = lazy(async () => ({ default: (await import('./LineEditor.tsx')).LineEditor }))

export function Ticket({ preview, problem }: { preview: Preview; problem: ApiError | null }) {
  const w = useWords()
  const f = useFormats()
  const sale = draft.use()
  const [editing, setEditing] = useState<number | null>(null)
  const [typing, setTyping] = useState(false)
  const line = sale.lines.find((one) => one.line_no === editing)
  return (
    <div className={styles.ticket} data-typing={typing || sale.amount_cents > 0 || undefined}>
      <ProductField />
      {sale.lines.length > 0 ? (
        <Lines lines={sale.lines} given={preview.promotions} onEdit={setEditing} />
      ) : (
        sale.amount_cents === 0 && <p className={styles.empty}>{w(sale.back ? 'empty_exchange' : 'empty')}</p>
      )}
      <Sums preview={preview} />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem.problem.detail ?? problem.problem.title}
        </p>
      )}
      <Gives preview={preview} />
      <div className={styles.typed}>
        <output
          className={styles.amount}
          aria-label={w('amount')}
          data-empty={sale.amount_cents === 0 || undefined}
        >
          {f.money(sale.amount_cents)}
        </output>
        <button type="button" className={styles.showKeypad} onClick={() => setTyping(true)}>
          {w('keypad')}
        </button>
        <button
          type="button"
          className={styles.add}
          aria-disabled={sale.amount_cents === 0 || undefined}
          onClick={() => {
            addAmount(w('free_line'))
            setTyping(false)
          }}
        >
          {w('add')}
        </button>
      </div>
      <Keypad label={w('amount')} corner="00" onKey={pressKey} />
      <Suspense>{line && <LineEditor line={line} onClose={() => setEditing(null)} />}</Suspense>
    </div>
  )
}

type LinesProps = {
  lines: DraftLine[]
  given: Preview['promotions']
  onEdit: (line_no: number) => void
}

function Lines({ lines, given, onEdit }: LinesProps) {
  const w = useWords()
  const f = useFormats()
  return (
    <ul className={styles.lines} aria-label={w('ticket')}>
      {lines.map((line) => {
        const own = given.filter(({ line_no }) => line_no === line.line_no)
        const full_cents = Math.round((line.unit_price_cents * line.quantity_milli) / 1000)
        const total_cents =
          own.reduce((left, one) => left - one.discount_cents, full_cents) - line.discount_cents
        return (
          <li key={line.line_no}>
            <button
              type="button"
              onClick={() => onEdit(line.line_no)}
              aria-label={w('edit_line', { name: line.label })}
            >
              <span className={styles.count}>{f.number(line.quantity_milli / 1000)}</span>
              <span className={styles.label}>
                {line.label}
                {own.map((one) => (
                  <small key={one.promotion_id} className={styles.promotion}>
                    <IconTag size={16} stroke={1.75} aria-hidden="true" />
                    {promotionWords(w, f, one, line.quantity_milli)}
                  </small>
                ))}
                {line.discount_cents > 0 && (
                  <small>
                    {w('discount')} −{f.money(line.discount_cents)}
                  </small>
                )}
              </span>
              <span className="figures">{f.money(Math.max(0, total_cents))}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

type Words = ReturnType<typeof useWords>
type Formats = ReturnType<typeof useFormats>

/** « Robe Iris : −17,80 € », and on how many of them when the promotion is not for all. */
function promotionWords(w: Words, f: Formats, given: Preview['promotions'][number], quantity_milli: number) {
  const amount = `−${f.money(given.discount_cents)}`
  if (given.quantity_milli === quantity_milli) return w('promotion', { name: given.name, amount })
  const count = f.number(given.quantity_milli / 1000)
  return w('promotion_on', { name: given.name, amount, count })
}

function Sums({ preview }: { preview: Preview }) {
  const w = useWords()
  const f = useFormats()
  const by_points_cents = preview.points
    .filter(({ counts_as }) => counts_as === 'payment')
    .reduce((sum, { cents }) => sum + cents, 0)
  const by_card_cents = preview.total_cents - preview.to_pay_cents - by_points_cents
  const { back } = draft.use()
  if (preview.discount_cents === 0 && preview.total_cents === preview.to_pay_cents && !back) return null
  return (
    <dl className={styles.sums}>
      {preview.discount_cents > 0 && (
        <div>
          <dt>{w('given')}</dt>
          <dd>−{f.money(preview.discount_cents)}</dd>
        </div>
      )}
      {back && (
        <div>
          <dt>{w('goods_back')}</dt>
          <dd>−{f.money(back.to_customer_cents)}</dd>
        </div>
      )}
      {by_points_cents > 0 && (
        <div>
          <dt>{w('paid_by_points')}</dt>
          <dd>−{f.money(by_points_cents)}</dd>
        </div>
      )}
      {by_card_cents > 0 && (
        <div>
          <dt>{w('paid_by_card')}</dt>
          <dd>−{f.money(by_card_cents)}</dd>
        </div>
      )}
    </dl>
  )
}
