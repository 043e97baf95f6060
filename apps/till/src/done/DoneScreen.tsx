/** After the sale: what it gave, what they have now, the receipt they want. Goes back to rest by itself. */
import { useEffect, useState } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useNow } from '#ui/light/use-now.ts'
import { IconArrowRight, IconGift, IconStar } from '#ui/icons.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { useUnits } from '../customer/units.ts'
import { keptSale } from '../keep/sales.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { paths } from '../paths.ts'
import { jobs } from '../queue/queue.ts'
import { Frame } from '../shell/Frame.tsx'
import { Receipts } from './Receipts.tsx'
import { undoLeft } from './undo.ts'
import { UndoSale } from './UndoSale.tsx'
import { useWords } from './words.ts'
import styles from './done.module.css'

/** Long enough to read it to the customer; every touch starts it again. */
const REST_AFTER_MS = 25_000

export function DoneScreen({ sale_id }: { sale_id: string }) {
  const w = useWords()
  const sale = useSale(sale_id)
  const [busy, setBusy] = useState(false)
  useWayBack(!busy)
  if (sale === undefined) return <Frame title={w('title')} />
  if (sale === null)
    return (
      <Frame title={w('title')} actions={<Next />}>
        <p>{w('not_found')}</p>
      </Frame>
    )
  const name = sale.answer.customer?.first_name
  return (
    <Frame
      title={name ? w('title_named', { name }) : w('title')}
      actions={
        <>
          <Undo sale={sale} onBusy={setBusy} />
          <Next />
        </>
      }
    >
      <div className={styles.done}>
        <Given sale={sale} />
        <Receipts sale={sale} onBusy={setBusy} />
      </div>
    </Frame>
  )
}

/** The sale as the device keeps it; redrawn when the server has acknowledged it. undefined while it is read. */
function useSale(sale_id: string): KeptSale | null | undefined {
  const waits = jobs.use()
  const [sale, setSale] = useState<KeptSale | null>()
  useEffect(() => {
    let stopped = false
    void keptSale(sale_id).then((found) => stopped || setSale(found ?? null))
    return () => {
      stopped = true
    }
  }, [sale_id, waits])
  return sale
}

function useWayBack(active: boolean) {
  useEffect(() => {
    if (!active) return
    let timer: ReturnType<typeof setTimeout>
    const start = () => {
      clearTimeout(timer)
      timer = setTimeout(() => goTo(paths.rest, { replace: true }), REST_AFTER_MS)
    }
    start()
    addEventListener('pointerdown', start)
    addEventListener('keydown', start)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', start)
      removeEventListener('keydown', start)
    }
  }, [active])
}

function Next() {
  const w = useWords()
  return (
    <Button onClick={() => goTo(paths.rest, { replace: true })}>
      <span>{w('next')}</span>
      <IconArrowRight size={20} stroke={1.75} aria-hidden="true" />
    </Button>
  )
}

function Given({ sale }: { sale: KeptSale }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const language = useLanguage()
  const { answer, state, exchange } = sale
  const exchangeSaid = () => {
    const difference_cents = exchange?.difference_cents ?? 0
    const amount = f.money(Math.abs(difference_cents))
    return w(difference_cents < 0 ? 'exchange_back' : 'exchange_paid', { amount })
  }
  const name = answer.customer?.first_name
  const isProvisional = state === 'waiting'
  const [first, ...others] = answer.earned
  const balances = answer.earned.map(({ unit }) => answer.accounts.find((one) => one.unit === unit))
  const now = units && balances.flatMap((one) => (one ? [units.say(one.unit, one.available)] : [])).join(', ')
  return (
    <section className={styles.given} data-provisional={isProvisional || undefined} aria-live="polite">
      <p className={styles.thanks}>
        {name ? w('title_named', { name }) : w('title')}
        <span> · {exchange ? exchangeSaid() : w('paid', { amount: f.money(answer.to_pay_cents) })}</span>
      </p>
      {first && units && (
        <p className={styles.earned}>{w('earned', { units: units.say(first.unit, first.units) })}</p>
      )}
      {others.length > 0 && units && (
        <p className={styles.now}>
          {w('earned', { units: others.map((one) => units.say(one.unit, one.units)).join(', +') })}
        </p>
      )}
      {now && (
        <p className={styles.now}>
          {name ? w('has_now', { name, units: now }) : w('you_have', { units: now })}
        </p>
      )}
      {answer.tier_changes.map(({ ladder_id, to_tier_name, raised }) =>
        raised && to_tier_name ? (
          <p key={ladder_id} className={styles.gift}>
            <IconStar size={28} stroke={1.75} aria-hidden="true" />
            <span>
              <small>{w('new_tier')}</small>
              <strong>{to_tier_name}</strong>
            </span>
          </p>
        ) : null,
      )}
      {answer.triggered.map(({ redemption_id, name: reward }) => (
        <p key={redemption_id} className={styles.gift}>
          <IconGift size={28} stroke={1.75} aria-hidden="true" />
          <span>
            <small>{w('gift')}</small>
            <strong>{reward}</strong>
          </span>
        </p>
      ))}
      <p className={styles.said}>
        {answer.say[language].filter((sentence) => !sentence.startsWith('+')).at(-1)}
      </p>
      {isProvisional && <p className={styles.provisional}>{w('provisional')}</p>}
    </section>
  )
}

function Undo({ sale, onBusy }: { sale: KeptSale; onBusy: (busy: boolean) => void }) {
  const w = useWords()
  const left_s = undoLeft(sale, useNow(1000))
  const [asking, setAsking] = useState(false)
  const ask = (open: boolean) => {
    setAsking(open)
    onBusy(open)
  }
  if (left_s === 0 && !asking) return null
  return (
    <>
      <Button kind="quiet" onClick={() => ask(true)}>
        {w('undo_in', { seconds: left_s })}
      </Button>
      {asking && <UndoSale sale={sale} onClose={() => ask(false)} />}
    </>
  )
}
