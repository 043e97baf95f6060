/** The card with its code, shown once: to print and cut out, or to read aloud. */
import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { PutVoucher } from '#client/types.ts'
import { Barcode } from '#ui/codes/Barcode.tsx'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { IconPrinter } from '#ui/icons.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import { worthOf } from './worth.ts'
import styles from './vouchers.module.css'

type CardProps = { made: PutVoucher['answer']; onAnother: () => void }

export function PrintedCard({ made, onAnother }: CardProps) {
  const w = useWords()
  const f = useFormats()
  const shop = useSuspenseQuery(shopQuery).data
  const { voucher, code, code_grouped } = made
  const { name } = voucher
  return (
    <>
      <section className={styles.printed} aria-label={name}>
        <div className={styles.face}>
          <span className={styles.faceShop}>{shop.name}</span>
          <span className={styles.faceWorth}>{worthOf(voucher, w, f)}</span>
          <span>{w(`kind_${voucher.kind}`)}</span>
        </div>
        {code && (
          <div className={styles.back}>
            <div className={styles.qr}>
              <QrCode text={code} label={w('qr_label', { name })} />
            </div>
            <div className={styles.bars}>
              <Barcode text={code} label={w('bars_label', { name })} height="4rem" />
              <output className={styles.code} aria-label={w('code')}>
                {code_grouped}
              </output>
              <span className={styles.small}>
                {voucher.expires_at
                  ? w('valid', { date: f.date(lastMomentOf(voucher.expires_at)) })
                  : w('no_end')}
              </span>
            </div>
          </div>
        )}
      </section>
      <div className={`${styles.deeds} no-print`}>
        <Button leftSection={<IconPrinter size={18} stroke={1.75} />} onClick={() => window.print()}>
          {w('print')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {w('another')}
        </Button>
        <LinkButton variant="default" to={paths.vouchers}>
          {w('to_list')}
        </LinkButton>
      </div>
    </>
  )
}
