/** The list of vouchers for a spreadsheet; never a code, only its last four characters. */
import { writeCsv } from '../../lib/csv.ts'
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { conditions, listVouchers, type Filters, type Listed } from './list.ts'

const PAGE = 1_000
const HEADER = {
  fr: [
    'Bon',
    'Type',
    'Nom',
    'État',
    'Origine',
    'Fin du code',
    'Client',
    'Valeur',
    'Reste',
    'Émis le',
    'Valable jusqu’au',
  ],
  en: [
    'Voucher',
    'Kind',
    'Name',
    'State',
    'Origin',
    'End of code',
    'Customer',
    'Value',
    'Left',
    'Issued',
    'Valid until',
  ],
}

type InTenant = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
type Asked = { filters: Filters; store_ids: string[] | null; language: 'fr' | 'en'; time_zone: string }

/** A transaction for each page: a slow reader holds none open. */
export function vouchersCsv(inTenant: InTenant, asked: Asked): AsyncGenerator<string> {
  const { filters, store_ids, language, time_zone } = asked
  const separator = language === 'fr' ? ';' : ','
  async function* rows() {
    let cursor: string | null = ''
    while (cursor !== null) {
      const from: string = cursor
      const page = await inTenant((ctx) =>
        listVouchers(ctx, conditions(ctx, filters, store_ids), {
          limit: PAGE,
          ...(from && { cursor: from }),
        }),
      )
      for (const voucher of page.items) yield cellsOf(voucher, language, time_zone)
      cursor = page.next_cursor
    }
  }
  return writeCsv(HEADER[language], rows(), { separator })
}

function cellsOf(voucher: Listed, language: 'fr' | 'en', time_zone: string) {
  const { voucher_id, kind, name, state, origin, last4, customer_name, amount_cents, balance_cents } = voucher
  const money = (cents: number) => (cents / 100).toFixed(2).replace('.', language === 'fr' ? ',' : '.')
  const day = (at: Date | null) => at && isoDate(localDayOf(at.getTime(), time_zone))
  // The end of a day is kept as the first instant after it.
  const last = voucher.expires_at && new Date(voucher.expires_at.getTime() - 1)
  const dates = [day(voucher.issued_at), day(last)]
  return [
    voucher_id,
    kind,
    name,
    state,
    origin,
    last4,
    customer_name,
    money(amount_cents),
    money(balance_cents),
    ...dates,
  ]
}
