/** The composition root: everything is put together here, from arguments, in reading order. */
import type pg from 'pg'
import type { Config } from './config.ts'
import { authenticator, type Subject } from './platform/authenticate.ts'
import type { Database } from './platform/database.ts'
import { health, type Checks } from './platform/health.ts'
import { buildHttp, type Routes } from './platform/http.ts'

export type Parts = {
  config: Config
  pool: pg.Pool
  db: Database
  /** Called after a write that reactions should see at once. */
  nudge?: () => void
  log?: { level: string } | false
  /** What must be up for /readyz to say so. */
  checks?: Checks
}

export async function buildApp({ config, db, log = false, checks = {}, nudge = () => {} }: Parts) {
  const features: Routes[] = []
  const subjects: Record<string, Subject> = {
    api_key: async (access) => ({ kind: 'api_key', api_key_id: access.subject_id, role: access.scopes[0] as never }),
    customer: async (access) => ({ kind: 'customer', customer_id: access.subject_id }),
  }
  const authenticate = authenticator(db, async () => null, async () => null, subjects)
  const app = await buildHttp({ db, authenticate, features, trust_proxy: config.trust_proxy, log })
  health(app, checks)
  // A write may have announced something: its reactions look at once instead of at their next round.
  app.addHook('onResponse', async (request, reply) => {
    if (request.method !== 'GET' && reply.statusCode < 300) nudge()
  })
  return app
}
