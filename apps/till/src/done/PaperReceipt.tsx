/** The receipt on paper, written by the same rules as the one by e-mail; its code brings the sale back for a return. */
import { lazy, Suspense } from 'react'
import { createPortal } from 'react-dom'
import { useLanguage } from '#ui/words.ts'
import { receiptText } from '../../../../server/features/receipts/rules.ts'
import { sayUnits, useUnits } from '../customer/units.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { useWords } from './words.ts'

const QrCode = lazy(async () => ({ default: (await import('#ui/codes/QrCode.tsx')).QrCode }))

/** Characters on a line of 80 mm paper. */
const WIDTH = 42

export function PaperReceipt({ sale }: { sale: KeptSale }) {
  const w = useWords()
  const language = useLanguage()
  const known = bootstrap.use()
  const units = useUnits()
  if (!known) return null
  const { tenant, store, settings } = known
  const { answer } = sale
  const text = receiptText(
    {
      language,
      currency: tenant.currency,
      time_zone: store.time_zone,
      shop: { name: tenant.name, theme: tenant.theme },
      store: {
        name: store.name === tenant.name ? '' : store.name,
        address: [store.address_line1, [store.postal_code, store.city].filter(Boolean).join(' ')].filter(
          (line): line is string => !!line,
        ),
        phone: store.phone,
        legal_name: '',
        siret: null,
      },
      receipt_number: sale.receipt_number,
      occurred_at: new Date(sale.occurred_at),
      customer_first_name: answer.customer?.first_name ?? null,
      lines: sale.lines,
      gross_cents: answer.gross_cents,
      discount_cents: answer.discount_cents,
      total_cents: answer.total_cents,
      to_pay_cents: answer.to_pay_cents,
      vouchers: answer.vouchers.flatMap(({ voucher_id, used_cents, left_cents }) => {
        const voucher = sale.vouchers.find((one) => one.voucher_id === voucher_id)
        if (!voucher || used_cents === 0) return []
        return [{ ...voucher, used_cents, left_cents: voucher.kind === 'gift_card' ? left_cents : null }]
      }),
      payments: sale.payments,
      earned: answer.earned.map((one) => ({
        ...one,
        words: units ? sayUnits(units.programme, one.unit, one.units) : String(one.units),
      })),
      returns: [],
    },
    WIDTH,
  )
  return createPortal(
    <div className="print-only" aria-hidden="true">
      {text}
      {settings.receipt_footer && `\n\n${settings.receipt_footer}`}
      <Suspense>
        <QrCode text={`sale:${sale.sale_id}`} label={w('receipt')} />
      </Suspense>
    </div>,
    document.body,
  )
}
