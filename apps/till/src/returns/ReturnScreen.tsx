/** What comes back, piece by piece, and what that takes back: said before it is confirmed. */
import { useEffect, useState } from 'react'
import { ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { newId } from '../../../../server/lib/id.ts'
import { useUnits } from '../customer/units.ts'
import type { ReturnAnswer } from '../keep/shapes.ts'
import { online } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { answerTo } from '../queue/send.ts'
import { beginExchange } from '../sale/draft.ts'
import { Frame } from '../shell/Frame.tsx'
import { tell } from '../shell/tell.ts'
import { leftOf, moneyBack, whatComesBack, worthLeft } from './back.ts'
import type { SoldSale } from './back.ts'
import { CancelSale, mayCancel } from './CancelSale.tsx'
import { findSale } from './find-sale.ts'
import { queueCancellationOf, queueReturnOf } from './queue-back.ts'
import { Returned } from './Returned.tsx'
import { ReturnLines } from './ReturnLines.tsx'
import { useWords } from './words.ts'
import styles from './returns.module.css'

const PATIENCE_MS = 4_000
const PIECE = 1000

type Back = Record<number, number>
type Piece = { line_no: number; quantity_milli: number }

export function ReturnScreen({ sale_id }: { sale_id: string }) {
  const w = useWords()
  const [back, setBack] = useState<Back>({})
  const sale = useSold(sale_id, setBack)
  const { answer, busy, send } = useSend()
  if (sale === undefined) return <Frame title={w('title')} />
  if (answer) return <Returned answer={answer} />
  const lines = Object.entries(back)
    .map(([line_no, quantity_milli]) => ({ line_no: Number(line_no), quantity_milli }))
    .filter((one) => one.quantity_milli > 0)
  return (
    <Frame
      title={w('title')}
      heading="wide"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(paths.rest)}>
            {w('cancel')}
          </Button>
          {sale && !sale.cancelled && (
            <Confirm
              sale={sale}
              lines={lines}
              busy={busy}
              onConfirm={() => void send(queueReturnOf(sale, lines))}
            />
          )}
        </>
      }
    >
      {!sale ? (
        <p role="alert">{w('not_found')}</p>
      ) : (
        <div className={styles.return}>
          <WhatComesBack
            sale={sale}
            back={back}
            onChange={setBack}
            onCancel={(reason, cents) => send(queueCancellationOf(sale, reason, cents))}
          />
          {!sale.cancelled && <WhatGoesBack sale={sale} lines={lines} />}
        </div>
      )}
    </Frame>
  )
}

/** undefined while it is looked for, null when nobody knows it. Of a sale of one thing there is nothing to choose. */
function useSold(sale_id: string, choose: (back: Back) => void): SoldSale | null | undefined {
  const [sale, setSale] = useState<SoldSale | null>()
  useEffect(() => {
    let stopped = false
    void findSale(sale_id).then((found) => {
      if (stopped) return
      setSale(found)
      const [only, more] = found?.lines ?? []
      if (only && !more && leftOf(only) <= PIECE) choose({ [only.line_no]: leftOf(only) })
    })
    return () => {
      stopped = true
    }
  }, [sale_id, choose])
  return sale
}

/** Waits a moment for the server's word; without it what was done stands on the device. */
export function useSend() {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ReturnAnswer | 'later' | null>(null)
  const send = async (queued: Promise<number>) => {
    setBusy(true)
    try {
      const seq = await queued
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
  return { answer, busy, send }
}

type ConfirmProps = { sale: SoldSale; lines: Piece[]; busy: boolean; onConfirm: () => void }

function Confirm({ sale, lines, busy, onConfirm }: ConfirmProps) {
  const w = useWords()
  const f = useFormats()
  const { total_cents } = whatComesBack(sale, lines, null)
  const none = lines.length === 0 && { why_not: '' }
  const exchange = () => {
    const { sale_id, customer_id } = sale
    const to_customer_cents = moneyBack(sale, total_cents)
    const ids = { exchange_id: newId(), return_id: newId(), sale_id }
    beginExchange(customer_id, { ...ids, lines, total_cents, to_customer_cents })
    goTo(paths.sale)
  }
  return (
    <>
      <Button kind="plain" onClick={exchange} {...none}>
        {w('exchange')}
      </Button>
      <Button busy={busy} onClick={onConfirm} {...none}>
        {lines.length === 0 ? w('confirm') : w('confirm_amount', { amount: f.money(total_cents) })}
      </Button>
    </>
  )
}

type WhatComesBackProps = {
  sale: SoldSale
  back: Back
  onChange: (back: Back) => void
  onCancel: (reason: string, cents: number) => Promise<void>
}

function WhatComesBack({ sale, back, onChange, onCancel }: WhatComesBackProps) {
  const w = useWords()
  const f = useFormats()
  const [cancelling, setCancelling] = useState(false)
  const left_cents = sale.lines.reduce((sum, line) => sum + worthLeft(line), 0)
  const said = [
    w('sale_of', { date: f.dateTime(sale.occurred_at) }),
    sale.receipt_number && w('ticket', { number: sale.receipt_number }),
  ]
  return (
    <section>
      <p className={styles.soft}>{said.filter(Boolean).join(' · ')}</p>
      {sale.cancelled ? (
        <output>{w('was_cancelled')}</output>
      ) : (
        <>
          <h2>{w('what')}</h2>
          <ReturnLines lines={sale.lines} back={back} onChange={onChange} />
        </>
      )}
      {left_cents > 0 && mayCancel(sale) && (
        <div className={styles.mistake}>
          <span className={styles.soft}>{w('mistake')}</span>
          <Button kind="quiet" onClick={() => setCancelling(true)}>
            {w('cancel_sale')}
          </Button>
        </div>
      )}
      {cancelling && (
        <CancelSale
          total_cents={left_cents}
          onCancel={(reason) => onCancel(reason, left_cents).finally(() => setCancelling(false))}
          onClose={() => setCancelling(false)}
        />
      )}
    </section>
  )
}

function WhatGoesBack({ sale, lines }: { sale: SoldSale; lines: Piece[] }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const { total_cents, units: taken } = whatComesBack(sale, lines, units?.programme ?? null)
  const said = Object.entries(taken ?? {}).filter(([, count]) => count > 0)
  return (
    <section className={styles.back} aria-live="polite">
      <h2>{w('back')}</h2>
      <p className={styles.money}>{f.money(total_cents)}</p>
      {units &&
        said.map(([unit, count]) => <p key={unit}>{w('points_back', { units: units.say(unit, count) })}</p>)}
      {taken === null && sale.customer_id && lines.length > 0 && <p>{w('points_maybe')}</p>}
      {sale.cards_cents > 0 && <p className={styles.soft}>{w('voucher_back')}</p>}
      {sale.points_cents > 0 && <p className={styles.soft}>{w('points_paid_back')}</p>}
      {!online.get() && <p className={styles.soft}>{w('approx')}</p>}
    </section>
  )
}
