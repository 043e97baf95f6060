/** What a request asks of sales, with what its caller says better than its body. */
import type { FastifyRequest } from 'fastify'
import { actorOf, storesOf, type Principal } from '../../platform/access.ts'
import { tenantOf } from '../../platform/http.ts'
import { Refusal } from '../../platform/refusal.ts'
import { guardSale } from '../points/guards.ts'
import type { FindByCode } from '../vouchers/lookup.ts'
import { refuse } from './refusals.ts'
import type { SaleToRecord, SaleWish } from './wish.ts'

/** A code in a sale is found by the same door as any other, which counts and slows down whoever tries codes. */
async function withoutCodes(
  findByCode: FindByCode,
  request: FastifyRequest,
  wish: SaleWish,
): Promise<SaleWish> {
  if (!wish.vouchers?.some((voucher) => voucher.code !== undefined)) return wish
  const asked = {
    tenant_id: tenantOf(request),
    source: actorOf(request.principal),
    ip: request.ip,
    inTenant: request.inTenant,
  }
  const vouchers = []
  for (const { code, ...voucher } of wish.vouchers) {
    if (code === undefined) {
      vouchers.push(voucher)
      continue
    }
    const found = await findByCode({ ...asked, code }).catch((error) => {
      throw error instanceof Refusal && error.code === 'voucher_not_found' ? refuse('voucher_unknown') : error
    })
    vouchers.push({ ...voucher, voucher_id: found.voucher_id })
  }
  return { ...wish, vouchers }
}

export const saleAsked = async (
  findByCode: FindByCode,
  request: FastifyRequest,
  sale_id: string,
  wish: SaleWish,
): Promise<SaleToRecord> => {
  const sale = saleOf(request, sale_id, await withoutCodes(findByCode, request, wish))
  if (sale.points?.length || sale.redemptions?.length)
    await request.inTenant((ctx) => guardSale(ctx, { ...sale, occurred_at: sale.occurred_at }))
  return sale
}

/** A till sells in its own store, in the name of who is on shift; an API key says the store. */
function saleOf(request: FastifyRequest, sale_id: string, wish: SaleWish): SaleToRecord {
  const { principal } = request
  const device = principal.kind === 'device' ? principal : null
  const store_id = wish.store_id ?? device?.store_id
  const mine = storesOf(principal)
  if (!store_id || (mine && !mine.includes(store_id))) throw refuse('sale_store_unknown')
  const staff_id =
    wish.staff_id ?? (principal.kind === 'staff' ? principal.staff_id : device?.staff_id) ?? undefined
  return {
    ...wish,
    sale_id,
    store_id,
    actor: actorOf(principal),
    device_id: device?.device_id ?? null,
    ...(staff_id && { staff_id }),
    channel: wish.channel ?? (principal.kind === 'api_key' ? 'web' : 'till'),
    source: device ? 'till' : 'api',
  }
}

/** Whose hands took goods back, and in which store: a till's own, or one of the caller's. */
export function takerOf({ principal }: FastifyRequest, asked?: string) {
  const device = principal.kind === 'device' ? principal : null
  const store_id = asked ?? device?.store_id
  const mine = storesOf(principal)
  if (store_id && mine && !mine.includes(store_id)) throw refuse('sale_store_unknown')
  const staff_id = principal.kind === 'staff' ? principal.staff_id : (device?.staff_id ?? null)
  return { store_id, device_id: device?.device_id ?? null, staff_id }
}

export const roleOf = (principal: Principal) => ('role' in principal ? principal.role : null)
