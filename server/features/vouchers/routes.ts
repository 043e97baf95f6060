import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { actorOf, ROLES, storesOf, type Principal } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Context } from '../../platform/database.ts'
import { Id, PageQuery, Problem, type Routes } from '../../platform/http.ts'
import { settingsOf } from '../tenants/settings.ts'
import { groupCode, type Codes } from './codes.ts'
import { vouchersCsv } from './csv.ts'
import { withdrawVoucher } from './actions.ts'
import { figureRoutes } from './figures.ts'
import { holdRoutes, sayHold } from './hold-routes.ts'
import { lapseHolds } from './holds.ts'
import { putVoucher } from './issue-voucher.ts'
import { conditions, findListed, listVouchers, totalsOf } from './list.ts'
import { lookUpVoucher, type FindByCode } from './lookup.ts'
import { listHolds } from './hold-queries.ts'
import { findVoucher, listEntries } from './queries.ts'
import { refuse } from './refusals.ts'
import { useRoutes } from './use-routes.ts'
import { whyNothingToTake } from './rules.ts'
import { closed, Code, Entry, Filters, Hold, Looked, Page, Voucher, VoucherBody } from './schemas.ts'

const tags = ['vouchers']
const OFFICE = ['owner', 'marketing', 'service', 'store_manager'] as const
const params = Type.Object({ voucher_id: Id })

const roleOf = (principal: Principal) => ('role' in principal ? principal.role : null)

async function listed(ctx: Context, voucher_id: string) {
  const voucher = await findListed(ctx, voucher_id)
  if (!voucher) throw refuse('voucher_not_found')
  return voucher
}

export const voucherRoutes =
  (codes: Codes, findByCode: FindByCode): Routes =>
  async (app, { db }) => {
    await app.register(holdRoutes, { db })
    await app.register(figureRoutes, { db })
    await app.register(readRoutes, { db })
    await app.register(useRoutes, { db })

    app.put(
      '/vouchers/:voucher_id',
      {
        config: { may: ['owner', 'store_manager', 'seller'] },
        schema: {
          operationId: 'putVoucher',
          summary: 'Sell a gift card, or give a voucher; its code is in this answer only',
          tags,
          params,
          body: VoucherBody,
          response: { 200: Type.Object({ voucher: Voucher, ...Code }), '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { code } = await putVoucher(ctx, codes, { ...request.body, ...request.params }, byOf(request))
          const voucher = await listed(ctx, request.params.voucher_id)
          return { voucher, code, code_grouped: code && groupCode(code) }
        }),
    )

    app.post(
      '/vouchers/lookup',
      {
        config: { may: ['owner', 'service', 'store_manager', 'seller', 'device'] },
        schema: {
          operationId: 'lookUpVoucher',
          summary:
            'A voucher by its code: what it is worth and whether it can be used now; guesses are counted',
          tags,
          body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) }, closed),
          response: { 200: Looked, '4xx': Problem },
        },
      },
      async (request) => {
        const { inTenant, principal, ip, tenant, body } = request
        const tenant_id = tenant?.tenant_id ?? ''
        const asked = { tenant_id, code: body.code, source: actorOf(principal), ip, inTenant }
        const voucher = await lookUpVoucher(findByCode, asked)
        const why_not = whyNothingToTake(voucher, new Date())
        const available_cents = voucher.balance_cents - voucher.held_cents
        return {
          ...voucher,
          last4: voucher.code_last4,
          available_cents,
          usable: why_not === null,
          why_not,
        } as never
      },
    )

    app.put(
      '/vouchers/:voucher_id/code-sight',
      {
        config: { may: ['owner', 'customer'] },
        schema: {
          operationId: 'seeVoucherCode',
          summary: 'The whole code, for its holder or for the owner; written down in the journal',
          tags,
          params,
          response: {
            200: Type.Object({ code: Type.String(), code_grouped: Type.String() }),
            '4xx': Problem,
          },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { principal, params } = request
          const voucher = await findVoucher(ctx, params.voucher_id)
          const isHers = principal.kind !== 'customer' || voucher?.customer_id === principal.customer_id
          if (!voucher || !isHers) throw refuse('voucher_not_found')
          await audit(ctx, request, { action: 'voucher.code_seen', subject: `voucher:${voucher.voucher_id}` })
          const code = codes.open(voucher.code_sealed)
          return { code, code_grouped: groupCode(code) }
        }),
    )

    app.put(
      '/vouchers/:voucher_id/withdrawal',
      {
        config: { may: ['owner', 'store_manager'] },
        schema: {
          operationId: 'withdrawVoucher',
          summary: 'Take a voucher back for good, with what is left on it',
          tags,
          params,
          body: Type.Object(
            { reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }) },
            closed,
          ),
          response: { 200: Voucher, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { voucher_id } = request.params
          const { lost_cents, again } = await withdrawVoucher(ctx, voucher_id, request.body.reason)
          const details = { lost_cents, reason: request.body.reason }
          if (!again)
            await audit(ctx, request, {
              action: 'voucher.withdrawn',
              subject: `voucher:${voucher_id}`,
              details,
            })
          return listed(ctx, voucher_id)
        }),
    )
  }

