/** The card that was just sold, with its code: whoever has the code has the money, so it is shown this once. */
import { lazy, Suspense } from 'react'
import { createPortal } from 'react-dom'
import type { PutVoucher } from '#client/types.ts'
import { IconPrinter } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import { bootstrap } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { useWords } from './words.ts'
import styles from './gift-card.module.css'

const QrCode = lazy(async () => ({ default: (await import('#ui/codes/QrCode.tsx')).QrCode }))

export type Made = PutVoucher['answer']

export function NewCard({ made: { voucher, code, code_grouped }, cents }: { made: Made; cents: number }) {
  const w = useWords()
  const f = useFormats()
  const shop = bootstrap.use()
  const until = voucher.expires_at
    ? w('until', { date: f.date(lastMomentOf(voucher.expires_at)) })
    : w('no_end')
  return (
    <Frame
      title={w('made')}
      heading="narrow"
      actions={
        <>
          {code && (
            <Button kind="plain" onClick={() => window.print()}>
              <IconPrinter size={20} stroke={1.75} aria-hidden="true" />
              <span>{w('print')}</span>
            </Button>
          )}
          <Button onClick={() => goTo(paths.rest, { replace: true })}>{w('done')}</Button>
        </>
      }
    >
      <section className={styles.card} aria-label={voucher.name}>
        <p className={styles.amount}>{f.money(cents)}</p>
        {code ? (
          <>
            <div className={styles.square}>
              <Suspense>
                <QrCode text={`bon:${code}`} label={w('qr')} />
              </Suspense>
            </div>
            <output className={styles.code} aria-label={w('code')}>
              {code_grouped}
            </output>
            <p className={styles.soft}>{w('once')}</p>
          </>
        ) : (
          <p role="alert">{w('code_gone')}</p>
        )}
        <p className={styles.soft}>{until}</p>
      </section>
      {code &&
        createPortal(
          <div className="print-only" aria-hidden="true">
            {[shop?.tenant.name, voucher.name, f.money(cents), code_grouped, until]
              .filter(Boolean)
              .join('\n')}
            <Suspense>
              <QrCode text={`bon:${code}`} label={w('qr')} />
            </Suspense>
          </div>,
          document.body,
        )}
    </Frame>
  )
}
