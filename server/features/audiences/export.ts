/** Who is in an audience, as a file. */
import { csvLine } from '../../lib/csv.ts'
import type { Context } from '../../platform/database.ts'
import { listExported } from './queries-gather.ts'
import type { Language } from './shape.ts'

const ROWS_PER_READ = 1000
const HEADINGS: Record<Language, string[]> = {
  fr: ['N° de client', 'Prénom', 'Nom', 'Carte', 'E-mail', 'Téléphone', 'Magasin', 'Entré le'],
  en: ['Customer', 'First name', 'Last name', 'Card', 'E-mail', 'Phone', 'Store', 'Entered on'],
}

/** Pieces of text; nothing but one page stands in memory. */
export async function* writeMembers(
  ctx: Context,
  audience_id: string,
  stores: string[] | null,
  language: Language,
) {
  // The mark by which a spreadsheet knows UTF-8.
  yield '\uFEFF' + csvLine(HEADINGS[language])
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await listExported(ctx, audience_id, after, stores, ROWS_PER_READ)
    yield rows
      .map((row) =>
        csvLine([
          row.customer_id,
          row.first_name,
          row.last_name,
          row.card,
          row.email,
          row.phone,
          row.store,
          row.entered_at.toISOString().slice(0, 10),
        ]),
      )
      .join('')
    if (rows.length < ROWS_PER_READ) return
    after = rows.at(-1)!.customer_id
  }
}
