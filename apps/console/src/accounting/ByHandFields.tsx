/** Worths and rates that the shop sets itself, for each unit of its programme; empty follows what is known. */
import { useQuery } from '@tanstack/react-query'
import { programmeQuery } from '../customers/queries.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { FieldsProps } from './AccountingSettingsPage.tsx'
import { PercentInput } from './PercentInput.tsx'
import type { Settings } from './queries.ts'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type Own = Settings['units'][string]
const NOTHING: Own = { value_micro: null, cost_micro: null, use_bp: null }
/** One unit in millionths of a cent is a hundred units in ten-thousandths: asked for a hundred, people count in cents. */
const PER_HUNDRED = 10_000

export function ByHandFields({ settings, set, disabled }: FieldsProps) {
  const w = useWords()
  const name = useUnitName()
  const programme = useQuery(programmeQuery).data?.programme
  const units = [
    ...new Set([...(programme?.units ?? []).map(({ unit }) => unit), ...Object.keys(settings.units)]),
  ]
  const change = (unit: string, some: Partial<Own>) => {
    const own = { ...NOTHING, ...settings.units[unit], ...some }
    const { [unit]: _before, ...others } = settings.units
    const empty = Object.values(own).every((value) => value === null)
    set({ units: empty ? others : { ...others, [unit]: own } })
  }
  return (
    <section className={styles.fields} aria-labelledby="by_hand">
      <div>
        <h2 id="by_hand" className={styles.asked}>
          {w('by_hand')}
        </h2>
        <p className={styles.lead}>{w('by_hand_lead')}</p>
      </div>
      {units.map((unit) => {
        const own = settings.units[unit] ?? NOTHING
        const cents = (micro: number | null) => (micro === null ? null : Math.round(micro / PER_HUNDRED))
        const micro = (value: number | null) => (value === null ? null : value * PER_HUNDRED)
        return (
          <div key={unit} className={styles.unit}>
            {!name.isMoney(unit) && (
              <>
                <MoneyInput
                  label={w('unit_value', { unit: name.plain(unit) })}
                  placeholder={w('follows')}
                  disabled={disabled}
                  cents={cents(own.value_micro)}
                  onCents={(value) => change(unit, { value_micro: micro(value) })}
                />
                <MoneyInput
                  label={w('unit_cost', { unit: name.plain(unit) })}
                  placeholder={w('follows')}
                  disabled={disabled}
                  cents={cents(own.cost_micro)}
                  onCents={(value) => change(unit, { cost_micro: micro(value) })}
                />
              </>
            )}
            <PercentInput
              label={w('unit_use', { unit: name.plain(unit) })}
              placeholder={w('follows_past')}
              disabled={disabled}
              basis_points={own.use_bp}
              onBasisPoints={(use_bp) => change(unit, { use_bp })}
            />
          </div>
        )
      })}
      <PercentInput
        label={w('voucher_use')}
        placeholder={w('follows_past')}
        disabled={disabled}
        basis_points={settings.voucher_use_bp}
        onBasisPoints={(voucher_use_bp) => set({ voucher_use_bp })}
      />
    </section>
  )
}
