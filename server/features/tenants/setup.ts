/** The first run of an empty install: its first shop and owner, made from a page that closes behind them. */
import { timingSafeEqual } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { newId } from '../../lib/id.ts'
import { hashToken } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import { readSecret } from '../../platform/secrets.ts'
import { countTry } from '../../platform/tries.ts'
import { passwordHash } from '../../platform/users.ts'
import { isWeakPassword } from '../staff/rules.ts'
import { refuse as refuseStaff } from '../staff/refusals.ts'
import { createTenant } from './actions.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/i

/** Whether only this machine can reach the install, as far as its settings say. */
const isLocalInstall = ({ host, public_url, trust_proxy }: Config) =>
  LOOPBACK.test(host) && LOOPBACK.test(new URL(public_url).hostname) && !trust_proxy

/** Behind a proxy, or by a name that somebody else's page pointed here, a request only looks local. */
function isLocalRequest({ ip, hostname, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(ip) && LOOPBACK.test(hostname) && !headers.forwarded && !headers['x-forwarded-for']
}

const secretNeeded = (config: Config, request: FastifyRequest) =>
  !(isLocalInstall(config) && isLocalRequest(request))

/**
 * The code to show on the console of whoever starts the program, or null when the first run is over. Made once, kept
 * in a file, and gone with the first run.
 */
export async function setupSecret({ config, db }: { config: Config; db: Database }): Promise<string | null> {
  if (await rows.anyTenant(db)) return null
  return readSecret(config.home, 'setup', 18).toString('base64url')
}

export async function describeSetup(db: Database, config: Config, request: FastifyRequest) {
  const needed = !(await rows.anyTenant(db))
  return { needed, secret_needed: needed && secretNeeded(config, request) }
}

export type SetupWish = {
  owner: { name: string; email: string; password: string }
  shop: { name: string; slug: string; store_name?: string; language?: 'fr' | 'en'; time_zone?: string }
  secret?: string
}

export async function setUp(
  db: Database,
  config: Config,
  request: FastifyRequest,
  { owner, shop, secret }: SetupWish,
) {
  if (await rows.anyTenant(db)) throw refuse('already_set_up')
  if (secretNeeded(config, request)) {
    const tried = await countTry(db, { what: 'setup', ip: request.ip })
    const expected = await setupSecret({ config, db })
    if (!expected || !isSame(secret ?? '', expected)) throw refuse('wrong_setup_secret')
    await tried.giveBack()
  }
  if (isWeakPassword(owner.password, owner.email)) throw refuseStaff('weak_password')
  const { name, email } = owner
  const password_hash = await passwordHash(owner.password)
  const wish = {
    tenant_id: newId(),
    ...shop,
    owner: { how: 'with_password' as const, name, email, password_hash },
  }
  const made = await createTenant(db, config, wish, async ({ tx }) => {
    await rows.lockInstall(tx)
    if (await rows.anyTenant(tx)) throw refuse('already_set_up')
  })
  const file = join(config.home, 'secrets', 'setup')
  if (existsSync(file)) rmSync(file)
  return { tenant_id: made.tenant_id, slug: made.slug }
}

const isSame = (given: string, expected: string) => timingSafeEqual(hashToken(given), hashToken(expected))
