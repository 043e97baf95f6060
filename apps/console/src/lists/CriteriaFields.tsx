/** The fields of a condition: what is looked at, from how much, over how long, where. */
import { NumberInput, Select } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { storesQuery } from '../session.ts'
import { isAboutOneSale, isMoney } from './criteria.ts'
import type { Criteria } from './criteria.ts'
import { useWords } from './words.ts'

type Props = {
  value: Criteria
  onChange: (value: Criteria) => void
  measures: readonly Criteria['measure'][]
  /** Lists may look at one department; alerts look at all. */
  with_category?: boolean
}

export function CriteriaFields({ value, onChange, measures, with_category = false }: Props) {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  const categories = useQuery({
    queryKey: ['/categories'],
    queryFn: ({ signal }) => api.get('/categories', { signal }),
    enabled: with_category,
  }).data?.items
  const money = isMoney(value.measure)
  const { category: _c, store_id: _s, ...rest } = value
  const place = {
    ...(value.category && { category: value.category }),
    ...(value.store_id && { store_id: value.store_id }),
  }
  const turn = (measure: Criteria['measure']) => {
    const { within_days = 365 } = value
    const at_least = isMoney(measure) ? 50_000 : 5
    onChange({ measure, at_least, ...(!isAboutOneSale(measure) && { within_days }), ...place })
  }
  return (
    <>
      <Select
        label={w('measure')}
        allowDeselect={false}
        data={measures.map((one) => ({ value: one, label: w(`measure_${one}`) }))}
        value={value.measure}
        onChange={(measure) => measure && turn(measure as Criteria['measure'])}
      />
      <NumberInput
        label={w(money ? 'at_least_amount' : 'at_least_count')}
        required
        withAsterisk={false}
        min={1}
        allowDecimal={money}
        decimalScale={money ? 2 : 0}
        decimalSeparator=","
        suffix={money ? ' €' : ''}
        value={money ? value.at_least / 100 : value.at_least}
        onChange={(given) =>
          onChange({ ...value, at_least: Math.round(Number(given) * (money ? 100 : 1)) || 0 })
        }
      />
      {!isAboutOneSale(value.measure) && (
        <NumberInput
          label={w('days')}
          required
          withAsterisk={false}
          min={1}
          max={3650}
          allowDecimal={false}
          value={value.within_days ?? 365}
          onChange={(days) => onChange({ ...value, within_days: Number(days) || 1 })}
        />
      )}
      {with_category && (categories?.length ?? 0) > 0 && (
        <Select
          label={w('category')}
          placeholder={w('any_category')}
          clearable
          searchable
          data={categories!.map(({ category }) => category)}
          value={value.category ?? null}
          onChange={(category) => {
            const { category: _, ...place_only } = place as { category?: string; store_id?: string }
            onChange({ ...rest, ...place_only, ...(category && { category }) })
          }}
        />
      )}
      {stores.length > 1 && (
        <Select
          label={w('store')}
          placeholder={w('any_store')}
          clearable
          data={stores.map(({ store_id, name }) => ({ value: store_id, label: name }))}
          value={value.store_id ?? null}
          onChange={(store_id) => {
            const { store_id: _, ...place_only } = place as { category?: string; store_id?: string }
            onChange({ ...rest, ...place_only, ...(store_id && { store_id }) })
          }}
        />
      )}
    </>
  )
}
