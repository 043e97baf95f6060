/**
 * Which lines of a receipt were brought in before, by whatever file. Equal lines of one receipt are told apart by
 * counting them: the third equal line is new when two were known.
 */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Group, Line } from './sale-lines.ts'

export type Parted = { group: Group; fresh: Line[]; known: Line[] }

type KeyRow = { key: string; import_id: string; added: string; skipped: string }

export async function partKnown(ctx: Context, groups: Group[], import_id: string): Promise<Parted[]> {
  const keys = new Map(groups.map((group) => [keyOf(group), group]))
  const rows = Map.groupBy(await listKeys(ctx, [...keys.keys()]), ({ key }) => key)
  return [...keys].map(([key, group]) => partOne(group, rows.get(key) ?? [], import_id))
}

/** What was refused may come again, better. `part` is the slice: a receipt may come back later in its file. */
export async function keepKnown(
  ctx: Context,
  parted: Parted[],
  refused: Set<unknown>,
  import_id: string,
  part: number,
) {
  const rows = parted.map(({ group, fresh, known }) => ({
    key: keyOf(group),
    added: hashesOf(fresh.filter(({ row }) => !refused.has(row))),
    skipped: hashesOf([...known, ...fresh.filter(({ row }) => refused.has(row))]),
  }))
  await sql`
    insert into import_key (tenant_id, key_hash, import_id, part, added, skipped)
    select ${ctx.tenant_id}, decode(r.key, 'hex'), ${import_id}, ${part}, decode(r.added, 'hex'), decode(r.skipped, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, added text, skipped text)`.execute(
    ctx.tx,
  )
}

const keyOf = ({ key }: Group) => hash('sha256', key, 'hex').slice(0, 32)
const hashesOf = (lines: Line[]) => lines.map((line) => line.hash).join('')

async function listKeys({ tx, tenant_id }: Context, keys: string[]): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select encode(key_hash, 'hex') as key, import_id, encode(added, 'hex') as added, encode(skipped, 'hex') as skipped
    from import_key where tenant_id = ${tenant_id} and key_hash = any(select decode(k, 'hex') from unnest(${keys}::text[]) k)`.execute(
    tx,
  )
  return rows
}

function partOne(group: Group, rows: KeyRow[], import_id: string): Parted {
  if (rows.length === 0) return { group, fresh: group.lines, known: [] }
  const by_others = new Map<string, number>()
  const by_me = new Map<string, number>()
  for (const row of rows)
    if (row.import_id === import_id) count(by_me, row.added + row.skipped)
    else count(by_others, row.added)
  const parted: Parted = { group, fresh: [], known: [] }
  for (const line of group.lines) {
    const nth = (by_me.get(line.hash) ?? 0) + 1
    by_me.set(line.hash, nth)
    parted[nth <= (by_others.get(line.hash) ?? 0) ? 'known' : 'fresh'].push(line)
  }
  return parted
}

function count(into: Map<string, number>, hashes: string) {
  for (let at = 0; at < hashes.length; at += 16) {
    const one = hashes.slice(at, at + 16)
    into.set(one, (into.get(one) ?? 0) + 1)
  }
}
