/** Shops of the install: made, read, changed. */
import type { Config } from '../../config.ts'
import { newId } from '../../lib/id.ts'
import type { Principal } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCall } from '../../platform/refusal.ts'
import { addFirstOwner, type FirstOwner } from '../staff/first-owner.ts'
import { putMerchant, putStore } from '../stores/actions.ts'
import { TenantChanged, TenantOpened } from './events.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import { settingsOf, type Settings, type Theme } from './settings.ts'

export type ShopWish = {
  tenant_id: string
  slug: string
  name: string
  /** The first store; named as the shop when nothing is said. */
  store_name?: string | undefined
  language?: 'fr' | 'en' | undefined
  time_zone?: string | undefined
  owner: FirstOwner
}

/** Shop, merchant, first store and owner: all of them or nothing. The same id asked for again makes nothing more. */
export function createTenant(
  db: Database,
  config: Config,
  wish: ShopWish,
  first?: (ctx: Context) => Promise<void>,
) {
  const { tenant_id, slug, name, language = 'fr', time_zone = 'Europe/Paris', owner } = wish
  requireTimeZone(time_zone)
  return inTenant(db, { tenant_id, actor: 'host' }, async (ctx) => {
    await first?.(ctx)
    if (!(await rows.addTenant(ctx, { slug, name, language, time_zone }))) return earlier(ctx, slug)
    const [merchant_id, store_id] = [newId(ctx.now.getTime()), newId(ctx.now.getTime())]
    await putMerchant(ctx, merchant_id, { name })
    await putStore(
      ctx,
      store_id,
      { name: wish.store_name ?? name },
      { store_ids: null, may_open: true },
      time_zone,
    )
    const { staff_id, link } = await addFirstOwner(ctx, config, { slug, name, language }, owner)
    await publish(ctx, TenantOpened, { tenant_id, slug, merchant_id, store_id, staff_id })
    return { tenant_id, slug, name, created: true, link }
  })
}

async function earlier(ctx: Context, slug: string) {
  const known = await rows.findTenant(ctx.tx, ctx.tenant_id)
  if (!known) throw refuse('slug_taken')
  if (known.slug !== slug) throw refuse('tenant_id_taken')
  return { tenant_id: known.tenant_id, slug, name: known.name, created: false, link: null }
}

function requireTimeZone(time_zone: string) {
  if (!Intl.supportedValuesOf('timeZone').includes(time_zone) && time_zone !== 'UTC')
    throw refuse('unknown_time_zone')
}

export type OpeningWish = Omit<ShopWish, 'owner'> & { owner?: { name: string; email: string } | undefined }

/** From a page: the operator names an owner, who gets a mail; an owner who opens another shop owns that one too. */
export async function openTenant(
  db: Database,
  config: Config,
  caller: Principal,
  { owner, ...wish }: OpeningWish,
) {
  if (caller.kind === 'host') {
    if (!owner) throw refuse('owner_needed')
    return createTenant(db, config, { ...wish, owner: { how: 'by_invitation', ...owner } })
  }
  if (caller.kind !== 'staff') throw refuseCall('not_allowed')
  if (!config.owners_add_shops) throw refuse('shops_by_operator_only')
  const { user_id, name, email } = caller
  return createTenant(db, config, { ...wish, owner: { how: 'signed_in', user_id, name, email } })
}

const STEPS = ['shop', 'programme', 'till', 'customers', 'first_card'] as const

/** Anybody may know how a shop looks; the rest is for its people. */
export async function describeTenant(db: Database, tenant_id: string, caller: Principal) {
  const tenant = await rows.findTenant(db, tenant_id)
  if (!tenant) throw refuseCall('tenant_not_found')
  const { slug, name, language, currency, country, time_zone, host_name, theme } = tenant
  const shown = { tenant_id, slug, name, language, currency, theme }
  if (caller.kind !== 'staff' && caller.kind !== 'api_key') return shown
  const found = await inTenant(db, { tenant_id, actor: 'system' }, rows.findProgress)
  const steps = STEPS.map((step) => ({ step, done: found[step] }))
  const setup = { done: steps.every(({ done }) => done), steps }
  return { ...shown, country, time_zone, host_name, settings: settingsOf(tenant.settings), setup }
}

export type TenantWish = Omit<rows.TenantChanges, 'theme' | 'settings'> & {
  theme?: Theme
  settings?: Partial<Settings>
}

/** What is not mentioned stays; a setting is replaced whole. */
export async function changeTenant(ctx: Context, { theme, settings, ...wish }: TenantWish): Promise<void> {
  if (wish.time_zone) requireTimeZone(wish.time_zone)
  const before = await rows.findTenant(ctx.tx, ctx.tenant_id)
  const changes = {
    ...wish,
    ...(theme && { theme: { ...before!.theme, ...theme } }),
    ...(settings && { settings: { ...before!.settings, ...settings } }),
  }
  if (Object.keys(changes).length === 0) return
  if (wish.host_name && (await rows.hasHostName(ctx, wish.host_name))) throw refuse('host_name_taken')
  await rows.changeTenant(ctx, changes)
  await publish(ctx, TenantChanged, { fields: Object.keys({ ...wish, ...theme, ...settings }) })
}
