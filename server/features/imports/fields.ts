/** What audiences may ask about where a record comes from. */
import type { Field } from '../audiences/shape.ts'
import { CustomerCreated } from '../customers/events.ts'

export const importFields: Field[] = [
  {
    key: 'came_with_import',
    group: 'person',
    label: { fr: 'Venu avec le fichier', en: 'Came with the file' },
    phrase: { fr: 'est venu avec le fichier {values}', en: 'came with the file {values}' },
    none: { fr: 'n’est pas venu avec le fichier {values}', en: 'did not come with the file {values}' },
    type: 'choice',
    choices: {
      list: 'imports',
      sql: `select import_id::text as value, file_name || ' (' || to_char(created_at, 'DD/MM/YYYY') || ')' as label
        from import where tenant_id = {tenant} and kind <> 'products'`,
    },
    reads: { of: null, sql: 'c.import_id', as: 'uuid' },
    changed_by: [CustomerCreated.kind],
  },
]
