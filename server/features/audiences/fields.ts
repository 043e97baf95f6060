/** Other audiences, as something that may be asked of a person. */
import type { Field } from './shape.ts'

export const audienceFields: Field[] = [
  {
    key: 'audience',
    group: 'others',
    label: { fr: 'Autre groupe de clients', en: 'Another audience' },
    phrase: { fr: 'est dans le groupe {values}', en: 'is in the audience {values}' },
    none: { fr: 'n’est pas dans le groupe {values}', en: 'is not in the audience {values}' },
    type: 'audience',
    choices: 'audiences',
    reads: { of: null, sql: 'c.customer_id', as: 'uuid' },
    changed_by: [],
  },
]
