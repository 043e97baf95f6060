/** Where reactions stand among a tenant's facts, and the facts that lie before them. */
import { sql } from 'kysely'
import type { Context } from './database.ts'
import type { Fact, Reaction } from './facts.ts'

/** Facts that reactions read at once: what they count for a day or a customer they count once for all of these. */
const SLICE = 2000

/** Facts lie in the order of their transactions. */
export type Place = { txid: number; fact_id: string }
export type Row = Fact & Place

export const isBefore = (one: Place, other: Place) =>
  one.txid < other.txid || (one.txid === other.txid && one.fact_id < other.fact_id)

type Stand = { places: Map<string, Place>; end: Place | null }

/**
 * Where each reaction stands, and the last fact that may be read: no open transaction can still write before it. One that
 * never stood anywhere begins before the first fact.
 */
export async function findStand({ tx, tenant_id }: Context, reactions: Reaction[]): Promise<Stand> {
  const names = [...new Set(reactions.flatMap(({ name, after = [] }) => [name, ...after]))]
  const { rows } = await sql<{ name: string; is_new: boolean; end: Place | null } & Place>`
    select r.name, c.txid is null as is_new, coalesce(c.txid, 0) as txid,
      coalesce(c.fact_id, '00000000-0000-0000-0000-000000000000') as fact_id, e.place as end
    from unnest(${names}::text[]) as r(name)
    left join reaction_cursor c on c.tenant_id = ${tenant_id} and c.reaction = r.name
    left join (select jsonb_build_object('txid', f.txid, 'fact_id', f.fact_id) as place from fact f
      where f.tenant_id = ${tenant_id} and f.txid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
      order by f.txid desc, f.fact_id desc limit 1) e on true
  `.execute(tx)
  const strangers = rows.filter(({ is_new }) => is_new).map(({ name }) => name)
  if (strangers.length > 0)
    await sql`
      insert into reaction_cursor (tenant_id, reaction, txid, fact_id)
      select ${tenant_id}, r, 0, '00000000-0000-0000-0000-000000000000' from unnest(${strangers}::text[]) r
      on conflict do nothing`.execute(tx)
  const places = new Map(rows.map(({ name, txid, fact_id }): [string, Place] => [name, { txid, fact_id }]))
  return { places, end: rows[0]?.end ?? null }
}

/** Those that are not at the end, together with whoever stands at the same place: they read the same facts. */
export function groupsBehind(
  reactions: Reaction[],
  { places, end }: Stand,
): { from: Place; group: Reaction[] }[] {
  if (!end) return []
  const groups = new Map<string, { from: Place; group: Reaction[] }>()
  for (const reaction of reactions) {
    const from = places.get(reaction.name)!
    if (!isBefore(from, end)) continue
    const key = `${from.txid} ${from.fact_id}`
    const one = groups.get(key) ?? { from, group: [] }
    one.group.push(reaction)
    groups.set(key, one)
  }
  return [...groups.values()]
}

export type Slice = { facts: Row[]; reach: Place; is_full: boolean }

/** The next facts of these kinds, and how far they reach: facts of other kinds are passed over where they lie. */
export async function readSlice(
  { tx, tenant_id }: Context,
  kinds: string[],
  from: Place,
  end: Place,
): Promise<Slice> {
  const { rows: facts } = await sql<Row>`
    select f.txid, f.fact_id, f.kind, f.customer_id, f.store_id, f.subject_id, f.actor, f.payload, f.occurred_at, f.recorded_at
    from fact f
    where f.tenant_id = ${tenant_id} and (f.txid, f.fact_id) > (${from.txid}::bigint, ${from.fact_id}::uuid)
      and (f.txid, f.fact_id) <= (${end.txid}::bigint, ${end.fact_id}::uuid) and f.kind = any(${kinds}::text[])
    order by f.txid, f.fact_id limit ${SLICE}
  `.execute(tx)
  // A full slice ends at its last one: more of them may lie behind it.
  const is_full = facts.length === SLICE
  return { facts, reach: is_full ? facts.at(-1)! : end, is_full }
}

/** False when another process is at it, or has been: what lies before it is not this one's to read. */
export async function moveOn(
  { tx, tenant_id }: Context,
  names: string[],
  from: Place,
  to: Place,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with mine as (
      select reaction from reaction_cursor
      where tenant_id = ${tenant_id} and reaction = any(${names}::text[])
        and txid = ${from.txid}::bigint and fact_id = ${from.fact_id}::uuid
      order by reaction for update skip locked
    )
    update reaction_cursor c set txid = ${to.txid}::bigint, fact_id = ${to.fact_id}::uuid
    from mine where c.tenant_id = ${tenant_id} and c.reaction = mine.reaction
  `.execute(tx)
  return numAffectedRows === BigInt(names.length)
}
