/** The customer beside the sale: one screen, without scrolling, on a tablet and on a phone. */
import { useState } from 'react'
import { ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { IconUserPlus, IconX } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { CustomerFace } from '../customer/CustomerFace.tsx'
import { Scanned } from '../customer/Usable.tsx'
import { usePerson } from '../keep/people.ts'
import type { SaleAnswer } from '../keep/shapes.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { tell } from '../shell/tell.ts'
import { beginSale, draft, isBegun } from './draft.ts'
import type { Paid } from './paid.ts'
import { Pay } from './Pay.tsx'
import { usePreview } from './preview.ts'
import { dueOf, recordSale } from './record.ts'
import { Ticket } from './Ticket.tsx'
import { releaseAll } from './vouchers.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

export function SaleScreen() {
  const w = useWords()
  const sale = draft.use()
  const person = usePerson(sale.customer_id)
  const { preview, problem, paidBy } = usePreview()
  const [paying, setPaying] = useState(false)
  const [recording, setRecording] = useState(false)
  const record = async (payments: Paid[]) => {
    if (recording) return
    setRecording(true)
    try {
      await recordSale(sale, paidBy(payments.map(({ means }) => means)) ?? preview, payments)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { title, detail } = error.problem
      tell('wrong', w('refused'), detail ?? title)
      // Asked again: what was shown may no longer be so.
      draft.change((before) => ({ ...before }))
      setPaying(false)
    } finally {
      setRecording(false)
    }
  }
  const begun = isBegun(sale)
  const due_cents = dueOf(sale, preview)
  return (
    <Frame
      title={person?.first_name ?? w('title')}
      actions={
        <SaleActions
          exchanging={sale.back !== null}
          begun={begun}
          paying={paying && begun}
          recording={recording}
          due_cents={due_cents}
          onPay={() => (due_cents > 0 ? setPaying(true) : void record([]))}
          onBack={() => setPaying(false)}
        />
      }
    >
      <div
        className={styles.sale}
        data-lines={sale.lines.length > 0 || undefined}
        data-begun={begun || undefined}
      >
        <div className={styles.side}>
          {person ? (
            <CustomerFace
              person={person}
              earned={preview.earned}
              uses={preview.vouchers}
              paid={preview.points}
            />
          ) : (
            <NoCard loading={sale.customer_id !== null} uses={preview.vouchers} />
          )}
        </div>
        <div className={styles.till}>
          {paying && begun ? (
            <Pay
              preview={preview}
              due_cents={due_cents}
              recording={recording}
              onPaid={(payments) => void record(payments)}
            />
          ) : (
            <Ticket preview={preview} problem={problem} />
          )}
        </div>
      </div>
    </Frame>
  )
}

type SaleActionsProps = {
  /** Below zero it is given back. */
  due_cents: number
  exchanging: boolean
  begun: boolean
  paying: boolean
  recording: boolean
  onPay: () => void
  onBack: () => void
}

function SaleActions({ due_cents, exchanging, begun, paying, recording, onPay, onBack }: SaleActionsProps) {
  const w = useWords()
  const f = useFormats()
  const giveUp = () => {
    void releaseAll(draft.get())
    beginSale(null)
    goTo(paths.rest)
  }
  if (paying)
    return (
      <Button kind="quiet" onClick={onBack} busy={recording}>
        {w('back_to_sale')}
      </Button>
    )
  return (
    <>
      <Button kind="quiet" onClick={giveUp}>
        <IconX size={20} stroke={1.75} aria-hidden="true" />
        <span>{w('give_up')}</span>
      </Button>
      <Button onClick={onPay} busy={recording} {...(!begun && { why_not: '' })}>
        {!begun
          ? w(exchanging ? 'exchange_for' : 'pay')
          : due_cents > 0
            ? w('pay_amount', { amount: f.money(due_cents) })
            : due_cents < 0
              ? w('give_back_amount', { amount: f.money(-due_cents) })
              : w('nothing_to_pay')}
      </Button>
    </>
  )
}

function NoCard({ loading, uses }: { loading: boolean; uses: SaleAnswer['vouchers'] }) {
  const w = useWords()
  if (loading) return null
  return (
    <section className={styles.noCard}>
      <h2>{w('no_card')}</h2>
      <p>{w('no_card_lead')}</p>
      <Button kind="plain" onClick={() => goTo(paths.rest)}>
        <IconUserPlus size={20} stroke={1.75} aria-hidden="true" />
        <span>{w('find_customer')}</span>
      </Button>
      <Scanned uses={uses} />
    </section>
  )
}
