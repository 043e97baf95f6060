/** The list as a file: exactly those that the filters show, in their order, written as it is read. */
import { csvLine } from '../../lib/csv.ts'
import type { Context } from '../../platform/database.ts'
import { conditions, readPage, writeCursor, type Filters, type Row } from './list.ts'

const ROWS_PER_READ = 1000

/** As the list on the screen names them; a name is two columns, so that a letter can begin « Chère Ana ». */
export const EXPORT_COLUMNS = [
  'customer_id',
  'name',
  'card',
  'phone',
  'email',
  'store',
  'created',
  'last_sale',
  'sales_count',
  'spent',
  'balance',
  'tags',
  'left',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

const HEADINGS: Record<ExportColumn, { fr: string[]; en: string[] }> = {
  customer_id: { fr: ['N° de client'], en: ['Customer'] },
  name: { fr: ['Prénom', 'Nom'], en: ['First name', 'Last name'] },
  card: { fr: ['Carte'], en: ['Card'] },
  phone: { fr: ['Téléphone'], en: ['Phone'] },
  email: { fr: ['E-mail'], en: ['E-mail'] },
  store: { fr: ['Magasin'], en: ['Store'] },
  created: { fr: ['Créé le'], en: ['Created'] },
  last_sale: { fr: ['Dernier achat'], en: ['Last sale'] },
  sales_count: { fr: ['Achats'], en: ['Sales'] },
  spent: { fr: ['Dépensé (€)'], en: ['Spent'] },
  balance: { fr: ['Points'], en: ['Points'] },
  tags: { fr: ['Étiquettes'], en: ['Tags'] },
  left: { fr: ['Parti le'], en: ['Left'] },
}

/** Pieces of text; nothing but one page stands in memory. */
export async function* writeList(
  ctx: Context,
  filters: Filters,
  stores: string[] | null,
  language: 'fr' | 'en',
  columns: readonly ExportColumn[] = EXPORT_COLUMNS,
) {
  const where = await conditions(ctx, filters, stores)
  const names = await storeNames(ctx)
  // The mark by which a spreadsheet knows UTF-8.
  yield '\uFEFF' + csvLine(columns.flatMap((column) => HEADINGS[column][language]))
  let cursor: string | undefined
  while (true) {
    const rows = await readPage(ctx, where, filters.sort ?? 'name', cursor, ROWS_PER_READ)
    yield rows.map((row) => csvLine(cellsOf(row, names, language, columns))).join('')
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

function cellsOf(
  row: Row,
  stores: Map<string, string>,
  language: 'fr' | 'en',
  columns: readonly ExportColumn[],
) {
  const amount = (row.spent_cents / 100).toFixed(2)
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? ''
  const balances = Object.entries(row.balance)
  const cells: Record<ExportColumn, (string | number | null)[]> = {
    customer_id: [row.customer_id],
    name: [row.first_name, row.last_name],
    card: [row.card_number],
    phone: [row.phone],
    email: [row.email],
    store: [stores.get(row.home_store_id ?? '') ?? ''],
    created: [day(row.created_at)],
    last_sale: [day(row.last_sale_at)],
    sales_count: [row.sales_count],
    spent: [language === 'fr' ? amount.replace('.', ',') : amount],
    // A number where there is one counter; else each with its name.
    balance: [
      balances.length === 1 ? balances[0]![1] : balances.map(([unit, n]) => `${n} ${unit}`).join(', '),
    ],
    tags: [row.tags.join(', ')],
    left: [day(row.left_at)],
  }
  return columns.flatMap((column) => cells[column])
}
