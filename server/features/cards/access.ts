/** How a card comes to a phone, stays there, and leaves it. */
import { randomBytes } from 'node:crypto'
import { addMonths, dayOfIsoDate, isoDate } from '../../lib/time.ts'
import { addAccess, findAccess, hashToken, revokeAccess } from '../../platform/access.ts'
import type { Subject } from '../../platform/authenticate.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { shopUrl, type Tenant } from '../../platform/tenancy.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { verifyIdentifier } from '../customers/verify-identifier.ts'
import { useCode } from './code-queries.ts'
import { tryCode } from './codes.ts'
import { CardLinked, CardOpened } from './events.ts'
import { endLinkAt, extendToken, findHolder, findShop, kindOf, listHolders } from './queries.ts'
import { refuse } from './refusals.ts'
import { readRecipient } from './rules.ts'

const SIGNED_IN_MONTHS = 13
const LINK_MS = 30 * 86_400_000
/** A phone may open it twice: first in the camera's own window, then in its browser. */
const OPENED_MS = 10 * 60_000

type Holder = { customer_id: string; first_name: string | null }
export type SignedIn = { token: string; customer: Holder }
/** Without a token: several share this address, and one says which card is meant. */
export type SignInAnswer = { token: string | null; customer: Holder | null; cards: Holder[] }

/** The caller of a customer's token; nobody once the card was given up. */
export const cardHolder =
  (db: Database): Subject =>
  async ({ tenant_id, subject_id: customer_id }) => {
    const [holder] = await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => findHolder(ctx, customer_id))
    return holder ? { kind: 'customer', customer_id } : null
  }

type SignInWish = { recipient: string; code: string; customer_id?: string }

/** Throws code_wrong: the same for a wrong code, an old one, one tried too often and one never asked for. */
export async function signIn(
  db: Database,
  home: string,
  tenant: Tenant | null,
  wish: SignInWish,
): Promise<SignInAnswer> {
  if (!tenant) throw refusePlatform('tenant_not_found')
  const recipient = readRecipient(wish.recipient, wish.recipient.includes('@') ? 'email' : 'sms')?.value ?? ''
  const answer = await inTenant(db, { tenant_id: tenant.tenant_id, actor: 'customer' }, async (ctx) => {
    const tried = await tryCode(ctx, home, { recipient, code: wish.code, customer_id: null })
    if (!tried) return null
    const holders = await listHolders(ctx, tried.channel, recipient)
    const holder = wish.customer_id
      ? holders.find(({ customer_id }) => customer_id === wish.customer_id)
      : holders[0]
    if (!holder) return null
    if (holders.length > 1 && !wish.customer_id)
      return { token: null, customer: null, cards: holders.map(named) }
    if (!(await useCode(ctx, tried.code_id))) return null
    await verifyIdentifier(ctx, holder.customer_id, kindOf(tried.channel), recipient)
    return { ...(await openOnPhone(ctx, holder, 'code')), cards: [] }
  })
  if (!answer) throw refuse('code_wrong')
  return answer
}

/** The link of the till's QR code, for one phone. */
export async function openLink(db: Database, tenant: Tenant | null, link: string): Promise<SignedIn> {
  const now = new Date()
  const access = await findAccess(db, link, now)
  if (access?.kind !== 'card_link' || (tenant?.explicit && tenant.tenant_id !== access.tenant_id))
    throw refuse('card_link_used')
  return inTenant(db, { tenant_id: access.tenant_id, actor: 'customer', now }, async (ctx) => {
    const [holder] = await findHolder(ctx, access.subject_id)
    if (!holder) throw refuse('card_link_used')
    await endLinkAt(ctx, hashToken(link), new Date(now.getTime() + OPENED_MS))
    return openOnPhone(ctx, holder, 'link')
  })
}

async function openOnPhone(ctx: Context, holder: Holder, by: 'code' | 'link'): Promise<SignedIn> {
  const token = `cc_${randomBytes(32).toString('base64url')}`
  const { customer_id } = holder
  await addAccess(ctx, {
    token,
    kind: 'customer',
    subject_id: customer_id,
    expires_at: signedInUntil(ctx.now),
  })
  await publish(ctx, CardOpened, { by }, { customer_id })
  return { token, customer: named(holder) }
}

/** A new link each time; the one before it ends. What follows # never reaches a server, nor its log. */
export async function linkCard(ctx: Context, public_url: string, customer_id: string) {
  const [holder] = await findHolder(ctx, customer_id)
  if (!holder) throw refuseCustomer('customer_not_found')
  const link = `cl_${randomBytes(24).toString('base64url')}`
  const expires_at = new Date(ctx.now.getTime() + LINK_MS)
  await revokeAccess(ctx, 'card_link', customer_id)
  await addAccess(ctx, { token: link, kind: 'card_link', subject_id: customer_id, expires_at })
  await publish(ctx, CardLinked, { expires_at: expires_at.toISOString() }, { customer_id })
  return { url: `${shopUrl(public_url, await findShop(ctx))}/card/#o=${link}`, expires_at }
}

/** A card that is looked at stays on its phone. */
export const keepSignedIn = (ctx: Context, token: string) =>
  extendToken(ctx, hashToken(token), signedInUntil(ctx.now))

const named = ({ customer_id, first_name }: Holder): Holder => ({ customer_id, first_name })

function signedInUntil(now: Date): Date {
  const [day, time] = [now.toISOString().slice(0, 10), now.toISOString().slice(10)]
  return new Date(`${isoDate(addMonths(dayOfIsoDate(day), SIGNED_IN_MONTHS))}${time}`)
}
