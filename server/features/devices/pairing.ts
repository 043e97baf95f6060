/** A till is paired by a code of six digits, once, within ten minutes; from then on it is known by its token. */
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { assert } from '../../lib/assert.ts'
import { addAccess, findAccess, revokeAccess } from '../../platform/access.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Tenant } from '../../platform/tenancy.ts'
import { countTry } from '../../platform/tries.ts'
import {
  addDevice,
  changeDevice,
  findDevice,
  findOpenStore,
  listReceiptCodes,
  lockDevice,
  type Device,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { digitsOf, nextReceiptCode, PAIRING_MS, pairingSlot } from './rules.ts'

/** Five wrong ones per place and per code in ten minutes, and a hundred on the whole install. */
const LIMITS = { ip: 5, account: 5, everybody: 100 }
const COLLISIONS_MAX = 20

export type Code = { pairing_code: string; expires_at: Date }
export type Wish = { store_id: string; name: string }

/** Adds a till, or renames or moves one; it is given a code as long as it is not paired. */
export async function putDevice(
  ctx: Context,
  device_id: string,
  wish: Wish,
  store_ids: string[] | null,
  secret: Buffer,
) {
  const before = await findDevice(ctx, device_id)
  if (before?.retired_at) throw refuse('device_retired')
  const theirs = (id: string) => store_ids !== null && !store_ids.includes(id)
  if (theirs(wish.store_id) || !(await findOpenStore(ctx, wish.store_id)))
    throw refuse('device_store_unknown')
  if (before && theirs(before.store_id)) throw refuse('device_not_found')
  if (before) await changeDevice(ctx.tx, ctx.tenant_id, device_id, wish)
  else await addDevice(ctx, await newDevice(ctx, device_id, wish))
  const device = await findDevice(ctx, device_id)
  assert(device, 'the till that was just written is there')
  return { device, code: device.paired_at ? null : await newCode(ctx, device_id, secret) }
}

async function newDevice(ctx: Context, device_id: string, wish: Wish): Promise<Device> {
  const receipt_code = nextReceiptCode(await listReceiptCodes(ctx))
  return {
    device_id,
    ...wish,
    receipt_code,
    paired_at: null,
    paired_by: null,
    seen_at: null,
    user_agent: null,
    retired_at: null,
  }
}

/** A code leaves no trace in the database that could be tried out beside it: the key is in a file. */
const tokenOf = (secret: Buffer, code: string, slot: number) =>
  createHmac('sha256', secret).update(`${slot}:${code}`).digest('base64url')

/** A new code makes the one before worthless. */
export async function newCode(ctx: Context, device_id: string, secret: Buffer): Promise<Code> {
  await revokeAccess(ctx, 'pairing', device_id)
  const [now_ms, expires_at] = [ctx.now.getTime(), new Date(ctx.now.getTime() + PAIRING_MS)]
  for (let attempt = 0; attempt < COLLISIONS_MAX; attempt++) {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    const token = tokenOf(secret, code, pairingSlot(now_ms))
    if (await findAccess(ctx.tx, token, new Date(0))) continue
    await addAccess(ctx, { token, kind: 'pairing', subject_id: device_id, expires_at })
    return { pairing_code: `${code.slice(0, 3)} ${code.slice(3)}`, expires_at }
  }
  throw refuse('pairing_code_wrong')
}

type Attempt = { code: string; user_agent: string | null; ip: string; tenant: Tenant | null }

/** Answers the till's token, this once. Its earlier tokens stop: a till is one screen. */
export async function pairDevice(
  db: Database,
  secret: Buffer,
  { code, user_agent, ip, tenant }: Attempt,
  now: Date,
) {
  const digits = digitsOf(code)
  const { giveBack } = await countTry(
    db,
    { what: 'pairing', ip, account: digits, limits: LIMITS, window_ms: PAIRING_MS },
    now,
  )
  const slot = pairingSlot(now.getTime())
  const tokens = [slot, slot - 1].map((made) => tokenOf(secret, digits, made))
  const access = (await findAccess(db, tokens[0]!, now)) ?? (await findAccess(db, tokens[1]!, now))
  // An address that names a shop pairs only that shop's tills.
  if (!access || access.kind !== 'pairing' || (tenant?.explicit && tenant.tenant_id !== access.tenant_id))
    throw refuse('pairing_code_wrong')
  const { tenant_id, subject_id: device_id } = access
  const paired = await inTenant(db, { tenant_id, actor: `device:${device_id}`, now }, async (ctx) => {
    const device = await lockDevice(ctx, device_id)
    const still = (await findAccess(ctx.tx, tokens[0]!, now)) ?? (await findAccess(ctx.tx, tokens[1]!, now))
    if (!device || device.retired_at || !still) throw refuse('pairing_code_wrong')
    const token = `cd_${randomBytes(32).toString('base64url')}`
    await revokeAccess(ctx, 'pairing', device_id)
    await revokeAccess(ctx, 'device', device_id)
    await addAccess(ctx, { token, kind: 'device', subject_id: device_id })
    const change = { paired_at: now, paired_by: ctx.actor, user_agent, seen_at: now }
    await changeDevice(ctx.tx, tenant_id, device_id, change)
    const store = await findOpenStore(ctx, device.store_id)
    if (!store) throw refuse('device_store_unknown')
    return { device: { ...device, ...change }, token, store, tenant_id }
  })
  await giveBack()
  return paired
}

export async function retireDevice(
  ctx: Context,
  device_id: string,
  store_ids: string[] | null,
): Promise<Device> {
  const device = await lockDevice(ctx, device_id)
  if (!device || (store_ids && !store_ids.includes(device.store_id))) throw refuse('device_not_found')
  if (device.retired_at) return device
  await revokeAccess(ctx, 'device', device_id)
  await revokeAccess(ctx, 'pairing', device_id)
  await changeDevice(ctx.tx, ctx.tenant_id, device_id, { retired_at: ctx.now })
  return { ...device, retired_at: ctx.now }
}
