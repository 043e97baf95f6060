/** Who stands at a till: a seller by PIN, for half a day; and how a till's token becomes a caller. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Access, Principal, Role } from '../../platform/access.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { seldom } from '../../platform/seldom.ts'
import { countTry } from '../../platform/tries.ts'
import { isPinRight } from '../staff/pin.ts'
import { changeDevice, findDevice, listSellers, type Seller } from './queries.ts'
import { refuse } from './refusals.ts'
import { roleAtTill } from './rules.ts'

const SHIFT_MS = 12 * 3_600_000
const KEPT_MS = 5_000
const SEEN_EVERY_MS = 60_000
/** Five wrong PINs close that seller on that till for the rest of the minute. */
const LIMITS = { ip: 60, account: 5, everybody: 100_000 }

type Shift = { device_id: string; staff_id: string; expires_at: number }

function sign(secret: Buffer, shift: Shift): string {
  const text = Buffer.from(JSON.stringify(shift)).toString('base64url')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** The shift that this install signed, for that till, not yet over; else undefined. */
function readShift(secret: Buffer, token: string, device_id: string, now_ms: number): Shift | undefined {
  const [text = '', mac = ''] = token.split('.')
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const shift = JSON.parse(Buffer.from(text, 'base64url').toString()) as Shift
  return shift.device_id === device_id && shift.expires_at > now_ms ? shift : undefined
}

type Till = { tenant_id: string; device_id: string; store_id: string }
type Try = { staff_id: string; pin: string; ip: string }

export async function beginShift(
  db: Database,
  secret: Buffer,
  till: Till,
  { staff_id, pin, ip }: Try,
  now: Date,
) {
  const { tenant_id, device_id, store_id } = till
  const account = `${device_id}:${staff_id}`
  const { giveBack } = await countTry(
    db,
    { what: 'pin', ip, account, limits: LIMITS, window_ms: 60_000 },
    now,
  )
  const sellers = await inTenant(db, { tenant_id, actor: `device:${device_id}`, now }, (ctx) =>
    listSellers(ctx, store_id),
  )
  const seller = sellers.find((one) => one.staff_id === staff_id)
  // Checked outside the transaction: a PIN is slow on purpose and must not hold a connection meanwhile.
  if (!seller || !(await isPinRight(seller.pin_hash, pin))) throw refuse('wrong_pin')
  await giveBack()
  const expires_at = new Date(now.getTime() + SHIFT_MS)
  const staff_token = sign(secret, { device_id, staff_id, expires_at: expires_at.getTime() })
  return { staff_token, expires_at, staff: { staff_id, name: seller.name, role: roleAtTill(seller.role) } }
}

type House = { store_id: string; retired: boolean; sellers: Seller[] } | null

/**
 * How a till's token becomes a caller. The till and its sellers are read once every five seconds, so that a till that
 * moved or was retired and a seller who left are right within them, in every process.
 */
export function deviceSubject(db: Database, secret: Buffer) {
  const kept = new Map<string, { at: number; house: Promise<House> }>()
  const isDue = seldom(SEEN_EVERY_MS)
  const houseOf = (tenant_id: string, device_id: string, now: Date): Promise<House> => {
    const key = `${tenant_id}:${device_id}`
    const known = kept.get(key)
    if (known && now.getTime() - known.at < KEPT_MS) return known.house
    if (kept.size > 20_000) kept.clear()
    const house = inTenant(db, { tenant_id, actor: 'system', now }, async (ctx) => {
      const device = await findDevice(ctx, device_id)
      if (!device) return null
      if (isDue(device_id, now.getTime())) await changeDevice(ctx.tx, tenant_id, device_id, { seen_at: now })
      return {
        store_id: device.store_id,
        retired: device.retired_at !== null,
        sellers: await listSellers(ctx, device.store_id),
      }
    })
    house.catch(() => kept.delete(key))
    kept.set(key, { at: now.getTime(), house })
    return house
  }
  return async (
    { tenant_id, subject_id: device_id }: Access,
    { headers }: FastifyRequest,
  ): Promise<Principal | null> => {
    const now = new Date()
    const house = await houseOf(tenant_id, device_id, now)
    if (!house || house.retired) return null
    const nobody = {
      kind: 'device',
      device_id,
      store_id: house.store_id,
      staff_id: null,
      role: null,
    } as const
    const token = headers['x-staff-token']
    if (typeof token !== 'string') return nobody
    const shift = readShift(secret, token, device_id, now.getTime())
    const seller = shift && house.sellers.find(({ staff_id }) => staff_id === shift.staff_id)
    // A shift that is over does not stop the till: it asks for the PIN again.
    if (!seller) return nobody
    return { ...nobody, staff_id: seller.staff_id, role: roleAtTill(seller.role) as Role }
  }
}
