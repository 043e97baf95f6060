/** Until when, what never counts, and what a return takes back. */
import { NumberInput, Radio } from '@mantine/core'
import { useLanguage } from '#ui/words.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { excludedByDefault, kindsOfGoods } from '../../../../server/features/programmes/rules.ts'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { CategoryPicker } from './CategoryPicker.tsx'
import { replaced } from './draft.ts'
import type { Programme, Unit } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { ExpiryFields } from './ExpiryFields.tsx'
import { Question, Traps } from './Question.tsx'
import { shopQuery } from '../session.ts'
import { useUnitTitle } from './unit-name.ts'
import type { Editing } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function UntilQuestion({ draft, onChange, problemAt }: Editing) {
  const w = useWords()
  const e = useEditorWords()
  const titleOf = useUnitTitle(draft)
  return (
    <Question title={w('q_until')}>
      {draft.units.map((unit, index) => {
        const set = (next: Unit) => onChange((now) => ({ ...now, units: replaced(now.units, index, next) }))
        const name = titleOf(unit)
        return (
          <fieldset key={unit.unit} className={styles.group}>
            <legend className={draft.units.length > 1 ? styles.legend : 'spoken-only'}>{name}</legend>
            <ExpiryFields
              label={e('expiry')}
              expiry={unit.expiry}
              onExpiry={(expiry) => set({ ...unit, expiry })}
              problemAt={(field) => problemAt(`units.${index}.expiry.${field}`)}
            />
            <NumberInput
              className={styles.wide}
              label={w('pending')}
              aria-label={w('pending_of', { unit: name })}
              value={unit.pending_days}
              onChange={(value) => set({ ...unit, pending_days: Number(value) || 0 })}
              suffix={` ${w('pending_after')}`}
              min={0}
              allowDecimal={false}
              hideControls
              error={problemAt(`units.${index}.pending_days`)}
            />
          </fieldset>
        )
      })}
      <p className={styles.hint}>{w('pending_hint')}</p>
    </Question>
  )
}

export function ExcludedQuestion({ draft, onChange, trapsUnder }: Editing) {
  const w = useWords()
  const { basis } = draft
  const set = (change: Partial<Programme['basis']>) =>
    onChange((now) => ({ ...now, basis: { ...now.basis, ...change } }))
  return (
    <Question title={w('q_excluded')} lead={w('q_excluded_lead')}>
      <CategoryPicker
        label={w('excluded_categories')}
        placeholder={w('categories_none')}
        categories={basis.excluded_categories}
        onCategories={(excluded_categories) => set({ excluded_categories })}
      />
      <WhyExcluded categories={basis.excluded_categories} />
      <Traps sentences={trapsUnder('basis')} />
      <ProductPicker
        label={w('excluded_products')}
        placeholder={w('products_none')}
        product_ids={basis.excluded_product_ids}
        onProducts={(excluded_product_ids) => set({ excluded_product_ids })}
      />
      <Radio.Group
        label={w('discounts')}
        value={basis.discounts}
        onChange={(discounts) => set({ discounts: discounts as Programme['basis']['discounts'] })}
      >
        <div className={styles.answers}>
          <Radio value="after" label={w('discounts_after')} />
          <Radio value="before" label={w('discounts_before')} />
        </div>
      </Radio.Group>
    </Question>
  )
}

export function ReturnQuestion({ draft, onChange }: Editing) {
  const w = useWords()
  return (
    <Question title={w('q_return')} lead={w('q_return_lead')}>
      <Radio.Group
        aria-label={w('q_return')}
        value={draft.clawback}
        onChange={(clawback) => onChange((now) => ({ ...now, clawback: clawback as Programme['clawback'] }))}
      >
        <div className={styles.answers} data-column>
          <Radio value="debt" label={w('clawback_debt')} />
          <Radio value="clamp" label={w('clawback_clamp')} />
        </div>
      </Radio.Group>
    </Question>
  )
}

/** Why some categories do not count from the beginning. */
function WhyExcluded({ categories }: { categories: readonly string[] }) {
  const e = useEditorWords()
  const language = useLanguage()
  const { country } = useSuspenseQuery(shopQuery).data
  if (country !== 'FR') return null
  const reasons = new Set(excludedByDefault([...categories]).map((one) => one[language]))
  const isCard = (category: string) => kindsOfGoods(category).includes('gift_card')
  if (categories.some(isCard)) reasons.add(e('excluded_gift_cards'))
  return [...reasons].map((reason) => (
    <p key={reason} className={styles.hint}>
      {reason}
    </p>
  ))
}
