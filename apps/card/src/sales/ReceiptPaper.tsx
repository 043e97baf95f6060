/** A receipt as paper has it. What is printed is this and nothing around it. */
import { IconPrinter } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import { currentFormats, useFormats } from '#ui/words.ts'
import type { Receipt } from '../keep/receipts.ts'
import styles from './receipt.module.css'
import { useWords } from './words.ts'

const KNOWN_MEANS = ['card', 'cash', 'cheque', 'transfer'] as const

export function ReceiptPaper({ receipt }: { receipt: Receipt }) {
  const w = useWords()
  const f = useFormats()
  const { shop, store, receipt_number, occurred_at, customer_first_name } = receipt
  const own_name = store.name === shop.name ? undefined : store.name
  return (
    <>
      <article className={styles.paper}>
        <header className={styles.head}>
          <h1>{shop.name}</h1>
          <address>
            {[own_name, ...store.address, store.phone && f.phone(store.phone)].filter(Boolean).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </address>
          <p className={styles.when}>
            {receipt_number && <span>{w('receipt_number', { number: receipt_number })}</span>}
            <time dateTime={occurred_at}>{f.dateTime(occurred_at)}</time>
          </p>
        </header>
        <Lines lines={receipt.lines} />
        <Sums receipt={receipt} />
        <Gained receipt={receipt} />
        <footer className={styles.foot}>
          <p>{customer_first_name ? w('thanks', { name: customer_first_name }) : w('thanks_all')}</p>
          <small>
            {store.legal_name}
            {store.siret && ` · ${w('siret', { siret: store.siret })}`}
          </small>
        </footer>
      </article>
      <div className="no-print">
        <Button kind="plain" full onClick={() => print()}>
          <IconPrinter size={20} stroke={1.75} aria-hidden="true" />
          {w('print')}
        </Button>
      </div>
    </>
  )
}

function Lines({ lines }: { lines: Receipt['lines'] }) {
  const f = useFormats()
  return (
    <ul className={styles.lines}>
      {lines.map(
        ({ line_no, label, quantity_milli, unit_price_cents, gross_cents, total_cents, promotions }) => (
          <li key={line_no} className={styles.line}>
            <span>
              {label}
              {quantity_milli !== 1000 && (
                <small>
                  {f.number(quantity_milli / 1000)} × {f.money(unit_price_cents)}
                </small>
              )}
              {promotions?.map(({ name, discount_cents }) => (
                <small key={name}>
                  {name} −{f.money(discount_cents)}
                </small>
              ))}
            </span>
            <span className={styles.amount}>
              {f.money(total_cents)}
              {gross_cents !== total_cents && (
                <small>
                  <s>{f.money(gross_cents)}</s>
                </small>
              )}
            </span>
          </li>
        ),
      )}
    </ul>
  )
}

function Sums({ receipt }: { receipt: Receipt }) {
  const w = useWords()
  const f = useFormats()
  const { gross_cents, discount_cents, total_cents, vouchers, payments } = receipt
  const nameOf = (means: string) =>
    (KNOWN_MEANS as readonly string[]).includes(means) ? w(means as (typeof KNOWN_MEANS)[number]) : means
  const cards = vouchers.filter(({ kind }) => kind === 'gift_card')
  const rows: [string, string, string?][] = [
    ...(discount_cents > 0 ? [[w('discount'), `−${f.money(discount_cents)}`] as [string, string]] : []),
    ...cards.map(({ name, last4, used_cents, left_cents }): [string, string, string?] => [
      w('used', { name, last4 }),
      `−${f.money(used_cents)}`,
      left_cents === null ? undefined : w('left', { amount: f.money(left_cents) }),
    ]),
    ...payments.map(({ means, amount_cents }): [string, string] => [nameOf(means), f.money(amount_cents)]),
  ]
  return (
    <div className={styles.sums}>
      {discount_cents > 0 && gross_cents !== total_cents && <Sum row={rows.shift()!} />}
      <p className={styles.total}>
        <span>{w('total')}</span>
        <span>{f.money(total_cents)}</span>
      </p>
      {rows.map((row) => (
        <Sum key={row.join()} row={row} />
      ))}
    </div>
  )
}

const Sum = ({ row: [label, amount, note] }: { row: [string, string, string?] }) => (
  <p className={styles.line}>
    <span>
      {label}
      {note && <small>{note}</small>}
    </span>
    <span className={styles.amount}>{amount}</span>
  </p>
)

function Gained({ receipt: { earned, returns } }: { receipt: Receipt }) {
  const w = useWords()
  const f = currentFormats()
  const won = earned.filter(({ units }) => units > 0)
  return (
    <>
      {won.length > 0 && (
        <p className={styles.won}>
          <span>{w('won')}</span>
          <strong>{won.map(({ words }) => `+${words}`).join(', ')}</strong>
        </p>
      )}
      {returns.map(({ occurred_at, total_cents, lines }) => (
        <div key={occurred_at} className={styles.sums}>
          <p className={styles.line}>
            <strong>{w('came_back', { date: f.date(occurred_at) })}</strong>
            <strong className={styles.amount}>−{f.money(total_cents)}</strong>
          </p>
          {lines.map((line) => (
            <p key={line.label} className={styles.line}>
              <span>{line.label}</span>
              <span className={styles.amount}>−{f.money(line.total_cents)}</span>
            </p>
          ))}
        </div>
      ))}
    </>
  )
}
