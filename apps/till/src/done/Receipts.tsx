/** The receipt the customer wants: none, on paper, on their phone by a code that needs no address, or by e-mail. */
import { lazy, Suspense, useState } from 'react'
import { api, ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { IconMail, IconPrinter, IconQrcode, IconX } from '#ui/icons.ts'
import { useLanguage } from '#ui/words.ts'
import { newId } from '../../../../server/lib/id.ts'
import { isEmail } from '../keep/hash.ts'
import { personOf } from '../keep/people.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { bootstrap, online, reaching } from '../keep/till.ts'
import { queue } from '../queue/queue.ts'
import { PaperReceipt } from './PaperReceipt.tsx'
import { useWords } from './words.ts'
import styles from './done.module.css'

const QrCode = lazy(async () => ({ default: (await import('#ui/codes/QrCode.tsx')).QrCode }))

const icons = { none: IconX, print: IconPrinter, qr: IconQrcode, email: IconMail }
type Choice = keyof typeof icons

export function Receipts({ sale, onBusy }: { sale: KeptSale; onBusy: (busy: boolean) => void }) {
  const w = useWords()
  const [chosen, setChosen] = useState<Choice | null>(null)
  const choices = bootstrap.use()?.settings.receipts ?? ['qr', 'email', 'print', 'none']
  const choose = (choice: Choice) => {
    setChosen(choice)
    // While a code is being scanned or an address typed, nothing goes away by itself.
    onBusy(choice === 'qr' || choice === 'email')
    if (choice === 'print') setTimeout(() => window.print(), 50)
  }
  return (
    <section className={styles.receipts} aria-label={w('receipt')}>
      <h2>{w('receipt')}</h2>
      <div className={styles.choice}>
        {choices.map((choice) => {
          const Icon = icons[choice]
          return (
            <button
              key={choice}
              type="button"
              aria-pressed={chosen === choice}
              onClick={() => choose(choice)}
            >
              <Icon size={26} stroke={1.75} aria-hidden="true" />
              <span>{w(choice)}</span>
            </button>
          )
        })}
      </div>
      {chosen === 'qr' && <ByQr sale={sale} />}
      {chosen === 'email' && <ByMail sale={sale} onSent={() => onBusy(false)} />}
      <PaperReceipt sale={sale} />
    </section>
  )
}

function ByQr({ sale }: { sale: KeptSale }) {
  const w = useWords()
  const [url, setUrl] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const connected = online.use()
  const ready = connected && sale.state === 'recorded'
  if (ready && !url && !failed)
    void reaching(api.put('/sales/{sale_id}/receipt-link', { params: { sale_id: sale.sale_id } })).then(
      (link) => setUrl(link.url),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error
        setFailed(true)
      },
    )
  if (!ready || failed) return <p className={styles.soft}>{w('qr_offline')}</p>
  return (
    <div className={styles.code}>
      <div className={styles.square}>
        <Suspense>{url && <QrCode text={url} label={w('qr')} />}</Suspense>
      </div>
      <p className={styles.soft}>{w('qr_lead')}</p>
    </div>
  )
}

function ByMail({ sale, onSent }: { sale: KeptSale; onSent: () => void }) {
  const w = useWords()
  const language = useLanguage()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const [wrong, setWrong] = useState(false)
  const person = sale.customer_id ? personOf(sale.customer_id) : undefined
  const hasAddress = (person?.email_hashes.length ?? 0) > 0
  const send = async (address: string | null) => {
    if (address !== null && !isEmail(address)) return setWrong(true)
    await queue({
      kind: 'mail',
      key: sale.customer_id ?? sale.sale_id,
      params: { sale_id: sale.sale_id, message_id: newId() },
      body: address === null ? {} : { email: address.trim() },
      made_at: new Date().toISOString(),
      tries: 0,
      state: 'waiting',
      about: { name: person?.first_name ?? null, amount_cents: sale.answer.total_cents, earned: [] },
    })
    setSent(true)
    onSent()
  }
  if (sent) return <output className={styles.soft}>{w(online.get() ? 'sent' : 'sent_later')}</output>
  return (
    <form
      className={styles.mail}
      noValidate
      lang={language}
      onSubmit={(event) => {
        event.preventDefault()
        void send(email)
      }}
    >
      {hasAddress && (
        <Button full onClick={() => void send(null)}>
          {w('email_known')}
        </Button>
      )}
      <label htmlFor="receipt-email">{hasAddress ? w('email_elsewhere') : w('email_field')}</label>
      <div>
        <input
          id="receipt-email"
          aria-label={w('email_field')}
          type="email"
          inputMode="email"
          autoComplete="off"
          aria-invalid={wrong || undefined}
          value={email}
          onChange={(event) => {
            setEmail(event.target.value)
            setWrong(false)
          }}
        />
        <Button type="submit" kind={hasAddress ? 'plain' : 'main'}>
          {w('send')}
        </Button>
      </div>
      {wrong && <p role="alert">{w('email_wrong')}</p>}
    </form>
  )
}
