/** The addresses that stand in messages, outside the API: short, and answered to whoever holds them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../../platform/http.ts'
import { targetOf } from './actions.ts'
import { unknownPage } from './pages.ts'
import type { Recorder } from './record.ts'
import { machineByRequest, networkOf, readCode } from './rules.ts'
import { openToken, type LinkKeys } from './sign.ts'
import { findTraceByCode } from './trace-queries.ts'
import type { ScanCounter } from './trace.ts'

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const config = { may: ['public'] } as const
type ByToken = { Params: { token: string } }

export const publicLinkRoutes =
  (keys: LinkKeys, recorder: Recorder, scans: ScanCounter): Routes =>
  async (app) => {
    app.get<ByToken>('/l/:token', { config, schema: { hide: true } }, async (request, reply) => {
      const { token } = request.params
      const target = await request.inTenant((ctx) => targetOf(ctx, keys, token))
      quiet(reply)
      if (!target) return unknownPage(request, reply)
      // A machine that only looks whether it is there is answered, and counted as nothing.
      if (request.method !== 'HEAD')
        recorder.see({ ...seenOf(request), message_id: target.message_id, link_id: target.link_id })
      return reply.redirect(target.url, 302)
    })
    app.get<ByToken>('/o/:token', { config, schema: { hide: true } }, async (request, reply) => {
      const tenant_id = request.tenant?.tenant_id
      const opened = tenant_id && openToken(keys, 'o', tenant_id, request.params.token)
      // The same picture whatever it was: it tells nobody whether a message exists.
      if (opened && opened !== 'expired' && request.method !== 'HEAD')
        recorder.see({ ...seenOf(request), message_id: opened.message_id, link_id: null })
      quiet(reply)
      return reply.header('cross-origin-resource-policy', 'cross-origin').type('image/gif').send(PIXEL)
    })
    app.get<{ Params: { code: string } }>(
      '/q/:code',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const code = readCode(request.params.code)
        const trace = await request.inTenant((ctx) => findTraceByCode(ctx, code))
        quiet(reply)
        if (!trace || trace.ended_at) return unknownPage(request, reply)
        const { tenant_id, time_zone } = request.tenant!
        const machine = machineByRequest(seenOf(request)) !== null
        if (request.method !== 'HEAD') scans.count({ tenant_id, code_id: trace.code_id, time_zone, machine })
        return reply.redirect(trace.target_url, 302)
      },
    )
  }

/** Nothing keeps it, nothing finds it, and where it leads is not told who came. */
export const quiet = (reply: FastifyReply) =>
  reply.headers({
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
  })

export function seenOf(request: FastifyRequest) {
  const { headers, ip } = request
  const purpose = ['purpose', 'sec-purpose', 'x-moz'].map((name) => String(headers[name] ?? '')).join(' ')
  return {
    tenant_id: request.tenant!.tenant_id,
    at_ms: Date.now(),
    network: networkOf(ip),
    agent: headers['user-agent'] ?? '',
    prefetch: /prefetch|preview/i.test(purpose),
  }
}
