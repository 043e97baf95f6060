/** What sales do not say: whether rewards are taken and used, and how much the programme may cost. Closed until asked for. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '#ui/icons.ts'
import type { Asked } from './ask.ts'
import { PercentInput } from './PercentInput.tsx'
import type { Start } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type AssumptionsProps = { start: Start; asked: Asked; onChange: (changes: Partial<Asked>) => void }

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

const rounded = (share: number) => Math.round(share * 1000) / 10

export function Assumptions({ start, asked, onChange }: AssumptionsProps) {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const { behaviour, budget_percent } = asked
  const set = (changes: Partial<Asked['behaviour']>) =>
    onChange({ behaviour: { ...behaviour, ...changes }, behaviour_said: true })
  const past = start.behaviour_from_past.map((kind) => w(`uses_${kind as (typeof KINDS)[number]}`))
  return (
    <div className={styles.assumptions}>
      <Button
        variant="subtle"
        size="compact-md"
        className={styles.start}
        aria-expanded={open}
        rightSection={open ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        onClick={() => setOpen(!open)}
      >
        {w('more')}
      </Button>
      {open && (
        <>
          <p className={styles.soft}>
            {w('more_for')} {past.length > 0 && w('more_past', { kinds: past.join(', ') })}
          </p>
          <div className={styles.grid}>
            <PercentInput
              label={w('takes_chosen')}
              percent={rounded(behaviour.takes_chosen)}
              onPercent={(percent) => set({ takes_chosen: (percent ?? 0) / 100 })}
            />
            <PercentInput
              label={w('pays_with_units')}
              percent={rounded(behaviour.pays_with_units)}
              onPercent={(percent) => set({ pays_with_units: (percent ?? 0) / 100 })}
            />
            {KINDS.map((kind) => (
              <PercentInput
                key={kind}
                label={w(`uses_${kind}`)}
                percent={rounded(behaviour.uses_voucher[kind])}
                onPercent={(percent) =>
                  set({ uses_voucher: { ...behaviour.uses_voucher, [kind]: (percent ?? 0) / 100 } })
                }
              />
            ))}
            <PercentInput
              label={w('budget_label')}
              description={w('budget_for')}
              percent={budget_percent}
              onPercent={(percent) => onChange({ budget_percent: percent })}
            />
          </div>
        </>
      )}
    </div>
  )
}
