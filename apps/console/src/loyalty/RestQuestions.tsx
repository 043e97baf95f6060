/** Until when, what never counts, and what a return takes back. */
import { NumberInput, Radio } from '@mantine/core'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { CategoryPicker } from './ConditionFields.tsx'
import type { Programme, Unit } from './draft.ts'
import { Question } from './Question.tsx'
import type { Editing } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

const USUAL_MONTHS = 12

export function UntilQuestion({ draft, onChange, problemAt }: Editing) {
  const w = useWords()
  return (
    <Question title={w('q_until')}>
      {draft.units.map((unit, index) => {
        const set = (next: Unit) => onChange({ ...draft, units: draft.units.with(index, next) })
        const name = w(`kind_${unit.kind}`)
        const months = unit.expiry.kind === 'rolling' ? unit.expiry.months : null
        return (
          <fieldset key={unit.unit} className={styles.group}>
            <legend className={draft.units.length > 1 ? styles.legend : 'spoken-only'}>{name}</legend>
            <Radio.Group
              aria-label={w('expiry_of', { unit: name })}
              value={unit.expiry.kind}
              onChange={(kind) =>
                set({
                  ...unit,
                  expiry: kind === 'never' ? { kind } : { kind: 'rolling', months: USUAL_MONTHS },
                })
              }
            >
              <div className={styles.answers}>
                <Radio value="rolling" label={w('expiry_rolling')} />
                <Radio value="never" label={w('expiry_never')} />
              </div>
            </Radio.Group>
            <div className={styles.line}>
              {months !== null && (
                <NumberInput
                  label={w('expiry')}
                  aria-label={w('months_label', { unit: name })}
                  value={months}
                  onChange={(value) =>
                    set({ ...unit, expiry: { kind: 'rolling', months: Number(value) || 0 } })
                  }
                  suffix={` ${w('months')}`}
                  min={0}
                  allowDecimal={false}
                  hideControls
                  error={problemAt(`units.${index}.expiry.months`)}
                />
              )}
              <NumberInput
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
            </div>
          </fieldset>
        )
      })}
      <p className={styles.hint}>{w('pending_hint')}</p>
    </Question>
  )
}

export function ExcludedQuestion({ draft, onChange }: Editing) {
  const w = useWords()
  const { basis } = draft
  const set = (change: Partial<Programme['basis']>) => onChange({ ...draft, basis: { ...basis, ...change } })
  return (
    <Question title={w('q_excluded')} lead={w('q_excluded_lead')}>
      <CategoryPicker
        label={w('excluded_categories')}
        placeholder={w('categories_none')}
        categories={basis.excluded_categories}
        onCategories={(excluded_categories) => set({ excluded_categories })}
      />
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
        onChange={(clawback) => onChange({ ...draft, clawback: clawback as Programme['clawback'] })}
      >
        <div className={styles.answers} data-column>
          <Radio value="debt" label={w('clawback_debt')} />
          <Radio value="clamp" label={w('clawback_clamp')} />
        </div>
      </Radio.Group>
    </Question>
  )
}
