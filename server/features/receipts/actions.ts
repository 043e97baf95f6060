/** A receipt's link, for a QR code at the till, and its mail. */
import { createHmac } from 'node:crypto'
import { readEmail } from '../../lib/email.ts'
import { addMonths, dayOfIsoDate, isoDate } from '../../lib/time.ts'
import { addAccess, findAccess, hashToken } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { readSecret } from '../../platform/secrets.ts'
import { shopUrl, type Tenant } from '../../platform/tenancy.ts'
import { sendMessage } from '../messages/actions.ts'
import { receiptMail } from './mail.ts'
import { extendLink, findEmail, findHouse, findSale, isLinkKnown, lockSale } from './queries.ts'
import { readReceipt } from './read-receipt.ts'
import type { Receipt } from './receipt.ts'
import { refuse } from './refusals.ts'

/** Guarantee and taxes ask for receipts to be found again the year after. */
const LINK_MONTHS = 13
const TOKEN_BYTES = 24

export type Links = { home: string; public_url: string }

/** 192 bits made from a secret outside the database: asked for again it is the same link, and nothing has to be kept. */
function receiptToken({ home }: Pick<Links, 'home'>, tenant_id: string, sale_id: string): string {
  const secret = readSecret(home, 'receipts')
  return `rl_${createHmac('sha256', secret).update(`${tenant_id}\n${sale_id}`).digest().subarray(0, TOKEN_BYTES).toString('base64url')}`
}

/** `stores` are those the caller may see; null is all. What follows # never reaches a server, nor its log. */
export async function linkReceipt(ctx: Context, links: Links, sale_id: string, stores: string[] | null) {
  const sale = await visibleSale(ctx, sale_id, stores)
  const { slug } = await findHouse(ctx, sale.store_id, sale.merchant_id)
  const token = receiptToken(links, ctx.tenant_id, sale_id)
  const token_hash = hashToken(token)
  const expires_at = monthsLater(ctx.now, LINK_MONTHS)
  await lockSale(ctx, sale_id)
  await extendLink(ctx, token_hash, expires_at)
  if (!(await isLinkKnown(ctx, token_hash)))
    await addAccess(ctx, { token, kind: 'receipt_link', subject_id: sale_id, expires_at })
  return { url: `${shopUrl(links.public_url, { slug })}/card/#r=${token}`, expires_at }
}

/** For whoever holds the link, signed in or not. */
export async function openReceipt(db: Database, token: string, tenant: Tenant | null): Promise<Receipt> {
  const access = await findAccess(db, token, new Date())
  if (access?.kind !== 'receipt_link') throw refuse('receipt_not_found')
  if (tenant?.explicit && tenant.tenant_id !== access.tenant_id) throw refuse('receipt_not_found')
  return inTenant(db, { tenant_id: access.tenant_id, actor: 'receipt_link' }, (ctx) =>
    readReceipt(ctx, access.subject_id),
  )
}

type MailWish = { sale_id: string; message_id: string; email?: string }

/**
 * Without an address it goes to the customer's own. One that is given serves this once: it is not put on the record, and
 * the outbox forgets it when the mail has left.
 */
export async function mailReceipt(ctx: Context, links: Links, wish: MailWish, stores: string[] | null) {
  const sale = await visibleSale(ctx, wish.sale_id, stores)
  const known = sale.customer_id ? (await findEmail(ctx, sale.customer_id))?.value : undefined
  const given = wish.email === undefined ? undefined : readEmail(wish.email)
  if (given && !given.ok) throw refuse('receipt_email_invalid', { suggestion: given.suggestion })
  const recipient = given ? given.email : known
  if (!recipient) throw refuse('receipt_needs_email')
  const { url } = await linkReceipt(ctx, links, wish.sale_id, stores)
  const receipt = await readReceipt(ctx, wish.sale_id)
  const own = recipient === known
  return sendMessage(ctx, {
    message_id: wish.message_id,
    customer_id: own ? sale.customer_id : null,
    channel: 'email',
    purpose: 'service',
    template: 'receipt',
    recipient,
    ...receiptMail(receipt, url),
    cause_id: wish.sale_id,
    forget: !own,
  })
}

async function visibleSale(ctx: Context, sale_id: string, stores: string[] | null) {
  const sale = await findSale(ctx, sale_id)
  if (!sale || (stores && !stores.includes(sale.store_id))) throw refuse('receipt_not_found')
  return sale
}

const monthsLater = (now: Date, months: number) => {
  const day = dayOfIsoDate(now.toISOString().slice(0, 10))
  return new Date(`${isoDate(addMonths(day, months))}${now.toISOString().slice(10)}`)
}
