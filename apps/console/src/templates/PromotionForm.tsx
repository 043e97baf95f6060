/** A promotion, written whole. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import {
  Alert,
  Button,
  MultiSelect,
  NumberInput,
  Radio,
  SegmentedControl,
  Select,
  TextInput,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WritePromotion } from '#client/types.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { DateField } from '#ui/components/DateField.tsx'
import { PictureField } from '#ui/components/PictureField.tsx'
import { dayHere } from '#ui/day-text.ts'
import { failureOf } from '#ui/failure.ts'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { categoriesQuery } from '../products/queries.ts'
import { storesQuery } from '../session.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { Promotion } from './PromotionsPage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Wish = WritePromotion['body']
type Props = { promotion: Promotion | null; readOnly: boolean; onDone: (open: string | undefined) => void }
type FieldsProps = { wish: Wish; set: (more: Partial<Wish>) => void; readOnly: boolean }

const DAY_MS = 86_400_000
const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString()
/** The end of a day is the beginning of the next. */
const endOf = (day: string) => {
  const next = new Date(`${day}T00:00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}

const WEEKS = 4
const SECTORS = ['other', 'food', 'fast_moving', 'book'] as const
/** `_other` at the end of a word is its plural. */
const sectorWord = (sector: (typeof SECTORS)[number]) =>
  sector === 'other' ? 'sector_general' : (`sector_${sector}` as const)

function wishOf(promotion: Promotion | null): Wish {
  if (!promotion)
    return {
      name: '',
      product_id: null,
      category: null,
      discount: { kind: 'percent', percent: 20 },
      picture_id: null,
      url: null,
      store_ids: [],
      stock_count: null,
      per_customer_max: null,
      for_whom: 'shown',
      sector: 'other',
      repeat_weeks: WEEKS,
      priority: 0,
      valid_from: startOf(dayHere(Date.now())),
      valid_until: endOf(dayHere(Date.now() + 14 * DAY_MS)),
    }
  const {
    name,
    product_id,
    category,
    discount,
    picture_id,
    url,
    store_ids,
    stock_count,
    per_customer_max,
    for_whom,
    sector,
    repeat_weeks,
    priority,
  } = promotion
  const { valid_from, valid_until } = promotion
  return {
    name,
    product_id,
    category,
    discount,
    picture_id,
    url,
    store_ids,
    stock_count,
    per_customer_max,
    for_whom,
    sector,
    repeat_weeks,
    priority,
    valid_from,
    valid_until,
  }
}

export function PromotionForm({ promotion, readOnly, onDone }: Props) {
  const w = useWords()
  const queries = useQueryClient()
  const [promotion_id] = useState(() => promotion?.promotion_id ?? newId())
  const [wish, setWish] = useState<Wish>(() => wishOf(promotion))
  const [on, setOn] = useState<'product' | 'category'>(promotion?.category ? 'category' : 'product')
  const set = (more: Partial<Wish>) => setWish({ ...wish, ...more })
  const refresh = () => queries.invalidateQueries({ queryKey: ['/promotions'] })
  const save = useMutation({
    mutationFn: () =>
      api.put('/promotions/{promotion_id}', {
        params: { promotion_id },
        body: { ...wish, name: wish.name.trim() },
      }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('saved') })
      onDone(promotion_id)
    },
  })
  const withdraw = useMutation({
    mutationFn: () => api.delete('/promotions/{promotion_id}', { params: { promotion_id } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('withdrawn') })
      onDone(undefined)
    },
  })
  const ask = async () => {
    const sure = await confirmWithCount({
      title: `${w('withdraw')} « ${wish.name} »`,
      children: w('withdraw_hint'),
      confirm: w('withdraw'),
      danger: true,
    })
    if (sure) withdraw.mutate()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const isWhole =
    wish.name.trim() !== '' && (on === 'product' ? wish.product_id !== null : wish.category !== null)
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.paneTitle}>{promotion ? promotion.name : w('promotion_new')}</h2>
      <TextInput
        label={w('promotion_name')}
        placeholder={w('promotion_name_example')}
        value={wish.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={120}
        required
        readOnly={readOnly}
      />
      <Goods wish={wish} set={set} on={on} onOn={setOn} readOnly={readOnly} />
      <Discount wish={wish} set={set} readOnly={readOnly} isProduct={on === 'product'} />
      <Radio.Group
        label={w('for_whom')}
        value={wish.for_whom}
        onChange={(for_whom) => !readOnly && set({ for_whom: for_whom as Wish['for_whom'] })}
      >
        <div className={styles.choices}>
          {(['shown', 'everybody'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={w(`for_whom_${one}`)}
              description={w(`for_whom_${one}_hint`)}
              disabled={readOnly}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.line}>
        <DateField
          label={w('from')}
          value={dayHere(wish.valid_from)}
          onValue={(day) => set({ valid_from: startOf(day) })}
          readOnly={readOnly}
        />
        <DateField
          label={w('until')}
          min={dayHere(wish.valid_from)}
          value={dayHere(Date.parse(wish.valid_until) - 1)}
          onValue={(day) => set({ valid_until: endOf(day) })}
          readOnly={readOnly}
        />
      </div>
      <Limits wish={wish} set={set} readOnly={readOnly} />
      {(save.error ?? withdraw.error) && (
        <Alert color="red" role="alert">
          {failureOf((save.error ?? withdraw.error)!).title}
        </Alert>
      )}
      {!readOnly && (
        <div className={styles.blockActions}>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {w('save')}
          </Button>
          {promotion && !promotion.withdrawn_at && (
            <Button variant="default" color="red" loading={withdraw.isPending} onClick={() => void ask()}>
              {w('withdraw')}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

type GoodsProps = FieldsProps & { on: 'product' | 'category'; onOn: (on: 'product' | 'category') => void }

function Goods({ wish, set, on, onOn, readOnly }: GoodsProps) {
  const w = useWords()
  const categories = useQuery(categoriesQuery).data ?? []
  const choose = (next: 'product' | 'category') => {
    onOn(next)
    set({
      product_id: null,
      category: null,
      ...(next === 'category' && { discount: { kind: 'percent', percent: 20 } }),
    })
  }
  return (
    <>
      <div>
        <div className={styles.fieldName}>{w('promotion_on')}</div>
        <SegmentedControl
          aria-label={w('promotion_on')}
          value={on}
          onChange={(value) => choose(value as 'product')}
          readOnly={readOnly}
          data={[
            { value: 'product', label: w('on_product') },
            { value: 'category', label: w('on_category') },
          ]}
        />
      </div>
      {on === 'product' ? (
        <ProductPicker
          label={w('on_product')}
          placeholder={w('products_search')}
          product_ids={wish.product_id ? [wish.product_id] : []}
          onProducts={(ids) => set({ product_id: ids.at(-1) ?? null })}
        />
      ) : (
        <Select
          label={w('category')}
          data={categories.map(({ category }) => category)}
          value={wish.category}
          onChange={(category) => set({ category })}
          searchable
          readOnly={readOnly}
        />
      )}
    </>
  )
}

function Discount({ wish, set, readOnly, isProduct }: FieldsProps & { isProduct: boolean }) {
  const w = useWords()
  const { discount } = wish
  const kinds = isProduct ? (['percent', 'amount', 'price'] as const) : (['percent'] as const)
  return (
    <>
      <Select
        label={w('discount')}
        value={discount.kind}
        onChange={(kind) =>
          kind &&
          set({
            discount: kind === 'percent' ? { kind, percent: 20 } : { kind: kind as 'amount', cents: 1000 },
          })
        }
        data={kinds.map((one) => ({ value: one, label: w(`discount_${one}`) }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {discount.kind === 'percent' ? (
        <NumberInput
          label={w('percent')}
          value={discount.percent}
          min={1}
          max={100}
          allowDecimal={false}
          suffix=" %"
          readOnly={readOnly}
          onChange={(value) =>
            set({ discount: { kind: 'percent', percent: Math.min(100, Math.max(1, Number(value) || 1)) } })
          }
        />
      ) : (
        <MoneyInput
          label={w(discount.kind)}
          cents={discount.cents}
          readOnly={readOnly}
          onCents={(cents) => set({ discount: { ...discount, cents: cents ?? 0 } })}
        />
      )}
    </>
  )
}

function Limits({ wish, set, readOnly }: FieldsProps) {
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
