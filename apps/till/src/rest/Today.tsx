/** How the day goes, and for a minute the way back from the last sale. */
import { useEffect, useState } from 'react'
import { Link } from '#ui/light/Link.tsx'
import { fillPath } from '#ui/light/route.ts'
import { useNow } from '#ui/light/use-now.ts'
import { useFormats } from '#ui/words.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { salesToday } from '../keep/sales.ts'
import { paths } from '../paths.ts'
import { jobs } from '../queue/queue.ts'
import { undoLeft } from '../done/undo.ts'
import { useWords } from './words.ts'
import styles from './rest.module.css'

export function Today() {
  const w = useWords()
  const f = useFormats()
  const waits = jobs.use()
  const [sales, setSales] = useState<KeptSale[]>([])
  useEffect(() => {
    let stopped = false
    void salesToday().then((all) => stopped || setSales(all))
    return () => {
      stopped = true
    }
  }, [waits])
  const now_ms = useNow(1000)
  const last = sales.toSorted((a, b) => (a.occurred_at < b.occurred_at ? 1 : -1))[0]
  const left_s = last ? undoLeft(last, now_ms) : 0
  return (
    <p className={styles.today}>
      {w('today', { count: sales.length })}
      <Link to={paths.gift_card}>{w('sell_gift_card')}</Link>
      {last && left_s > 0 && (
        <Link to={fillPath(paths.done, { sale_id: last.sale_id })}>
          {w('undo_last', { amount: f.money(last.answer.total_cents) })}
        </Link>
      )}
    </p>
  )
}
