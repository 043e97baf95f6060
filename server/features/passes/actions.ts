/** A holder puts the card into the phone's wallet. */
import type { Config } from '../../config.ts'
import { newId } from '../../lib/id.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { shopUrl, type Tenant } from '../../platform/tenancy.ts'
import { applePass } from './apple-pass.ts'
import { readCertificate } from './certificate.ts'
import { keptOf, readFace, type Shown } from './face.ts'
import { openGoogle, readGoogleAccount, saveLink, type GoogleSettings } from './google-account.ts'
import { putCard } from './google.ts'
import { addPass, findPassOf, readCounts, type Kind } from './queries.ts'
import { refuse } from './refusals.ts'
import type { Face } from './rules.ts'
import type { Signer } from './signer.ts'
import type { PassTokens } from './tokens.ts'

type WalletSettings = Pick<Config, 'home' | 'public_url' | 'apple_pass' | 'apple_push_url'> & GoogleSettings
export type Wallet = { settings: WalletSettings; shown: Shown; tokens: PassTokens; sign: Signer }

/** What the card offers on a phone. */
export function readOffer({ settings }: Wallet, now: Date) {
  return {
    apple: 'certificate' in readCertificate(settings.apple_pass, now),
    google: 'account' in readGoogleAccount(settings),
  }
}

/** What the console says of it: what is there, and what is missing in the host's setting. */
export async function readWallet(ctx: Context, { settings }: Wallet) {
  const apple = readCertificate(settings.apple_pass, ctx.now)
  const google = readGoogleAccount(settings)
  const { problem, ...passes } = await readCounts(ctx)
  return {
    apple:
      'certificate' in apple
        ? { problem: null, expires_at: apple.certificate.expires_at }
        : { problem: apple.problem, expires_at: apple.expired_at ?? null },
    google: { problem: 'account' in google ? null : google.problem },
    is_reached: isReached(settings),
    passes,
    problem,
  }
}

/** Apple rings no phone for an address without a certificate of its own. */
const isReached = ({ public_url }: WalletSettings) => public_url.startsWith('https:')

/** The same pass however often it is asked for. */
async function passOf(ctx: Context, { shown }: Wallet, customer_id: string, kind: Kind) {
  const face = await readFace(ctx, shown, customer_id, null)
  await addPass(ctx, { pass_id: newId(), customer_id, kind, ...keptOf(face) })
  return { face, pass: (await findPassOf(ctx, customer_id, kind))! }
}

/** A link of ten minutes to the file: an iPhone opens it without our token. */
export async function askForApple(ctx: Context, wallet: Wallet, tenant: Tenant, customer_id: string) {
  if (!readOffer(wallet, ctx.now).apple) throw refuse('wallet_not_set_up')
  const { pass } = await passOf(ctx, wallet, customer_id, 'apple')
  const { until, mark } = wallet.tokens.link(ctx.tenant_id, pass.pass_id, ctx.now)
  const way = `/api/wallet/apple/${pass.pass_id}?until=${until}&mark=${mark}`
  return { url: `${shopUrl(wallet.settings.public_url, tenant)}${way}` }
}

/** Google hears of the card before the link is shown: so the link itself says nothing of it. */
export async function askForGoogle(db: Database, wallet: Wallet, tenant: Tenant, customer_id: string) {
  const found = readGoogleAccount(wallet.settings)
  if (!('account' in found)) throw refuse('wallet_not_set_up')
  const { tenant_id } = tenant
  const who = { tenant_id, actor: `customer:${customer_id}` }
  const { face, pass } = await inTenant(db, who, (ctx) => passOf(ctx, wallet, customer_id, 'google'))
  const card = { tenant_id, pass_id: pass.pass_id, logo_url: logoUrl(wallet, tenant) }
  const { problem } = await putCard(openGoogle(found.account), found.account, face, card)
  if (problem !== null) throw refuse('wallet_away')
  return { url: await saveLink(found.account, pass.pass_id, new URL(wallet.settings.public_url).origin) }
}

/** The shop's own where it is a whole address; else the icon drawn for its passes. */
export function logoUrl(
  { settings }: Pick<Wallet, 'settings'>,
  shop: { slug: string; theme: unknown },
): string {
  const own = (shop.theme as { logo_url?: string | null } | null)?.logo_url
  if (own?.startsWith('https://')) return own
  return `${shopUrl(settings.public_url, shop)}/api/wallet/logo.png`
}

/** Signed for one phone, with what it shows now. */
export async function signApple(
  ctx: { tenant_id: string; slug: string; now: Date },
  wallet: Wallet,
  pass_id: string,
  face: Face,
): Promise<Buffer> {
  const { settings, tokens, sign } = wallet
  const found = readCertificate(settings.apple_pass, ctx.now)
  if (!('certificate' in found)) throw refuse('wallet_not_set_up')
  const { signer, key, wwdr, pass_type, team } = found.certificate
  const unsigned = applePass(face, {
    pass_id,
    pass_type,
    team,
    token: tokens.of(ctx.tenant_id, pass_id),
    service_url: isReached(settings) ? `${shopUrl(settings.public_url, ctx)}/api/wallet` : null,
  })
  return sign(unsigned, { signer, key, wwdr })
}