/** What the caller is allowed, from who they are and what the shop has set. */
function byOf({ principal, tenant }: FastifyRequest) {
  const limits = settingsOf(tenant?.settings).voucher_limit_cents
  const store_id = principal.kind === 'device' ? principal.store_id : null
  return { role: roleOf(principal), store_ids: storesOf(principal), store_id, limits }
}

const readRoutes: Routes = async (app) => {
  app.get(
    '/vouchers',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'listVouchers',
        summary: 'Vouchers and gift cards by filter, newest first, with what is outstanding',
        tags,
        querystring: Type.Object({ ...PageQuery, ...Filters }, closed),
        response: { 200: Page, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { cursor, limit = 50, ...filters } = request.query
        const where = conditions(ctx, filters, storesOf(request.principal))
        const page = await listVouchers(ctx, where, { limit, ...(cursor && { cursor }) })
        return cursor ? page : { ...page, totals: await totalsOf(ctx, where) }
      }),
  )

  app.get(
    '/vouchers/export',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'exportVouchers',
        summary: 'The same list as a file, without codes; written down in the journal',
        tags,
        querystring: Type.Object(Filters, closed),
        produces: ['text/csv'],
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const { query: filters, language, principal, tenant } = request
      await request.inTenant((ctx) =>
        audit(ctx, request, { action: 'vouchers.exported', details: { filters: Object.keys(filters) } }),
      )
      const time_zone = tenant!.time_zone
      const pieces = vouchersCsv(request.inTenant, {
        filters,
        store_ids: storesOf(principal),
        language,
        time_zone,
      })
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="${language === 'fr' ? 'bons' : 'vouchers'}.csv"`,
        )
        .send(Readable.from(pieces))
    },
  )

  app.get(
    '/vouchers/:voucher_id',
    {
      config: { may: ROLES },
      schema: {
        operationId: 'getVoucher',
        summary: 'One voucher with everything that happened to it; never its code',
        tags,
        params,
        response: {
          200: Type.Object({
            voucher: Voucher,
            entries: Type.Array(Entry),
            holds: Type.Array(Hold),
            payments: Type.Array(Type.Object({ means: Type.String(), amount_cents: Type.Integer() })),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { voucher_id } = request.params
        await lapseHolds(ctx, voucher_id)
        const voucher = await listed(ctx, voucher_id)
        const { payments } = (await findVoucher(ctx, voucher_id))!
        const holds = await listHolds(ctx, voucher_id)
        return {
          voucher,
          payments: payments as { means: string; amount_cents: number }[],
          entries: await listEntries(ctx, voucher_id),
          holds: holds.map(sayHold),
        }
      }),
  )
}
