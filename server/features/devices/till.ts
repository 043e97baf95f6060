/** What a till must know to work all day without network. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import type { Tenant } from '../../platform/tenancy.ts'
import { listConsentTexts } from '../consents/actions.ts'
import { sayProgramme } from '../programmes/actions.ts'
import type { Programme } from '../programmes/programme.ts'
import { readPinVerifier } from '../staff/pin.ts'
import { settingsOf } from '../tenants/settings.ts'
import {
  findDevice,
  findOpenStore,
  findVersions,
  listOpenClubs,
  listProgrammes,
  listSellers,
  takesFriends,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { roleAtTill } from './rules.ts'

export async function readBootstrap(ctx: Context, device_id: string, tenant: Tenant) {
  const device = await findDevice(ctx, device_id)
  assert(device, 'a till that is signed in is there')
  const store = await findOpenStore(ctx, device.store_id)
  if (!store) throw refuse('device_store_unknown')
  const programmes = []
  for (const { version, effective_at, programme } of await listProgrammes(ctx))
    programmes.push({
      version,
      effective_at: effective_at.toISOString(),
      programme: programme as Programme,
      words: await sayProgramme(ctx, programme as Programme),
    })
  const isInForce = ({ effective_at }: { effective_at: string }) => new Date(effective_at) <= ctx.now
  const texts = await listConsentTexts(ctx)
  const versions = await findVersions(ctx)
  const { tenant_id, slug, name, language, currency, time_zone, theme } = tenant
  return {
    now: ctx.now.toISOString(),
    device: { device_id, name: device.name, receipt_code: device.receipt_code },
    store,
    tenant: { tenant_id, slug, name, language, currency, time_zone, theme },
    staff: (await listSellers(ctx, device.store_id)).map((seller) => ({
      staff_id: seller.staff_id,
      name: seller.name,
      role: roleAtTill(seller.role),
      pin_verifier: readPinVerifier(seller.pin_hash),
    })),
    programme: programmes.find(isInForce) ?? null,
    next_programme: programmes.find((one) => !isInForce(one)) ?? null,
    clubs: await listOpenClubs(ctx),
    friends: await takesFriends(ctx),
    consent_texts: texts.filter((text) => text.in_force),
    settings: settingsOf(tenant.settings),
    products_version: versions.products?.toISOString() ?? null,
    cards_version: versions.customers?.toISOString() ?? null,
  }
}
