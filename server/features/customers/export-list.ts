/** The list as a file: exactly those that the filters show, in their order, written as it is read. */
import { csvLine } from '../../lib/csv.ts'
import type { Context } from '../../platform/database.ts'
import { conditions, readPage, writeCursor, type Filters, type Row } from './list.ts'

const ROWS_PER_READ = 1000

const COLUMNS = {
  fr: [
    'N° de client',
    'Prénom',
    'Nom',
    'Carte',
    'Téléphone',
    'E-mail',
    'Magasin',
    'Créé le',
    'Dernier achat',
    'Achats',
    'Dépensé (€)',
    'Étiquettes',
    'Parti le',
  ],
  en: [
    'Customer',
    'First name',
    'Last name',
    'Card',
    'Phone',
    'E-mail',
    'Store',
    'Created',
    'Last sale',
    'Sales',
    'Spent',
    'Tags',
    'Left',
  ],
}

/** Pieces of text; nothing but one page stands in memory. */
export async function* writeList(
  ctx: Context,
  filters: Filters,
  stores: string[] | null,
  language: 'fr' | 'en',
) {
  const where = await conditions(ctx, filters, stores)
  const names = await storeNames(ctx)
  // The mark by which a spreadsheet knows UTF-8.
  yield '\uFEFF' + csvLine(COLUMNS[language])
  let cursor: string | undefined
  while (true) {
    const rows = await readPage(ctx, where, filters.sort ?? 'name', cursor, ROWS_PER_READ)
    yield rows.map((row) => csvLine(cellsOf(row, names, language))).join('')
    if (rows.length < ROWS_PER_READ) return
    cursor = writeCursor(rows.at(-1)!)
  }
}

async function storeNames(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('store')
    .select(['store_id', 'name'])
    .where('tenant_id', '=', ctx.tenant_id)
    .execute()
  return new Map(rows.map(({ store_id, name }) => [store_id, name]))
}

function cellsOf(row: Row, stores: Map<string, string>, language: 'fr' | 'en') {
  const amount = (row.spent_cents / 100).toFixed(2)
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? ''
  return [
    row.customer_id,
    row.first_name,
    row.last_name,
    row.card_number,
    row.phone,
    row.email,
    stores.get(row.home_store_id ?? '') ?? '',
    day(row.created_at),
    day(row.last_sale_at),
    row.sales_count,
    language === 'fr' ? amount.replace('.', ',') : amount,
    row.tags.join(', '),
    day(row.left_at),
  ]
}
