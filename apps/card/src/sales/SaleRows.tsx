/** Purchases as rows: where and when, how much, what they gave. */
import { Link } from '#ui/light/Link.tsx'
import { fillPath } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import styles from './sales.module.css'
import { useWords } from './words.ts'

export type Sale = Card['last_sales'][number]

/** Under the name of a month, its days are said without the year. */
export function SaleRows({ sales, in_month = false }: { sales: Sale[]; in_month?: boolean }) {
  return (
    <ul className={styles.rows}>
      {sales.map((sale) => (
        <li key={sale.sale_id}>
          <Row sale={sale} in_month={in_month} />
        </li>
      ))}
    </ul>
  )
}

function Row({ sale, in_month }: { sale: Sale; in_month: boolean }) {
  const w = useWords()
  const f = useFormats()
  const { sale_id, occurred_at, store_name, total_cents, returned_cents, item_count, earned } = sale
  return (
    <Link to={fillPath(paths.sale, { sale_id })} className={styles.row}>
      <span className={styles.where}>
        <strong>{store_name}</strong>
        <small>
          <time dateTime={occurred_at}>{in_month ? f.weekday(occurred_at) : f.date(occurred_at)}</time>
          {item_count > 0 && ` · ${w('items', { count: item_count })}`}
          {returned_cents > 0 && ` · ${w('returned', { amount: f.money(returned_cents) })}`}
        </small>
      </span>
      <span className={styles.much}>
        <strong>{f.money(total_cents)}</strong>
        {earned
          .filter(({ units }) => units > 0)
          .map(({ unit, words, pending }) => (
            <small key={unit}>
              {w('earned', { units: words })}
              {pending && ` ${w('pending')}`}
            </small>
          ))}
      </span>
    </Link>
  )
}
