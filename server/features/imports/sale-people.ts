/** Who bought, and what: found by what the file says of them, made when the person who imports asked for it. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { importProducts, listBySku } from '../catalogue/import.ts'
import { importCustomers } from '../customers/actions.ts'
import { readCardNumber } from '../customers/card-number.ts'
import type { Job } from './job.ts'
import { customerKey, type Line } from './sale-lines.ts'
import type { Effect } from './report.ts'

export type People = { byKey: Map<string, string>; created: number; effects: Effect[] }

type Asked = { key: string; kind: 'card' | 'external' | 'email' | 'phone'; value: string; line: Line }

/** Customer ids by what names them in the file. A phone or an e-mail that two people share names neither. */
export async function findPeople(ctx: Context, job: Job, lines: Line[]): Promise<People> {
  const asked = new Map<string, Asked>()
  const found = new Map<string, string>()
  for (const line of lines) {
    const key = customerKey(line.line.customer)
    if (key === null || asked.has(key) || found.has(key)) continue
    const known = job.memory.get(key)
    if (known) found.set(key, known as string)
    else asked.set(key, { key, line, ...identifierOf(key, job) })
  }
  for (const [key, id] of await listHolders(ctx, [...asked.values()])) {
    found.set(key, id)
    asked.delete(key)
    job.memory.set(key, id)
  }
  if (job.options.unknown_customers !== 'create' || asked.size === 0)
    return { byKey: found, created: 0, effects: [] }
  return createPeople(ctx, job, [...asked.values()], found)
}

function identifierOf(key: string, { options }: Job): Pick<Asked, 'kind' | 'value'> {
  const [kind, value] = [key.slice(0, key.indexOf(':')) as Asked['kind'], key.slice(key.indexOf(':') + 1)]
  if (kind === 'external')
    return { kind, value: `${(options.system ?? 'file').toLowerCase()}:${value.trim()}` }
  if (kind === 'card') return { kind, value: readCardNumber(value) ?? value }
  return { kind, value: kind === 'email' ? value.toLowerCase() : value }
}

async function listHolders({ tx, tenant_id }: Context, asked: Asked[]): Promise<Map<string, string>> {
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ key: string; customer_id: string }>`
    select k.key, min(i.customer_id::text) as customer_id
    from unnest(${asked.map(({ key }) => key)}::text[], ${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ value }) => value)}::text[])
      as k (key, kind, value)
    join identifier i on i.tenant_id = ${tenant_id} and i.kind = k.kind and i.value = k.value
    group by k.key having count(distinct i.customer_id) = 1`.execute(tx)
  return new Map(rows.map(({ key, customer_id }) => [key, customer_id]))
}

async function createPeople(
  ctx: Context,
  job: Job,
  asked: Asked[],
  found: Map<string, string>,
): Promise<People> {
  const effects: Effect[] = []
  let created = 0
  const wishes = asked.map(({ kind, value, line }) => ({
    customer_id: newId(),
    created_at: line.occurred_at,
    wish: {
      home_store_id: line.store_id,
      ...(kind === 'card' && { card_number: value }),
      ...(kind === 'email' && { emails: [value] }),
      ...(kind === 'phone' && { phones: [value] }),
      ...(kind === 'external' && {
        external_ids: [{ system: job.options.system ?? 'file', value: line.line.customer.external_id! }],
      }),
    },
  }))
  for (let from = 0; from < wishes.length; from += 1000) {
    const how = {
      source: 'import',
      import_id: job.import_id,
      on_match: 'skip' as const,
      duplicates: 'create' as const,
    }
    const answers = await importCustomers(ctx, wishes.slice(from, from + 1000), how)
    for (const [at, { effect, customer_id }] of answers.entries()) {
      const { key, line } = asked[from + at]!
      if (effect === 'refused' || effect === 'duplicate_of') continue
      found.set(key, customer_id)
      if (effect !== 'created') continue
      effects.push({ row_no: line.row.line, subject_id: customer_id, effect, before: null })
      // A rehearsal forgets whom it made; the next slice must not count them again.
      if (!job.memory.has(`made ${key}`)) created += 1
      job.memory.set(`made ${key}`, true)
    }
  }
  return { byKey: found, created, effects }
}

/** References that the catalogue lacks, added with the words and the price of their first line. */
export async function addMissingProducts(
  ctx: Context,
  job: Job,
  lines: Line[],
): Promise<{ created: number; effects: Effect[] }> {
  const known = (job.memory.get('skus') ?? new Set()) as Set<string>
  job.memory.set('skus', known)
  const missing = new Map<string, Line>()
  for (const line of lines) {
    const { sku } = line.line
    if (sku && !known.has(sku) && !missing.has(sku)) missing.set(sku, line)
  }
  if (missing.size === 0) return { created: 0, effects: [] }
  for (const { sku } of await listBySku(ctx, [...missing.keys()])) {
    known.add(sku)
    missing.delete(sku)
  }
  const products = [...missing].map(([sku, { line, unit_price_cents }]) => ({
    product_id: newId(),
    sku,
    name: (line.description ?? sku).slice(0, 200),
    category: line.category?.slice(0, 100) ?? null,
    brand: null,
    barcode: null,
    price_cents: unit_price_cents,
  }))
  await importProducts(ctx, products, job.import_id)
  for (const sku of missing.keys()) known.add(sku)
  const effects = products.map(({ product_id, sku }) => ({
    row_no: missing.get(sku)!.row.line,
    subject_id: product_id,
    effect: 'created' as const,
    before: { product: true },
  }))
  return { created: products.length, effects }
}
