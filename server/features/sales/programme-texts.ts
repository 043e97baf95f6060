/**
 * The words of programme versions, read once: a version never changes, and each reward that is changed adds one. What
 * two versions have in common is one object, so that a thousand versions are little more than one and their changes.
 */
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Programme } from '../programmes/programme.ts'
import type { HouseProgramme } from './house.ts'

type Texts = { versions: Map<number, Programme>; parts: Map<string, unknown> }
const TENANTS_MAX = 1_000
const texts = new Map<string, Texts>()

function textsOf(tenant_id: string): Texts {
  const known = texts.get(tenant_id)
  if (known) return known
  if (texts.size >= TENANTS_MAX) texts.clear()
  const made: Texts = { versions: new Map(), parts: new Map() }
  texts.set(tenant_id, made)
  return made
}

/** Versions that stand, the one that is in force last first. */
export async function readVersions(tx: Tx, tenant_id: string): Promise<HouseProgramme[]> {
  const { versions, parts } = textsOf(tenant_id)
  const { rows } = await sql<{ version: number; effective_at: Date; programme: Programme | null }>`
    select v.version, v.effective_at,
      case when v.version = any(${[...versions.keys()]}::int[]) then null else v.programme end as programme
    from programme_version v
    where v.tenant_id = ${tenant_id}
      and not exists (select from programme_withdrawal w where w.tenant_id = ${tenant_id} and w.version = v.version)
    order by v.effective_at desc, v.version desc
  `.execute(tx)
  return rows.map(({ version, effective_at, programme }) => {
    if (programme) versions.set(version, shared(programme, parts))
    return { version, effective_at, programme: versions.get(version)! }
  })
}

/** Its parts, each the same object as in the version before where it says the same. */
function shared(programme: Programme, parts: Map<string, unknown>): Programme {
  const part = <T>(value: T): T => {
    const words = JSON.stringify(value)
    if (!parts.has(words)) parts.set(words, value)
    return parts.get(words) as T
  }
  const list = <T>(values: T[]): T[] => part(values.map(part))
  const entries = Object.entries(programme).map(([key, value]) => [
    key,
    Array.isArray(value) ? list(value as unknown[]) : part(value),
  ])
  return Object.fromEntries(entries) as Programme
}
