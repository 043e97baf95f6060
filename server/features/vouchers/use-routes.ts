import { Type } from 'typebox'
import { storesOf, type Principal } from '../../platform/access.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { findListed } from './list.ts'
import { refuse } from './refusals.ts'
import { closed, Voucher } from './schemas.ts'
import { undoUse, useVoucher } from './use.ts'

const tags = ['vouchers']
const may = ['owner', 'service', 'store_manager', 'seller', 'device'] as const
const params = Type.Object({ voucher_id: Id })

/** A till marks in its own store; who may see only some stores marks in one of them. */
function storeOf(principal: Principal, asked: string | undefined): string | null {
  const mine = storesOf(principal)
  if (asked && mine && !mine.includes(asked)) throw refuse('voucher_store_unknown')
  return asked ?? mine?.[0] ?? null
}

export const useRoutes: Routes = async (app) => {
  app.put(
    '/vouchers/:voucher_id/use',
    {
      config: { may },
      schema: {
        operationId: 'useVoucher',
        summary: 'Mark a service, an experience or a private sale as used; once, however often it is asked',
        tags,
        params,
        body: Type.Object({ store_id: Type.Optional(Id) }, closed),
        response: { 200: Voucher, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { voucher_id } = request.params
        await useVoucher(ctx, { voucher_id, store_id: storeOf(request.principal, request.body.store_id) })
        return (await findListed(ctx, voucher_id))!
      }),
  )

  app.delete(
    '/vouchers/:voucher_id/use',
    {
      config: { may },
      schema: {
        operationId: 'undoVoucherUse',
        summary: 'Take the mark back; a seller within a quarter of an hour',
        tags,
        params,
        response: { 200: Voucher, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { voucher_id } = request.params
        const role = 'role' in request.principal ? request.principal.role : null
        await undoUse(ctx, voucher_id, role === 'owner' || role === 'store_manager')
        return (await findListed(ctx, voucher_id))!
      }),
  )
}
