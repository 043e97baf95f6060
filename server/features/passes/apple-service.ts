/** What an iPhone asks of us about the passes it holds (Apple's Wallet web service), each proved by the pass's own token. */
import type { Context } from '../../platform/database.ts'
import type { Wallet } from './actions.ts'
import { readCertificate } from './certificate.ts'
import { readFace } from './face.ts'
import { addPhone, deletePhone, keepNewestPhones, listChanged } from './phone-queries.ts'
import { findPass } from './queries.ts'
import { refuse } from './refusals.ts'

type Asked = { pass_type: string; pass_id: string; authorization: string | undefined }

/** Throws as if nothing were set up where the kind of pass is not ours. */
export function checkPassType(wallet: Wallet, pass_type: string, now: Date): void {
  const found = readCertificate(wallet.settings.apple_pass, now)
  if (!('certificate' in found) || found.certificate.pass_type !== pass_type)
    throw refuse('wallet_not_set_up')
}

/** A wrong token and a pass that is not there are answered the same. */
async function readPass(ctx: Context, wallet: Wallet, { pass_type, pass_id, authorization }: Asked) {
  checkPassType(wallet, pass_type, ctx.now)
  const token = /^ApplePass (\S{16,200})$/.exec(authorization ?? '')?.[1]
  if (!token || !wallet.tokens.isOf(ctx.tenant_id, pass_id, token)) throw refuse('pass_not_yours')
  const pass = await findPass(ctx, pass_id, 'apple')
  if (!pass) throw refuse('pass_not_yours')
  return pass
}

/** Whether the phone is new. */
export async function registerPhone(
  ctx: Context,
  wallet: Wallet,
  asked: Asked,
  phone: { phone_id: string; push_token: string },
): Promise<boolean> {
  const { pass_id } = await readPass(ctx, wallet, asked)
  const is_new = await addPhone(ctx, { ...phone, pass_id })
  if (is_new) await keepNewestPhones(ctx, pass_id)
  return is_new
}

export async function unregisterPhone(ctx: Context, wallet: Wallet, asked: Asked, phone_id: string) {
  const { pass_id } = await readPass(ctx, wallet, asked)
  await deletePhone(ctx, phone_id, pass_id)
}

/** null when nothing changed since. What was given as `since` is what we said last; anything else is all of it. */
export async function listPassesOf(ctx: Context, phone_id: string, since: string | undefined) {
  const from = /^\d{1,15}$/.test(since ?? '') ? Number(since) : 0
  const { pass_ids, until } = await listChanged(ctx, phone_id, from)
  return pass_ids.length > 0 ? { serialNumbers: pass_ids, lastUpdated: String(until) } : null
}

/** The newest pass, or null where the phone has it already. */
export async function readNewest(ctx: Context, wallet: Wallet, asked: Asked, held: string | undefined) {
  const { pass_id, customer_id, changed_at } = await readPass(ctx, wallet, asked)
  const changed_s = Math.floor(changed_at.getTime() / 1000)
  const held_s = Math.floor(Date.parse(held ?? '') / 1000)
  if (held_s >= changed_s) return null
  return {
    face: await readFace(ctx, wallet.shown, customer_id, pass_id),
    changed_at: new Date(changed_s * 1000),
  }
}

/** By the link of ten minutes that the card gave. */
export async function readByLink(
  ctx: Context,
  wallet: Wallet,
  pass_id: string,
  link: { until: number; mark: string },
) {
  if (!wallet.tokens.opens(ctx.tenant_id, pass_id, link, ctx.now)) throw refuse('pass_link_over')
  const pass = await findPass(ctx, pass_id, 'apple')
  if (!pass) throw refuse('pass_not_found')
  const face = await readFace(ctx, wallet.shown, pass.customer_id, pass_id)
  return { face, changed_at: pass.changed_at }
}
