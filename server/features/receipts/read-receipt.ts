/** Puts a sale's receipt together from what was written at the time, with the returns since. */
import type { Context } from '../../platform/database.ts'
import { unitsInWords } from '../programmes/rules.ts'
import {
  findBuyer,
  findHouse,
  findProgramme,
  findSale,
  listReturns,
  listVouchers,
  type StoredSale,
} from './queries.ts'
import type { Receipt } from './receipt.ts'
import { refuse } from './refusals.ts'

export async function readReceipt(ctx: Context, sale_id: string): Promise<Receipt> {
  const sale = await findSale(ctx, sale_id)
  if (!sale) throw refuse('receipt_not_found')
  const house = await findHouse(ctx, sale.store_id, sale.merchant_id)
  const buyer = sale.customer_id ? await findBuyer(ctx, sale.customer_id) : undefined
  const language = (buyer?.language ?? house.language) as Receipt['language']
  const { currency, time_zone } = house
  return {
    language,
    currency,
    time_zone,
    shop: { name: house.shop_name, theme: house.theme },
    store: {
      name: house.store_name,
      address: [
        house.address_line1,
        house.address_line2,
        [house.postal_code, house.city].filter(Boolean).join(' '),
      ].filter((line) => !!line) as string[],
      phone: house.phone,
      legal_name: house.legal_name ?? house.merchant_name,
      siret: house.siret,
    },
    receipt_number: sale.receipt_number,
    occurred_at: sale.occurred_at,
    customer_first_name: buyer?.first_name ?? null,
    lines: sale.lines.map(({ n, label, qty, unit, gross, total, promotions }) => ({
      line_no: n,
      label,
      quantity_milli: qty,
      unit_price_cents: unit,
      gross_cents: gross,
      total_cents: total,
      ...(promotions && {
        promotions: promotions.map(({ name, discount_cents }) => ({ name, discount_cents })),
      }),
    })),
    gross_cents: sale.gross_cents,
    discount_cents: sale.discount_cents,
    total_cents: sale.total_cents,
    to_pay_cents: sale.answer.to_pay_cents ?? sale.total_cents,
    vouchers: await vouchersOf(ctx, sale),
    payments: sale.payments.map(({ means, amount_cents }) => ({ means, amount_cents })),
    earned: await earnedOf(ctx, sale, language, currency),
    returns: await returnsOf(ctx, sale),
  }
}

async function vouchersOf(ctx: Context, { answer }: StoredSale): Promise<Receipt['vouchers']> {
  const used = (answer.vouchers ?? []).filter(({ used_cents }) => used_cents > 0)
  const known = await listVouchers(
    ctx,
    used.map(({ voucher_id }) => voucher_id),
  )
  return used.flatMap(({ voucher_id, used_cents, left_cents }) => {
    const voucher = known.find((one) => one.voucher_id === voucher_id)
    if (!voucher) return []
    const { name, kind, code_last4: last4 } = voucher
    return { name, kind, last4, used_cents, left_cents: kind === 'gift_card' ? left_cents : null }
  })
}

async function earnedOf(ctx: Context, sale: StoredSale, language: Receipt['language'], currency: string) {
  const earned = sale.answer.earned ?? []
  const programme =
    sale.programme_version === null ? undefined : await findProgramme(ctx, sale.programme_version)
  if (!programme) return []
  return earned.map(({ unit, units, pending }) => ({
    unit,
    units,
    pending,
    words: unitsInWords(programme, unit, units, language, { currency }),
  }))
}

async function returnsOf(ctx: Context, sale: StoredSale): Promise<Receipt['returns']> {
  const labels = new Map(sale.lines.map(({ n, label }) => [n, label]))
  return (await listReturns(ctx, sale.sale_id)).map(({ occurred_at, total_cents, lines }) => ({
    occurred_at,
    total_cents,
    lines: lines.map(({ n, qty, total }) => ({
      label: labels.get(n) ?? '',
      quantity_milli: qty,
      total_cents: total,
    })),
  }))
}
