/** A gift card is sold: how much, paid how; then its code, shown and printed here and nowhere else. */
import { useState } from 'react'
import { api, ApiError } from '#ui/api.ts'
import { IconX } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { newId } from '../../../../server/lib/id.ts'
import { online, reaching } from '../keep/till.ts'
import { paths } from '../paths.ts'
import type { Paid } from '../sale/paid.ts'
import { Pay } from '../sale/Pay.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Keypad } from '../shell/Keypad.tsx'
import { tell } from '../shell/tell.ts'
import { NewCard, type Made } from './NewCard.tsx'
import { useWords } from './words.ts'
import styles from './gift-card.module.css'

const USUAL_CENTS = [2000, 3000, 5000, 10_000]
const CENTS_MAX = 999_999

export function GiftCardScreen() {
  const w = useWords()
  const f = useFormats()
  const connected = online.use()
  const [cents, setCents] = useState(0)
  const [paying, setPaying] = useState(false)
  const [selling, setSelling] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  // Made once for each card, with its price and its payment: sent twice over a bad network, it is sold once.
  const [voucher_id, setVoucherId] = useState(newId)
  const sell = async (payments: Paid[]) => {
    if (selling) return
    setSelling(true)
    try {
      const name = w('name', { amount: f.moneyShort(cents) })
      const body = { kind: 'gift_card', origin: 'sold', name, value_cents: cents, payments } as const
      setMade(await reaching(api.put('/vouchers/{voucher_id}', { params: { voucher_id }, body })))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { title, detail } = error.problem
      tell('wrong', w('refused'), detail ?? title)
      // Another amount, or another means, is another card; one whose answer was lost is asked for again.
      if (error.status !== 0) {
        setVoucherId(newId())
        setPaying(false)
      }
    } finally {
      setSelling(false)
    }
  }
  if (made) return <NewCard made={made} cents={cents} />
  const press = (key: string) => {
    const next = key === '<' ? Math.floor(cents / 10) : cents * 10 ** key.length + Number(key)
    if (next <= CENTS_MAX) setCents(next)
  }
  return (
    <Frame
      title={w('title')}
      heading="narrow"
      actions={
        paying ? (
          <Button kind="quiet" busy={selling} onClick={() => setPaying(false)}>
            {w('change_amount')}
          </Button>
        ) : (
          <>
            <Button kind="quiet" onClick={() => goTo(paths.rest)}>
              <IconX size={20} stroke={1.75} aria-hidden="true" />
              <span>{w('give_up')}</span>
            </Button>
            <Button
              onClick={() => setPaying(true)}
              {...(!connected ? { why_not: w('offline') } : cents === 0 && { why_not: '' })}
            >
              {cents > 0 ? w('pay_amount', { amount: f.money(cents) }) : w('pay')}
            </Button>
          </>
        )
      }
    >
      {paying ? (
        <div className={styles.pay}>
          <Pay due_cents={cents} recording={selling} onPaid={(payments) => void sell(payments)} />
        </div>
      ) : (
        <div className={styles.amounts}>
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- buttons of which one is pressed */}
          <div role="group" aria-label={w('usual')} className={styles.usual}>
            {USUAL_CENTS.map((one) => (
              <button key={one} type="button" aria-pressed={cents === one} onClick={() => setCents(one)}>
                {f.moneyShort(one)}
              </button>
            ))}
          </div>
          <output className={styles.amount} aria-label={w('amount')} data-empty={cents === 0 || undefined}>
            {f.money(cents)}
          </output>
          <Keypad label={w('amount')} corner="00" onKey={press} />
        </div>
      )}
    </Frame>
  )
}
