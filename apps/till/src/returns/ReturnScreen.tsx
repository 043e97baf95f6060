/** What comes back, piece by piece, and what that takes back: said before it is confirmed. */
import { useEffect, useState } from 'react'
import { ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { useUnits } from '../customer/units.ts'
import { keptSale } from '../keep/sales.ts'
import type { ReturnAnswer } from '../keep/shapes.ts'
import { online } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { answerTo } from '../queue/send.ts'
import { Frame } from '../shell/Frame.tsx'
import { tell } from '../shell/tell.ts'
import { queueReturnOf } from '../sale/record.ts'
import { leftOf, whatComesBack } from './back.ts'
import type { SoldSale } from './back.ts'
import { findSale } from './find-sale.ts'
import { Returned } from './Returned.tsx'
import { ReturnLines } from './ReturnLines.tsx'
import { useWords } from './words.ts'
import styles from './returns.module.css'

const PATIENCE_MS = 4_000
const PIECE = 1000

export function ReturnScreen({ sale_id }: { sale_id: string }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const [sale, setSale] = useState<SoldSale | null>()
  const [back, setBack] = useState<Record<number, number>>({})
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ReturnAnswer | 'later' | null>(null)
  useEffect(() => {
    let stopped = false
    void findSale(sale_id).then((found) => {
      if (stopped) return
      setSale(found)
      // Of a sale of one thing there is nothing to choose.
      const [only, more] = found?.lines ?? []
      if (only && !more && leftOf(only) <= PIECE) setBack({ [only.line_no]: leftOf(only) })
    })
    return () => {
      stopped = true
    }
  }, [sale_id])
  if (sale === undefined) return <Frame title={w('title')} />
  if (answer) return <Returned answer={answer} />
  const lines = Object.entries(back)
    .map(([line_no, quantity_milli]) => ({ line_no: Number(line_no), quantity_milli }))
    .filter((one) => one.quantity_milli > 0)
  const { total_cents, units: taken } = sale
    ? whatComesBack(sale, lines, units?.programme ?? null)
    : { total_cents: 0, units: null }
  const confirm = async () => {
    if (!sale || lines.length === 0) return
    setBusy(true)
    try {
      const seq = await queueReturnOf(sale, lines, (await keptSale(sale_id)) ?? null)
      const came = online.get() ? await answerTo(seq, PATIENCE_MS) : 'later'
      setAnswer((came as ReturnAnswer | 'later' | null) ?? 'later')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { title, detail } = error.problem
      tell('wrong', w('refused'), detail ?? title)
    } finally {
      setBusy(false)
    }
  }
  const said = Object.entries(taken ?? {}).filter(([, count]) => count > 0)
  return (
    <Frame
      title={w('title')}
      heading="wide"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(paths.rest)}>
            {w('cancel')}
          </Button>
          {sale && (
            <Button busy={busy} onClick={() => void confirm()} {...(lines.length === 0 && { why_not: '' })}>
              {lines.length === 0 ? w('confirm') : w('confirm_amount', { amount: f.money(total_cents) })}
            </Button>
          )}
        </>
      }
    >
      {!sale ? (
        <p role="alert">{w('not_found')}</p>
      ) : (
        <div className={styles.return}>
          <section>
            <p className={styles.soft}>
              {w('sale_of', { date: f.dateTime(sale.occurred_at) })}
              {sale.receipt_number && ` · ${w('ticket', { number: sale.receipt_number })}`}
            </p>
            <h2>{w('what')}</h2>
            <ReturnLines lines={sale.lines} back={back} onChange={setBack} />
          </section>
          <section className={styles.back} aria-live="polite">
            <h2>{w('back')}</h2>
            <p className={styles.money}>{f.money(total_cents)}</p>
            {units &&
              said.map(([unit, count]) => (
                <p key={unit}>{w('points_back', { units: units.say(unit, count) })}</p>
              ))}
            {taken === null && sale.customer_id && lines.length > 0 && <p>{w('points_maybe')}</p>}
            <p className={styles.soft}>{w('voucher_back')}</p>
            {!online.get() && <p className={styles.soft}>{w('approx')}</p>}
          </section>
        </div>
      )}
    </Frame>
  )
}
