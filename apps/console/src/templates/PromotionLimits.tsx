/** Where a promotion is shown, how it looks, how many there are, how often for one reader, and what the law makes of it. */
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PictureField } from '#ui/components/PictureField.tsx'
import { storesQuery } from '../session.ts'
import type { Wish, WishProps } from './promotion-wish.ts'
import { useWords } from './words.ts'

const SECTORS = ['other', 'food', 'fast_moving', 'book'] as const
/** `_other` at the end of a word is its plural. */
const sectorWord = (sector: (typeof SECTORS)[number]) =>
  sector === 'other' ? 'sector_general' : (`sector_${sector}` as const)

export function Limits({ wish, set, readOnly }: WishProps) {
  const w = useWords()
  const stores = useQuery(storesQuery).data?.items ?? []
  return (
    <>
      {!readOnly && (
        <PictureField
          label={w('picture')}
          alt={wish.name}
          picture_id={wish.picture_id}
          onPicture={(picture_id) => set({ picture_id })}
        />
      )}
      <TextInput
        label={w('promotion_url')}
        placeholder="https://"
        type="url"
        value={wish.url ?? ''}
        onChange={(event) => set({ url: event.currentTarget.value || null })}
        maxLength={1000}
        readOnly={readOnly}
      />
      {stores.length > 1 && (
        <MultiSelect
          label={w('stores_where')}
          placeholder={wish.store_ids.length === 0 ? w('stores_all') : undefined}
          data={stores.map((one) => ({ value: one.store_id, label: one.name }))}
          value={wish.store_ids}
          onChange={(store_ids) => set({ store_ids })}
          readOnly={readOnly}
        />
      )}
      <NumberInput
        label={w('stock_count')}
        description={w('stock_count_hint')}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        value={wish.stock_count ?? ''}
        onChange={(value) => set({ stock_count: value === '' ? null : Number(value) })}
        readOnly={readOnly}
      />
      <NumberInput
        label={w('per_customer_max')}
        description={w('per_customer_max_hint')}
        min={1}
        max={1000}
        allowDecimal={false}
        value={wish.per_customer_max ?? ''}
        onChange={(value) => set({ per_customer_max: value === '' ? null : Number(value) })}
        readOnly={readOnly}
      />
      <Select
        label={w('sector')}
        description={w('sector_hint')}
        data={SECTORS.map((value) => ({ value, label: w(sectorWord(value)) }))}
        value={wish.sector}
        onChange={(value) => value && set({ sector: value as Wish['sector'] })}
        allowDeselect={false}
        readOnly={readOnly}
      />
      <NumberInput
        label={w('repeat_weeks')}
        min={0}
        max={52}
        allowDecimal={false}
        value={wish.repeat_weeks}
        onChange={(value) => set({ repeat_weeks: Number(value) || 0 })}
        readOnly={readOnly}
      />
    </>
  )
}
