/** Which shop an address means: /t/<slug>/…, a host name of its own, or the only one there is. */
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Database } from './database.ts'
import { refuse } from './refusal.ts'

export type Tenant = {
  tenant_id: string
  slug: string
  name: string
  language: 'fr' | 'en'
  currency: string
  time_zone: string
  theme: Record<string, unknown>
  settings: Record<string, unknown>
  /** The address named it, rather than there being only one. */
  explicit: boolean
}

const slugs = new WeakMap<IncomingMessage, string>()

/** Takes /t/<slug> off the address and remembers it, so that every route serves every shop. */
export function stripTenant(request: { url?: string }): string {
  const url = request.url ?? '/'
  const match = /^\/t\/([a-z0-9][a-z0-9-]{1,40})(\/.*|\?.*)?$/.exec(url)
  if (!match) return url
  slugs.set(request as IncomingMessage, match[1]!)
  return match[2]?.startsWith('/') ? match[2] : `/${match[2] ?? ''}`
}

/** The /t/<slug> that the request came with, or an empty text. */
export const tenantPath = (request: FastifyRequest) => {
  const slug = slugs.get(request.raw)
  return slug ? `/t/${slug}` : ''
}

/** Where a shop is reached from outside: for links in messages and codes. */
export const shopUrl = (public_url: string, { slug }: { slug: string }) => `${public_url}/t/${slug}`

const KEPT_MS = 5_000
/** A host that is no shop's: most installs have one shop and are asked by a name that nobody wrote down. */
const UNKNOWN_KEPT_MS = 500

export function tenantResolver(db: Database) {
  // Read at every request: kept for a few seconds, so that a renamed shop is right soon without a message between processes.
  const kept = new Map<string, { until: number; tenant: Promise<Tenant | null> }>()
  const keep = (key: string, find: () => Promise<Tenant | null>, unknown_ms = 0) => {
    const known = kept.get(key)
    if (known && Date.now() < known.until) return known.tenant
    if (kept.size > 10_000) kept.clear()
    const tenant = find()
    const entry = { until: Date.now() + KEPT_MS, tenant }
    const forget = () => void (entry.until = Date.now() + unknown_ms)
    tenant.then((found) => found ?? forget(), forget)
    kept.set(key, entry)
    return tenant
  }
  const columns = [
    'tenant_id',
    'slug',
    'name',
    'language',
    'currency',
    'time_zone',
    'theme',
    'settings',
  ] as const
  const find = async (column: 'slug' | 'host_name' | 'tenant_id', value: string) => {
    const row = await db.selectFrom('tenant').select(columns).where(column, '=', value).executeTakeFirst()
    return row ? ({ ...row, explicit: column !== 'tenant_id' } as Tenant) : null
  }
  const only = async () => {
    const rows = await db.selectFrom('tenant').select(columns).limit(2).execute()
    return rows.length === 1 ? ({ ...rows[0], explicit: false } as Tenant) : null
  }
  const resolve = async (request: FastifyRequest): Promise<Tenant | null> => {
    const slug = slugs.get(request.raw)
    if (slug) {
      const tenant = await keep(`slug:${slug}`, () => find('slug', slug))
      if (!tenant) throw refuse('tenant_not_found')
      return tenant
    }
    const host = request.hostname.toLowerCase()
    return (await keep(`host:${host}`, () => find('host_name', host), UNKNOWN_KEPT_MS)) ?? keep('only', only)
  }
  return Object.assign(resolve, { byId: (id: string) => keep(`id:${id}`, () => find('tenant_id', id)) })
}
