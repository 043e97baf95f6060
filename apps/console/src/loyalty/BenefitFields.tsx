/** What a reward is: a card of money, money or a share off a sale, or a product for nothing. */
import { useState } from 'react'
import { Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { CategoryPicker } from './CategoryPicker.tsx'
import { benefitOf } from './draft.ts'
import type { Benefit } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { Problem } from './Question.tsx'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type FieldsProps<B extends Benefit = Benefit> = {
  benefit: B
  onBenefit: (benefit: Benefit) => void
  problemAt: (field: string) => string | undefined
}

const KINDS = [
  'gift_card',
  'discount_amount',
  'discount_percent',
  'free_product',
  'service',
  'experience',
  'private_sale',
  'donation',
] as const

const isSaidByName = (kind: Benefit['kind']) =>
  kind === 'service' || kind === 'experience' || kind === 'private_sale'

export function BenefitFields({ benefit, onBenefit, problemAt }: FieldsProps) {
  const w = useWords()
  const e = useEditorWords()
  return (
    <>
      <Select
        label={w('benefit')}
        value={benefit.kind}
        onChange={(kind) => kind && onBenefit(benefitOf(kind as Benefit['kind']))}
        allowDeselect={false}
        data={KINDS.map((kind) => ({ value: kind, label: w(`benefit_${kind}`) }))}
      />
      <div className={styles.line}>
        <Worth benefit={benefit} onBenefit={onBenefit} problemAt={problemAt} />
      </div>
      {benefit.kind === 'donation' && (
        <TextInput
          label={w('cause')}
          placeholder={w('cause_example')}
          value={benefit.cause}
          onChange={(event) => onBenefit({ ...benefit, cause: event.currentTarget.value })}
          maxLength={200}
          required
          error={problemAt('cause')}
        />
      )}
      {benefit.kind === 'free_product' && (
        <WhichProduct benefit={benefit} onBenefit={onBenefit} problemAt={problemAt} />
      )}
      {isSaidByName(benefit.kind) && <p className={styles.hint}>{e('service_hint')}</p>}
      {benefit.kind !== 'donation' && (
        <Validity benefit={benefit} onBenefit={onBenefit} problemAt={problemAt} />
      )}
    </>
  )
}

function Worth({ benefit, onBenefit, problemAt }: FieldsProps) {
  const w = useWords()
  const field = { className: styles.medium }
  const minimum = 'minimum_cents' in benefit && (
    <MoneyInput
      {...field}
      label={w('minimum')}
      cents={benefit.minimum_cents}
      onCents={(cents) => onBenefit({ ...benefit, minimum_cents: cents ?? 0 })}
      error={problemAt('minimum_cents')}
    />
  )
  const most = 'value_cents_max' in benefit && (
    <MoneyInput
      {...field}
      label={w('value_max')}
      placeholder={w('no_limit')}
      cents={benefit.value_cents_max}
      onCents={(cents) => onBenefit({ ...benefit, value_cents_max: cents })}
      error={problemAt('value_cents_max')}
    />
  )
  return (
    <>
      {'value_cents' in benefit && (
        <MoneyInput
          {...field}
          label={w('value')}
          cents={benefit.value_cents}
          onCents={(cents) => onBenefit({ ...benefit, value_cents: cents ?? 0 })}
          error={problemAt('value_cents')}
        />
      )}
      {benefit.kind === 'discount_percent' && (
        <NumberInput
          {...field}
          label={w('percent')}
          value={benefit.basis_points / 100}
          onChange={(value) =>
            onBenefit({ ...benefit, basis_points: Math.round((Number(value) || 0) * 100) })
          }
          min={0}
          max={100}
          decimalScale={2}
          suffix={'\u202f%'}
          hideControls
          error={problemAt('basis_points')}
        />
      )}
      {most}
      {minimum}
    </>
  )
}

type Which = 'any' | 'category' | 'product'

function WhichProduct({
  benefit,
  onBenefit,
  problemAt,
}: FieldsProps<Extract<Benefit, { kind: 'free_product' }>>) {
  const w = useWords()
  const [which, setWhich] = useState<Which>(
    benefit.product_id !== null ? 'product' : benefit.category !== null ? 'category' : 'any',
  )
  const choose = (value: string) => {
    setWhich(value as Which)
    onBenefit({ ...benefit, product_id: null, category: null })
  }
  return (
    <>
      <Radio.Group label={w('free_what')} value={which} onChange={choose}>
        <div className={styles.answers}>
          <Radio value="any" label={w('free_any')} />
          <Radio value="category" label={w('free_category')} />
          <Radio value="product" label={w('free_product')} />
        </div>
      </Radio.Group>
      {which === 'category' && (
        <CategoryPicker
          label={w('categories')}
          placeholder={w('categories_none')}
          categories={benefit.category === null ? [] : [benefit.category]}
          onCategories={(names) => onBenefit({ ...benefit, category: names.at(-1) ?? null })}
        />
      )}
      {which === 'product' && (
        <ProductPicker
          label={w('products')}
          placeholder={w('products_none')}
          product_ids={benefit.product_id === null ? [] : [benefit.product_id]}
          onProducts={(ids) => onBenefit({ ...benefit, product_id: ids.at(-1) ?? null })}
        />
      )}
      <Problem>{problemAt('')}</Problem>
    </>
  )
}

const USUAL_DAYS = 90

function Validity({ benefit, onBenefit, problemAt }: FieldsProps) {
  const w = useWords()
  const { valid_days } = benefit
  return (
    <div className={styles.line} data-middle>
      <NumberInput
        className={styles.medium}
        label={w('valid_days')}
        value={valid_days ?? ''}
        onChange={(value) => onBenefit({ ...benefit, valid_days: Number(value) || 0 })}
        suffix={` ${w('valid_days_after')}`}
        disabled={valid_days === null}
        min={0}
        allowDecimal={false}
        hideControls
        error={problemAt('valid_days')}
      />
      <Checkbox
        className={styles.after}
        label={w('for_ever')}
        checked={valid_days === null}
        onChange={(event) =>
          onBenefit({ ...benefit, valid_days: event.currentTarget.checked ? null : USUAL_DAYS })
        }
      />
    </div>
  )
}
