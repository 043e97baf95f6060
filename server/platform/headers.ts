/** What every answer says to browsers: no frames, no guessing of types, no scripts but ours, nothing kept by accident. */
import type { FastifyInstance } from 'fastify'

/** Scripts come only from our own files. Styles may be inline: the kit of the screens writes its own. */
const POLICY = [
  "default-src 'self'",
  // The scanner of the till reads codes with WebAssembly; it allows no script.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** For what somebody uploaded: shown as a picture or downloaded, never run. */
export const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"

const YEAR_S = 31_536_000

export function securityHeaders(app: FastifyInstance, public_url: string) {
  const publicly_secure = public_url.startsWith('https:')
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (publicly_secure || request.protocol === 'https')
      reply.header('strict-transport-security', `max-age=${YEAR_S}; includeSubDomains`)
    // An answer of the API is somebody's: no cache keeps it unless its route says otherwise.
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
}
