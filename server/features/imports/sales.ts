/**
 * A file of past sales: every line is sold, come back, known already, void, or refused with its reason, and the money of
 * each adds up to the file's.
 */
import type { Context } from '../../platform/database.ts'
import { sayRefusal } from '../../platform/refusal.ts'
import { recordMany, SALES_MAX } from '../sales/record-many.ts'
import type { SaleToRecord } from '../sales/wish.ts'
import { said, type Job, type Kind } from './job.ts'
import type { Mapping } from './reading/mapping.ts'
import type { Row } from './reading/source.ts'
import { toSaleLine } from './reading/to-sale-line.ts'
import { isMapped } from './reading/values.ts'
import type { NotTaken, Warned, Worked } from './report.ts'
import { keepKnown, partKnown } from './sale-keys.ts'
import { customerKey, groupLines, idFrom, priceLine, receiptOf, type Group, type Line } from './sale-lines.ts'
import { addMissingProducts, findPeople, type People } from './sale-people.ts'
import { takeReturns, type Coming } from './sale-returns.ts'
import { folded } from './shop.ts'
import { salesUndo } from './undo-sales.ts'

export const salesKind: Kind = {
  slice_rows: 4000,
  groupOf: receiptOf,
  work: workSales,
  checkUndo: salesUndo.check,
  undo: salesUndo.slice,
}

type Slice = {
  lines: Line[]
  not_taken: NotTaken[]
  warned: Warned[]
  counts: Record<string, number>
  amounts: Record<string, number>
}

async function workSales(ctx: Context, job: Job, rows: Row[], part: number): Promise<Worked> {
  const slice = readLines(job, rows)
  const parted = await partKnown(ctx, groupLines(slice.lines, job.options.system ?? 'file'), job.import_id)
  const known = parted.flatMap((one) => one.known)
  const fresh = parted.flatMap((one) => one.fresh)
  tally(slice, 'already', known)
  const people = await findPeople(ctx, job, fresh)
  const products =
    job.options.unknown_products === 'create'
      ? await addMissingProducts(ctx, job, fresh)
      : { created: 0, effects: [] }
  slice.counts.customers_created = people.created
  slice.counts.products_created = products.created
  const open = parted
    .filter((one) => one.fresh.length > 0)
    .map(({ group, fresh: lines }) => ({ ...group, lines }))
  await recordSales(ctx, job, slice, open, people, part)
  await recordReturned(ctx, job, slice, open, people, part)
  const { counts, amounts, not_taken, warned } = slice
  await keepKnown(ctx, parted, new Set(not_taken.map(({ row }) => row)), job.import_id, part)
  counts.refused = not_taken.length
  return { counts, amounts, not_taken, warned, effects: [...people.effects, ...products.effects] }
}

const ZERO_QUANTITY = said('quantity_zero', 'La quantité est nulle.', 'The quantity is zero.')
const WITHOUT_SALE = said(
  'return_without_sale',
  'Retour sans vente : aucun achat de ce client, plus ancien, au même prix, n’en contient autant.',
  'A return without its sale: no earlier purchase of this customer at the same price holds as much.',
)

function readLines(job: Job, rows: Row[]): Slice {
  const mapping = job.mapping as Mapping<'sales'>
  const has_total = isMapped(mapping as Mapping, 'line_total')
  const slice: Slice = { lines: [], not_taken: [], warned: [], counts: {}, amounts: {} }
  for (const row of rows) {
    const outcome = toSaleLine(row, mapping)
    if (!outcome.ok) {
      slice.not_taken.push({ row, kind: 'refused', reasons: outcome.reasons })
      continue
    }
    const { value, warnings } = outcome
    const store_id = storeOf(value.store, job)
    if (store_id === null) {
      slice.not_taken.push({ row, kind: 'refused', reasons: [storeUnknown(value.store)] })
      continue
    }
    const line = priceLine(
      row,
      value,
      store_id,
      job.shop.zones.get(store_id) ?? job.shop.time_zone,
      has_total,
    )
    if (line === null) {
      slice.not_taken.push({ row, kind: 'refused', reasons: [ZERO_QUANTITY] })
      continue
    }
    if (warnings.length > 0) slice.warned.push({ row_no: row.line, reasons: warnings })
    // The payment failed or the order was cancelled: nothing was bought.
    if (value.is_void) tally(slice, 'void', [line])
    else slice.lines.push(line)
  }
  return slice
}

function storeOf(name: string | null, { shop }: Job): string | null {
  return (name === null ? undefined : shop.stores.get(folded(name))) ?? shop.default_store_id
}

