import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { actorOf, storesOf } from '../../platform/access.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { Refusal, refuse as platformRefuse, sayRefusal } from '../../platform/refusal.ts'
import type { FindByCode } from '../vouchers/lookup.ts'
import { findHouse, programmeAt } from './house.ts'
import type { Recorded, SaleRecorder } from './recorder.ts'
import { refuse } from './refusals.ts'
import { sayAnswer } from './say.ts'
import { inFull, SaleAnswer, SaleWish, type SaleToRecord } from './wish.ts'

const MAY_SELL = ['owner', 'store_manager', 'seller', 'device'] as const
const tags = ['sales']

export const saleRoutes =
  (recorder: SaleRecorder, findByCode: FindByCode): Routes =>
  async (app, { db }) => {
    const wished = async (request: FastifyRequest, sale_id: string, wish: SaleWish) =>
      saleOf(request, sale_id, await withoutCodes(findByCode, request, wish))
    const answer = async (tenant_id: string, sale: SaleToRecord, recorded: Recorded['answer']) => {
      const house = await findHouse(db, tenant_id)
      const programme = programmeAt(house, new Date(sale.occurred_at))?.programme ?? null
      const full = inFull(recorded)
      return { ...full, say: sayAnswer(full, programme, house.currency) }
    }

    app.put(
      '/sales/:sale_id',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'recordSale',
          summary: 'Record a sale, once: points, rewards and vouchers in one answer',
          tags,
          params: Type.Object({ sale_id: Id }),
          body: SaleWish,
          response: { 200: SaleAnswer, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const tenant_id = tenantOf(request)
        const sale = await wished(request, request.params.sale_id, request.body)
        const { answer: recorded, replayed } = await recorder.record(tenant_id, sale)
        if (replayed) reply.header('idempotent-replay', 'true')
        return answer(tenant_id, sale, recorded)
      },
    )

    app.post(
      '/sales/preview',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'previewSale',
          summary: 'What a sale would cost and give, by the same rules; nothing is written',
          tags,
          body: Type.Object(
            { ...SaleWish.properties, sale_id: Type.Optional(Id) },
            { additionalProperties: false },
          ),
          response: { 200: SaleAnswer, '4xx': Problem },
        },
      },
      async (request) => {
        const tenant_id = tenantOf(request)
        const { sale_id = '00000000-0000-7000-8000-000000000000', ...wish } = request.body
        const sale = await wished(request, sale_id, wish)
        return answer(tenant_id, sale, await recorder.preview(tenant_id, sale))
      },
    )

    app.post(
      '/sales/batch',
      {
        config: { may: MAY_SELL },
        schema: {
          operationId: 'recordSales',
          summary: 'Record up to 500 sales; each is answered by itself, a bad one fails alone',
          tags,
          body: Type.Object(
            {
              sales: Type.Array(
                Type.Object({ ...SaleWish.properties, sale_id: Id }, { additionalProperties: false }),
                {
                  minItems: 1,
                  maxItems: 500,
                },
              ),
            },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              answers: Type.Array(
                Type.Object({
                  sale_id: Id,
                  status: Type.Integer(),
                  answer: Type.Optional(SaleAnswer),
                  problem: Type.Optional(Problem),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        const tenant_id = tenantOf(request)
        const one = async ({ sale_id, ...wish }: (typeof request.body.sales)[number]) => {
          try {
            const sale = await wished(request, sale_id, wish)
            const { answer: recorded } = await recorder.record(tenant_id, sale)
            return { sale_id, status: 200, answer: await answer(tenant_id, sale, recorded) }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            const said = sayRefusal(error.code, request.language)
            return {
              sale_id,
              status: said.status,
              problem: { code: error.code, ...said, ...error.details, request_id: request.id },
            }
          }
        }
        return { answers: await Promise.all(request.body.sales.map(one)) }
      },
    )
  }

function tenantOf(request: FastifyRequest): string {
  if (!request.tenant) throw platformRefuse('tenant_not_found')
  return request.tenant.tenant_id
}

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
    source: device ? 'till' : 'api',
  }
}
