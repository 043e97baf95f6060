/** What a list or an alert asks, in words: « 500 € d’achats ou plus, en 365 jours, au rayon Robes ». */
import { useQueryClient } from '@tanstack/react-query'
import type { WriteAlertRule, WriteList } from '#client/types.ts'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import { useWords } from './words.ts'

export type ListCriteria = NonNullable<WriteList['body']['criteria']>
export type AlertCriteria = WriteAlertRule['body']['criteria']
export type Criteria = AlertCriteria & { category?: string }

export const isMoney = (measure: Criteria['measure']) => measure.endsWith('_cents')
export const isAboutOneSale = (measure: Criteria['measure']) => measure.startsWith('sale_')

export function useCriteriaWords() {
  const w = useWords()
  const f = useFormats()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  const threshold = ({ measure, at_least }: Criteria) => {
    if (measure === 'spend_cents') return w('spent_over', { amount: f.moneyShort(at_least) })
    if (measure === 'sale_cents') return w('one_sale_over', { amount: f.moneyShort(at_least) })
    if (measure === 'purchases') return w('purchases_over', { count: at_least })
    if (measure === 'items') return w('items_over', { count: at_least })
    return w('one_sale_items', { count: at_least })
  }
  return (criteria: Criteria) => {
    const { within_days, category, store_id } = criteria
    const store = stores.find((one) => one.store_id === store_id)?.name
    const parts = [
      threshold(criteria),
      within_days !== undefined && !isAboutOneSale(criteria.measure) && w('within', { days: within_days }),
      category && w('in_category', { category }),
      store && w('in_store', { store }),
    ]
    return parts.filter(Boolean).join(', ')
  }
}