const storeUnknown = (name: string | null) =>
  name === null
    ? said(
        'store_missing',
        'Rien ne dit dans quel magasin : choisissez-en un pour tout le fichier.',
        'Nothing says in which store: choose one for the whole file.',
      )
    : said('store_unknown', `Le magasin « ${name} » n’existe pas ici.`, `There is no store “${name}” here.`)

function tally(slice: Slice, fate: string, lines: Line[]) {
  slice.counts[`${fate}_lines`] = (slice.counts[`${fate}_lines`] ?? 0) + lines.length
  slice.amounts[fate] = (slice.amounts[fate] ?? 0) + lines.reduce((sum, { exact }) => sum + exact, 0)
}

const sold = ({ lines }: Group) => lines.filter(({ line }) => line.kind === 'sale')

async function recordSales(
  ctx: Context,
  job: Job,
  slice: Slice,
  groups: Group[],
  people: People,
  part: number,
) {
  const house = job.options.points === 'earn' ? job.house : { ...job.house, programmes: [] }
  const selling = groups
    .filter((group) => sold(group).length > 0)
    .toSorted((a, b) => a.occurred_at.getTime() - b.occurred_at.getTime())
  const units: Record<string, number> = {}
  for (let from = 0; from < selling.length; from += SALES_MAX) {
    const batch = selling.slice(from, from + SALES_MAX)
    const recorded = await recordMany(
      ctx,
      batch.map((group) => saleOf(ctx, job, group, people, part)),
      house,
      job.codes,
    )
    for (const [at, { refusal, earned }] of recorded.entries()) {
      const lines = sold(batch[at]!)
      if (refusal) {
        const reasons = [
          said(refusal.code, sayRefusal(refusal.code, 'fr').title, sayRefusal(refusal.code, 'en').title),
        ]
        slice.not_taken.push(...lines.map(({ row }) => ({ row, kind: 'refused' as const, reasons })))
        tally(slice, 'refused', lines)
        continue
      }
      slice.counts.sales = (slice.counts.sales ?? 0) + 1
      tally(slice, 'sold', lines)
      tally(slice, 'sold_anonymous', customerOf(batch[at]!, people) === null ? lines : [])
      const cents = lines.reduce((sum, { total_cents }) => sum + total_cents, 0)
      slice.amounts.sold_recorded = (slice.amounts.sold_recorded ?? 0) + cents * 100
      for (const { unit, units: n } of earned) units[unit] = (units[unit] ?? 0) + n
    }
  }
  for (const [unit, n] of Object.entries(units)) slice.counts[`earned_${unit}`] = n
}

function customerOf({ lines }: Group, { byKey }: People): string | null {
  const key = customerKey(lines[0]!.line.customer)
  return key === null ? null : (byKey.get(key) ?? null)
}

function saleOf(ctx: Context, job: Job, group: Group, people: People, part: number): SaleToRecord {
  const customer_id = customerOf(group, people)
  const { store_id, occurred_at, reference } = group
  return {
    sale_id: idFrom(`${ctx.tenant_id} ${job.import_id} ${part} ${group.key}`, occurred_at),
    store_id,
    ...(customer_id !== null && { customer_id }),
    occurred_at: occurred_at.toISOString(),
    ...(reference !== null && { receipt_number: reference }),
    lines: sold(group).map(({ line, quantity_milli, unit_price_cents, discount_cents }) => ({
      ...(line.sku !== null && { sku: line.sku }),
      ...(line.description !== null && { label: line.description.slice(0, 200) }),
      ...(line.category !== null && { category: line.category.slice(0, 100) }),
      quantity_milli,
      unit_price_cents,
      ...(discount_cents > 0 && { discount_cents }),
    })),
    actor: ctx.actor,
    device_id: null,
    source: 'import',
    import_id: job.import_id,
  }
}

async function recordReturned(
  ctx: Context,
  job: Job,
  slice: Slice,
  groups: Group[],
  people: People,
  part: number,
) {
  const coming = groups.flatMap((group): Coming[] =>
    group.lines
      .filter(({ line }) => line.kind === 'return')
      .map((line) => ({ line, group, customer_id: customerOf(group, people) })),
  )
  const matched = await takeReturns(ctx, job, coming, part)
  slice.counts.returns = matched.returns
  slice.counts.returned_lines = matched.lines
  slice.amounts.returned = matched.exact
  slice.amounts.returned_recorded = -matched.cents * 100
  tally(slice, 'return_without_sale', matched.unmatched)
  slice.not_taken.push(
    ...matched.unmatched.map(({ row }) => ({ row, kind: 'refused' as const, reasons: [WITHOUT_SALE] })),
  )
}
