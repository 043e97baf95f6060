import { Type } from 'typebox'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { captureHold, putHold, releaseHold } from './holds.ts'
import type { HoldRow } from './hold-queries.ts'
import { Amount, closed, Hold } from './schemas.ts'

const tags = ['vouchers']
const may = ['owner', 'store_manager', 'seller', 'device'] as const
const params = Type.Object({ voucher_id: Id, hold_id: Id })

export const sayHold = ({ outcome, ...hold }: HoldRow) =>
  ({ ...hold, state: outcome ?? ('held' as const) }) as never

export const holdRoutes: Routes = async (app) => {
  app.put(
    '/vouchers/:voucher_id/holds/:hold_id',
    {
      config: { may },
      schema: {
        operationId: 'holdVoucher',
        summary: 'Set money of a gift card aside for a quarter of an hour, once',
        tags,
        params,
        body: Type.Object({ amount_cents: Amount }, closed),
        response: { 200: Hold, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => sayHold(await putHold(ctx, { ...request.params, ...request.body }))),
  )

  app.delete(
    '/vouchers/:voucher_id/holds/:hold_id',
    {
      config: { may },
      schema: {
        operationId: 'releaseVoucherHold',
        summary: 'Give back what was set aside',
        tags,
        params,
        response: { 200: Hold, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { voucher_id, hold_id } = request.params
        return sayHold(await releaseHold(ctx, voucher_id, hold_id))
      }),
  )

  app.put(
    '/vouchers/:voucher_id/holds/:hold_id/capture',
    {
      config: { may },
      schema: {
        operationId: 'captureVoucherHold',
        summary: 'Take what was set aside, or a part; the rest is free again',
        tags,
        params,
        body: Type.Object({ amount_cents: Amount, sale_id: Type.Optional(Id) }, closed),
        response: { 200: Hold, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) =>
        sayHold(await captureHold(ctx, { ...request.params, ...request.body })),
      ),
  )
}
