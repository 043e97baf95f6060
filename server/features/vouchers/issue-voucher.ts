/** A voucher comes into being: sold, offered, or given for a reward. */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import type { Codes } from './codes.ts'
import { VoucherIssued } from './events.ts'
import {
  addEntry,
  addVoucher,
  findNoPlace,
  findHolder,
  findProduct,
  findSettings,
  findStoreOf,
  findVoucher,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { settingsOf } from '../tenants/settings.ts'
import { cardEnd, mayIssue, problemOf, termsOfNew, type Kind, type NewVoucher, type Terms } from './rules.ts'

export type Issue = {
  voucher_id: string
  kind: Kind
  amount_cents: number
  terms: Terms
  name: string
  customer_id: string | null
  merchant_id: string
  store_id: string | null
  origin: string
  /** What it comes from: the redemption; without one, itself. */
  redemption_id?: string | null
  payments?: object[]
  valid_from?: Date
  expires_at: Date | null
  content_hash?: Buffer
  /** What it is, in more words, for its holder. */
  description?: string | null
  picture_id?: string | null
  /** VAT of a gift card that is sold; what is given has none. */
  vat_type?: 'single' | 'multi' | null
  vat_rate_bp?: number | null
}

/** `code` is null when this id is already a voucher: then nothing was made, and what to do is the caller's to say. */
export async function issueVoucher(
  ctx: Context,
  codes: Codes,
  issue: Issue,
): Promise<{ voucher_id: string; code: string | null }> {
  const { code, ...sealed } = codes.make()
  const {
    voucher_id,
    kind,
    name,
    amount_cents,
    terms,
    customer_id,
    merchant_id,
    store_id,
    origin,
    expires_at,
  } = issue
  const { redemption_id = null, payments = [], valid_from = ctx.now, content_hash = null } = issue
  const about = {
    voucher_id,
    kind,
    name,
    amount_cents,
    terms,
    customer_id,
    merchant_id,
    store_id,
    origin,
    expires_at,
  }
  const { description = null, picture_id = null, vat_type = null, vat_rate_bp = null } = issue
  const more = { description, picture_id, vat_type, vat_rate_bp }
  const row = { ...about, ...more, ...sealed, redemption_id, payments, valid_from, content_hash }
  if (!(await addVoucher(ctx, row))) return { voucher_id, code: null }
  await addEntry(ctx, { voucher_id, kind: 'issue', amount_cents, cause_id: redemption_id ?? voucher_id })
  const said = { voucher_id, kind, name, amount_cents, origin, expires_at: expires_at?.toISOString() ?? null }
  await publish(ctx, VoucherIssued, said, { customer_id, store_id, subject_id: voucher_id })
  return { voucher_id, code }
}

export type VoucherWish = NewVoucher & {
  voucher_id: string
  name: string
  customer_id?: string
  store_id?: string
  description?: string
}
type By = {
  role: string | null
  store_ids: string[] | null
  store_id: string | null
  limits: Parameters<typeof mayIssue>[2]
}

/** Whoever asked may have lost the answer: they are shown the code again for this long, later it is a sight of its own. */
const CODE_AGAIN_MS = 15 * 60_000

/** Sells or gives a voucher, once. `code` is there for the one who asked, and only now. */
export async function putVoucher(ctx: Context, codes: Codes, wish: VoucherWish, by: By) {
  const problem = problemOf(wish, ctx.now)
  const content_hash = hashOf(wish)
  const earlier = await findVoucher(ctx, wish.voucher_id)
  // A voucher that was good when it was asked for stays made, whatever the clock says to the same wish now.
  if (!earlier) {
    if (problem) throw refuse(problem.code, 'field' in problem ? { field: problem.field } : {})
    const not = mayIssue(by.role, wish, by.limits)
    if (not) throw refuse(not)
    const { merchant_id, store_id, time_zone } = await findPlace(ctx, wish, by)
    if (wish.product_id && !(await findProduct(ctx, wish.product_id)))
      throw refuse('voucher_incomplete', { field: 'product_id' })
    const sold = wish.origin === 'sold' ? await readTerms(ctx, time_zone) : null
    const { code } = await issueVoucher(ctx, codes, {
      ...sold?.vat,
      merchant_id,
      store_id,
      voucher_id: wish.voucher_id,
      kind: wish.kind,
      amount_cents: wish.kind === 'gift_card' ? wish.value_cents! : 0,
      terms: termsOfNew(wish),
      name: wish.name,
      customer_id: wish.customer_id ?? null,
      origin: wish.origin,
      description: wish.description ?? null,
      payments: wish.payments,
      ...(wish.valid_from && { valid_from: new Date(wish.valid_from) }),
      expires_at: wish.expires_at ? new Date(wish.expires_at) : (sold?.ends_at ?? null),
      content_hash,
    })
    if (code) return { voucher: (await findVoucher(ctx, wish.voucher_id))!, code }
  }
  const made = (earlier ?? (await findVoucher(ctx, wish.voucher_id)))!
  if (!made.content_hash?.equals(content_hash)) throw refuse('voucher_id_reused')
  const again = made.issued_by === ctx.actor && ctx.now.getTime() - made.issued_at.getTime() < CODE_AGAIN_MS
  return { voucher: made, code: again ? codes.open(made.code_sealed) : null }
}

/** What the shop has set for gift cards that are sold now: read here, since what is kept of a shop may be some seconds old. */
async function readTerms(ctx: Context, time_zone: string) {
  const { gift_card_vat: vat, gift_card_months } = settingsOf(await findSettings(ctx))
  return {
    vat: { vat_type: vat.type, vat_rate_bp: vat.type === 'single' ? vat.rate_basis_points : null },
    ends_at: cardEnd(gift_card_months, ctx.now, time_zone),
  }
}

const hashOf = (wish: VoucherWish) =>
  createHash('sha256')
    .update(JSON.stringify(wish, Object.keys(wish).concat('means', 'amount_cents').sort()))
    .digest()

/** The store it is given at, which says whose money it is; else the company of the customer's own store. */
async function findPlace(ctx: Context, wish: VoucherWish, by: By) {
  const holder = wish.customer_id ? await findHolder(ctx, wish.customer_id) : undefined
  if (wish.customer_id && !holder) throw refuseCustomer('customer_not_found')
  if (holder?.left_at) throw refuseCustomer('customer_left')
  const asked = wish.store_id ?? by.store_id ?? by.store_ids?.[0]
  if (asked && by.store_ids && !by.store_ids.includes(asked)) throw refuseCustomer('store_not_found')
  return placeAt(ctx, asked ?? null, holder?.home_store_id ?? null)
}

export async function placeAt(ctx: Context, store_id: string | null, home_store_id: string | null) {
  const store = store_id ? await findStoreOf(ctx, store_id) : undefined
  if (store_id && !store) throw refuseCustomer('store_not_found')
  const home = !store && home_store_id ? await findStoreOf(ctx, home_store_id) : undefined
  const { merchant_id, time_zone } = store ?? home ?? (await findNoPlace(ctx))
  return { store_id: store?.store_id ?? null, merchant_id, time_zone }
}
