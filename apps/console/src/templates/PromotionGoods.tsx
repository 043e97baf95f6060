/** What a promotion is on, and how much it takes off. */
import { NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { categoriesQuery } from '../products/queries.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { WishProps } from './promotion-wish.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type GoodsProps = WishProps & { on: 'product' | 'category'; onOn: (on: 'product' | 'category') => void }

export function Goods({ wish, set, on, onOn, readOnly }: GoodsProps) {
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

export function Discount({ wish, set, readOnly, isProduct }: WishProps & { isProduct: boolean }) {
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
          suffix={'\u202f%'}
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
