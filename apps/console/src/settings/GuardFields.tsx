/** What guards the points: a second pair of eyes, how much may be spent, warnings, households. */
import { Checkbox, NumberInput } from '@mantine/core'
import type { Shop } from './ShopPage.tsx'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type Settings = Shop['settings']
type FieldsProps = { shop: Shop; set: (change: Partial<Shop>) => void }

const WARNINGS = [60, 30, 14, 7, 1]

export function GuardFields({ shop, set }: FieldsProps) {
  const w = useWords()
  const { settings } = shop
  const { spending_limits, expiry_warning_days: warned } = settings
  const change = (some: Partial<Settings>) => set({ settings: { ...settings, ...some } })
  const limit = (some: Partial<Settings['spending_limits']>) =>
    change({ spending_limits: { ...spending_limits, ...some } })
  const days = [...new Set([...WARNINGS, ...warned])].sort((a, b) => b - a)
  return (
    <section className={styles.part} aria-labelledby="guards">
      <h2 id="guards" className={styles.asked}>
        {w('guards_title')}
      </h2>
      <Count
        label={w('approval_above')}
        hint={w('approval_hint')}
        count={settings.correction_approval_above_units}
        onCount={(correction_approval_above_units) => change({ correction_approval_above_units })}
      />
      <Count
        label={w('spent_per_day')}
        hint={w('spent_hint')}
        count={spending_limits.units_per_day}
        onCount={(units_per_day) => limit({ units_per_day })}
      />
      <Count
        label={w('rewards_per_hour')}
        hint={w('spent_hint')}
        unit=""
        count={spending_limits.rewards_per_hour}
        onCount={(rewards_per_hour) => limit({ rewards_per_hour })}
      />
      <Count
        label={w('corrections_per_day')}
        hint={w('corrections_hint')}
        unit=""
        count={spending_limits.corrections_per_day}
        onCount={(corrections_per_day) => limit({ corrections_per_day })}
      />
      <Checkbox.Group
        label={w('warn_before')}
        description={w('warn_hint')}
        value={warned.map(String)}
        onChange={(chosen) => change({ expiry_warning_days: chosen.map(Number).sort((a, b) => b - a) })}
      >
        <div className={styles.answers}>
          {days.map((one) => (
            <Checkbox key={one} value={String(one)} label={w('days_before', { count: one })} />
          ))}
        </div>
      </Checkbox.Group>
      <NumberInput
        label={w('household_size')}
        description={w('household_hint')}
        value={settings.household_size_max}
        onChange={(value) => {
          const size = Number(value)
          if (size >= 2 && size <= 20) change({ household_size_max: size })
        }}
        allowDecimal={false}
        min={2}
        max={20}
      />
      <NumberInput
        label={w('household_undo')}
        description={w('household_undo_hint')}
        value={settings.household_undo_days}
        onChange={(value) => {
          const undo = Number(value)
          if (value !== '' && undo >= 0 && undo <= 365) change({ household_undo_days: undo })
        }}
        suffix={` ${w('days')}`}
        allowDecimal={false}
        min={0}
        max={365}
      />
    </section>
  )
}

type CountProps = {
  label: string
  hint: string
  unit?: string
  count: number | null
  onCount: (count: number | null) => void
}

/** Empty: no limit. */
function Count({ label, hint, unit, count, onCount }: CountProps) {
  const w = useWords()
  const suffix = unit ?? w('units')
  return (
    <NumberInput
      label={label}
      description={hint}
      placeholder={w('no_limit')}
      value={count ?? ''}
      onChange={(value) => onCount(value === '' ? null : Number(value))}
      {...(suffix && { suffix: ` ${suffix}` })}
      allowDecimal={false}
      min={0}
      max={1_000_000}
      hideControls
    />
  )
}
