/** The look and the sender of everything that is sent: what the shop set, else what is known of it. */
import type { Context } from '../../platform/database.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import type { Theme } from '../tenants/settings.ts'
import type { Shop } from './compile.ts'
import { findBrand, findSender, findShop, saveBrand } from './queries.ts'
import type { Brand } from './schemas.ts'

/** Ten cents for a part of a text message, until the shop says what it pays. */
const SMS_PART_MILLICENTS = 10_000

export async function readBrand(ctx: Context): Promise<Brand> {
  const [shop, sender, set] = [await findShop(ctx), await findSender(ctx), await findBrand(ctx)]
  const town = [sender?.postal_code, sender?.city].filter(Boolean).join(' ')
  const address = [sender?.address_line1, town].filter(Boolean).join(', ')
  const known: Brand = {
    primary: (shop.theme as Theme).primary ?? null,
    logo_picture_id: null,
    font: 'humanist',
    rounded: true,
    legal_name: sender?.legal_name ?? sender?.name ?? null,
    postal_address: sender?.address_line1 && town ? address : null,
    phone: sender?.phone ?? null,
    site_url: null,
    privacy_url: null,
    sms_name: null,
    sms_stop: null,
    sms_part_millicents: SMS_PART_MILLICENTS,
  }
  // What was emptied by hand is asked of the shop's own facts again.
  const given = Object.entries(set).filter(([, value]) => value !== null)
  return { ...known, ...Object.fromEntries(given) }
}

export async function writeBrand(ctx: Context, brand: Brand): Promise<Brand> {
  await saveBrand(ctx, brand)
  return readBrand(ctx)
}

/** What a compilation needs to know of the shop. */
export async function readShop(ctx: Context, public_url: string): Promise<Shop> {
  const shop = await findShop(ctx)
  return {
    name: shop.name,
    url: shopUrl(public_url, shop),
    currency: shop.currency,
    brand: await readBrand(ctx),
  }
}
