/**
 * Against forged requests from another site (CSRF): what changes something with a cookie must come from our own pages.
 * The cookie is SameSite=Lax as well; this also holds for neighbours on a sub-domain and for signing in itself.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusals } from './refusal.ts'

const refuse = refusals({
  foreign_origin: [403, 'Cette demande vient d’un autre site.', 'This request comes from another site.'],
})

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `public_origin` is also believed: a proxy may change the Host header on the way. */
export function sameOrigin(app: FastifyInstance, public_origin: string) {
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method) || request.headers.authorization) return
    const verdict = originOf(request, public_origin)
    // A browser always says where a change comes from; with our cookie and without a word it is not one of our pages.
    if (verdict === 'foreign' || (verdict === 'unknown' && request.headers.cookie?.includes('comptoir')))
      throw refuse('foreign_origin')
  })
}

function originOf(request: FastifyRequest, public_origin: string): 'own' | 'foreign' | 'unknown' {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === undefined) return site === undefined ? 'unknown' : site === 'same-origin' ? 'own' : 'foreign'
  if (origin === public_origin) return 'own'
  return URL.canParse(origin) && new URL(origin).host === request.host ? 'own' : 'foreign'
}
