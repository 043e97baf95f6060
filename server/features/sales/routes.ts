import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Id, Problem, tenantOf, type Routes } from '../../platform/http.ts'
import { Refusal, sayRefusal } from '../../platform/refusal.ts'
import type { FindByCode } from '../vouchers/lookup.ts'
import { saleAsked } from './asked.ts'
import { findHouse, programmeAt } from './house.ts'
import type { Recorded, SaleRecorder } from './recorder.ts'
import { sayAnswer } from './say.ts'
import { inFull, SaleAnswer, SaleWish, type SaleToRecord } from './wish.ts'

const MAY_SELL = ['owner', 'store_manager', 'seller', 'device'] as const
const tags = ['sales']

export const saleRoutes =
  (recorder: SaleRecorder, findByCode: FindByCode): Routes =>
  async (app, { db }) => {
    const wished = (request: FastifyRequest, sale_id: string, wish: SaleWish) =>
      saleAsked(findByCode, request, sale_id, wish)
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
        const orRefusal = <T>(work: Promise<T>) =>
          work.catch((error: unknown) => {
            if (error instanceof Refusal) return error
            throw error
          })
        // What each asks is looked up side by side; they are recorded in the order in which they were made.
        const asked = await Promise.all(
          request.body.sales.map(({ sale_id, ...wish }) => orRefusal(wished(request, sale_id, wish))),
        )
        const recorded = asked.map(async (sale) => {
          if (sale instanceof Refusal) return sale
          const { answer: given } = await recorder.record(tenant_id, sale)
          return answer(tenant_id, sale, given)
        })
        const told = async (work: (typeof recorded)[number], at: number) => {
          const { sale_id } = request.body.sales[at]!
          const given = await orRefusal(work)
          if (!(given instanceof Refusal)) return { sale_id, status: 200, answer: given }
          const said = sayRefusal(given.code, request.language)
          return {
            sale_id,
            status: said.status,
            problem: { code: given.code, ...said, ...given.details, request_id: request.id },
          }
        }
        return { answers: await Promise.all(recorded.map(told)) }
      },
    )
  }
