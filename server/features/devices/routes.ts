import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { assert } from '../../lib/assert.ts'
import { audit } from '../../platform/audit.ts'
import { forgetAccess } from '../../platform/authenticate.ts'
import { Id, type Routes } from '../../platform/http.ts'
import type { FastifyRequest } from 'fastify'
import { newCode, pairDevice, putDevice, retireDevice, type Code } from './pairing.ts'
import { Directory, DirectoryQuery, readDirectory } from './directory.ts'
import { findDevice, listDevices, type Device } from './queries.ts'
import { refuse } from './refusals.ts'
import * as shapes from './shapes.ts'
import { beginShift } from './shift.ts'
import { readBootstrap } from './till.ts'

const Params = Type.Object({ device_id: Id })
const [tags, till] = [['devices'], ['till']]
const managers = { may: ['owner', 'store_manager'] } as const

const say = (device: Device) => ({
  device_id: device.device_id,
  store_id: device.store_id,
  name: device.name,
  receipt_code: device.receipt_code,
  user_agent: device.user_agent,
  paired_at: device.paired_at?.toISOString() ?? null,
  seen_at: device.seen_at?.toISOString() ?? null,
  retired_at: device.retired_at?.toISOString() ?? null,
})
const sayCode = (code: Code | null) => ({
  pairing_code: code?.pairing_code ?? null,
  expires_at: code?.expires_at.toISOString() ?? null,
})

function tillOf({ principal, tenant }: FastifyRequest) {
  assert(principal.kind === 'device' && tenant, 'only a till is let in here')
  const { device_id, store_id } = principal
  return { tenant, device_id, store_id, tenant_id: tenant.tenant_id }
}

type Secrets = { pairing: Buffer; shift: Buffer }

export const deviceRoutes =
  (secrets: Secrets): Routes =>
  async (app, { db }) => {
    app.get(
      '/devices',
      {
        config: managers,
        schema: {
          operationId: 'listDevices',
          summary: 'The tills of your stores',
          tags,
          response: { 200: Type.Object({ items: Type.Array(shapes.Device) }) },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => ({
          items: (await listDevices(ctx, storesOf(request.principal))).map(say),
        })),
    )
    app.put(
      '/devices/:device_id',
      {
        config: managers,
        schema: {
          operationId: 'putDevice',
          summary: 'Add a till, rename it or move it; the code pairs it',
          tags,
          params: Params,
          body: shapes.DeviceBody,
          response: { 200: shapes.DeviceWithCode },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { params, body } = request
          const { device, code } = await putDevice(
            ctx,
            params.device_id,
            body,
            storesOf(request.principal),
            secrets.pairing,
          )
          await audit(ctx, request, {
            action: 'device.changed',
            subject: `device:${params.device_id}`,
            details: body,
          })
          return { ...say(device), ...sayCode(code) }
        }),
    )
    app.put(
      '/devices/:device_id/pairing',
      {
        config: managers,
        schema: {
          operationId: 'pairAgain',
          summary: 'A new code: the screen that types it becomes this till',
          tags,
          params: Params,
          response: { 200: shapes.Code },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const device = await findDevice(ctx, request.params.device_id)
          const stores = storesOf(request.principal)
          if (!device || (stores && !stores.includes(device.store_id))) throw refuse('device_not_found')
          if (device.retired_at) throw refuse('device_retired')
          const { pairing_code, expires_at } = await newCode(ctx, device.device_id, secrets.pairing)
          await audit(ctx, request, { action: 'device.code_made', subject: `device:${device.device_id}` })
          return { pairing_code, expires_at: expires_at.toISOString() }
        }),
    )
    app.delete(
      '/devices/:device_id',
      {
        config: managers,
        schema: {
          operationId: 'retireDevice',
          summary: 'Retire a till: it stops at once',
          tags,
          params: Params,
          response: { 200: shapes.Device },
        },
      },
      async (request) => {
        const { device_id } = request.params
        const retired = await request.inTenant(async (ctx) => {
          const device = await retireDevice(ctx, device_id, storesOf(request.principal))
          await audit(ctx, request, { action: 'device.retired', subject: `device:${device_id}` })
          return device
        })
        await forgetAccess(device_id)
        return say(retired)
      },
    )
    app.post(
      '/pairing',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'pair',
          summary: 'Become the till that this code was made for',
          tags: till,
          body: shapes.PairingBody,
          response: { 200: shapes.Paired },
        },
      },
      async (request) => {
        const { code, user_agent = request.headers['user-agent'] ?? null } = request.body
        const attempt = {
          code,
          user_agent: user_agent?.slice(0, 400) ?? null,
          ip: request.ip,
          tenant: request.tenant,
        }
        const { device, token, store, tenant_id } = await pairDevice(db, secrets.pairing, attempt, new Date())
        await forgetAccess(device.device_id)
        const tenant = await db
          .selectFrom('tenant')
          .select(['tenant_id', 'slug', 'name', 'language', 'currency', 'time_zone', 'theme'])
          .where('tenant_id', '=', tenant_id)
          .executeTakeFirstOrThrow()
        const { device_id, receipt_code } = device
        return {
          device_id,
          token,
          receipt_code,
          store,
          tenant: { ...tenant, language: tenant.language as 'fr' | 'en' },
        }
      },
    )
    app.get(
      '/till/bootstrap',
      {
        config: { may: ['device'] },
        schema: {
          operationId: 'bootstrapTill',
          summary: 'What a till needs to work all day without network',
          tags: till,
          response: { 200: shapes.Bootstrap },
        },
      },
      (request) => {
        const { device_id, tenant } = tillOf(request)
        return request.inTenant((ctx) => readBootstrap(ctx, device_id, tenant))
      },
    )
    app.get(
      '/till/customers',
      {
        config: { may: ['device'] },
        schema: {
          operationId: 'listTillCustomers',
          summary:
            'The customers a till keeps for when there is no network, or what changed since its version',
          tags: till,
          querystring: DirectoryQuery,
          response: { 200: Directory },
        },
      },
      (request) => {
        const { store_id } = tillOf(request)
        return request.inTenant((ctx) => readDirectory(ctx, store_id, request.query)) as never
      },
    )
    app.put(
      '/till/shift',
      {
        config: { may: ['device'] },
        schema: {
          operationId: 'beginShift',
          summary: 'A seller takes the till by PIN',
          tags: till,
          body: shapes.ShiftBody,
          response: { 200: shapes.Shift },
        },
      },
      async (request) => {
        const { staff_token, expires_at, staff } = await beginShift(
          db,
          secrets.shift,
          tillOf(request),
          { ...request.body, ip: request.ip },
          new Date(),
        )
        return { staff_token, expires_at: expires_at.toISOString(), staff }
      },
    )
  }
