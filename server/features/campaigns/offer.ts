/** The voucher that comes with a message: one for each person, made when theirs is queued, taken back when it does not leave. */
import { namedId } from '../../lib/named-id.ts'
import { dayOfIsoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import type { Codes } from '../vouchers/codes.ts'
import { placeAt } from '../vouchers/issue-voucher.ts'
import { issueMany, type Issue } from '../vouchers/many.ts'
import { problemOf, type NewVoucher, termsOfNew } from '../vouchers/rules.ts'
import type { ToldVoucher } from '../vouchers/told.ts'
import type { Line } from './decide.ts'
import type { Offer } from './wish.ts'

export const voucherIdOf = (campaign_id: string, customer_id: string, occurrence: string) =>
  namedId('campaign voucher', campaign_id, customer_id, occurrence)

const newVoucher = ({ valid_from: _from, valid_days: _days, name: _name, ...offer }: Offer): NewVoucher =>
  ({ ...offer, origin: 'offered' }) as NewVoucher

/** The field that is missing or wrong for its kind; null when it may be given. */
export function problemOfOffer(offer: Offer, now: Date): string | null {
  const problem = problemOf(newVoucher(offer), now)
  if (!problem) return null
  return 'field' in problem ? problem.field : problem.code
}

/** From the first instant of its first day to the end of its last, on the shop's wall. */
export function lifeOf({ valid_from, valid_days }: Offer, given_at: Date, shop_zone: string) {
  const first = valid_from
    ? Math.max(dayOfIsoDate(valid_from), localDayOf(given_at.getTime(), shop_zone))
    : localDayOf(given_at.getTime(), shop_zone)
  const begins = new Date(Math.max(startOfLocalDay(first, shop_zone), given_at.getTime()))
  return { valid_from: begins, expires_at: new Date(startOfLocalDay(first + valid_days + 1, shop_zone)) }
}

type Giving = { campaign_id: string; offer: Offer; shop_zone: string; lines: Line[] }

export type Given = { voucher_id: string; values: ToldVoucher }

/** Answers the voucher of each message. */
export async function giveVouchers(ctx: Context, codes: Codes, giving: Giving): Promise<Map<string, Given>> {
  const { campaign_id, offer, shop_zone, lines } = giving
  const places = new Map<string | null, Awaited<ReturnType<typeof placeAt>>>()
  const issues: Issue[] = []
  const given = new Map<string, Given>()
  for (const { customer_id, occurrence, store_id, due_at } of lines) {
    const place = places.get(store_id) ?? (await placeAt(ctx, null, store_id))
    places.set(store_id, place)
    const voucher_id = voucherIdOf(campaign_id, customer_id, occurrence)
    issues.push({
      voucher_id,
      kind: offer.kind,
      name: offer.name,
      amount_cents: offer.kind === 'gift_card' ? offer.value_cents! : 0,
      terms: termsOfNew(newVoucher(offer)),
      customer_id,
      merchant_id: place.merchant_id,
      store_id: place.store_id,
      origin: 'offered',
      ...lifeOf(offer, due_at!, shop_zone),
    })
  }
  const made = await issueMany(ctx, codes, issues)
  for (const [at, { message_id, person }] of lines.entries()) {
    const { voucher_id, expires_at } = issues[at]!
    const code_sealed = made.get(voucher_id)
    if (!code_sealed) continue
    given.set(message_id, {
      voucher_id,
      values: {
        name: offer.name,
        code_sealed,
        until: sayDay(expires_at!, person.language, shop_zone),
      },
    })
  }
  return given
}

/** The last day it is good: the end is the first instant after it. */
const sayDay = (expires_at: Date, language: 'fr' | 'en', shop_zone: string) =>
  new Date(expires_at.getTime() - 1).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: shop_zone,
  })
