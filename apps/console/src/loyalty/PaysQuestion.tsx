/** Paying with what was earned: a rate, from how many on, and how much of a basket. */
import { NumberInput, Radio, Switch } from '@mantine/core'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { replaced, usualPays } from './draft.ts'
import type { Pays, Unit } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { QuantityInput } from './QuantityInput.tsx'
import { Problem, Question, Traps } from './Question.tsx'
import { useWhich } from './unit-name.ts'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

export function PaysQuestion(editing: Editing) {
  const { draft } = editing
  const e = useEditorWords()
  return (
    <Question title={e('q_pays')}>
      {draft.units.map(
        (unit, index) =>
          unit.kind !== 'spend' && <PaysFields key={unit.unit} {...editing} unit={unit} index={index} />,
      )}
    </Question>
  )
}

function PaysFields({
  draft,
  onChange,
  problemAt,
  trapsUnder,
  unit,
  index,
}: Editing & { unit: Unit; index: number }) {
  const e = useEditorWords()
  const which = useWhich(draft)
  const path = `units.${index}.pays`
  const { kind, pays } = unit
  const set = (next: Pays | null) =>
    onChange((now) => ({ ...now, units: replaced(now.units, index, { ...now.units[index]!, pays: next }) }))
  return (
    <div className={styles.group}>
      <Switch
        label={e(`pays_with_${kind === 'spend' ? 'points' : kind}`) + which(unit)}
        checked={Boolean(pays)}
        onChange={(event) => set(event.currentTarget.checked ? usualPays(kind) : null)}
      />
      <Problem>{problemAt(path)}</Problem>
      {pays && (
        <div className={styles.card}>
          {kind !== 'money' && (
            <div className={styles.sentence}>
              <QuantityInput
                className={styles.narrow}
                aria-label={e('pays_units')}
                kind={kind}
                units={pays.units}
                onUnits={(units) => set({ ...pays, units })}
                error={problemAt(`${path}.units`) !== undefined}
              />
              <span>{e('pays_worth')}</span>
              <MoneyInput
                className={styles.short}
                aria-label={e('pays_cents')}
                cents={pays.cents}
                onCents={(cents) => set({ ...pays, cents: cents ?? 0 })}
                error={problemAt(`${path}.cents`) !== undefined}
              />
              <Problem>{problemAt(`${path}.units`) ?? problemAt(`${path}.cents`)}</Problem>
            </div>
          )}
          <div className={styles.line}>
            <QuantityInput
              className={styles.medium}
              label={e('pays_min')}
              kind={kind}
              units={pays.units_min}
              onUnits={(units_min) => set({ ...pays, units_min })}
              error={problemAt(`${path}.units_min`)}
            />
            <NumberInput
              className={styles.medium}
              label={e('pays_share')}
              value={pays.share_max_basis_points / 100}
              onChange={(value) =>
                set({ ...pays, share_max_basis_points: Math.round((Number(value) || 0) * 100) })
              }
              min={0}
              max={100}
              decimalScale={2}
              suffix={'\u202f%'}
              hideControls
              error={problemAt(`${path}.share_max_basis_points`)}
            />
          </div>
          <Traps sentences={trapsUnder(path)} />
          <More of={e('q_pays')} isUsed={pays.counts_as === 'payment'}>
            <Radio.Group
              label={e('pays_counts')}
              value={pays.counts_as}
              onChange={(counts_as) => set({ ...pays, counts_as: counts_as as Pays['counts_as'] })}
            >
              <div className={styles.answers} data-column>
                <Radio value="discount" label={e('pays_discount')} />
                <Radio value="payment" label={e('pays_payment')} />
              </div>
            </Radio.Group>
          </More>
        </div>
      )}
    </div>
  )
}
