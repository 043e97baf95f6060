/** What is counted: points, stamps, the amount of purchases, or several of them together. */
import { Button, Checkbox, CloseButton, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { confirmWithCount } from '#ui/components/ask-first.tsx'
import { IconPlus } from '#ui/icons.ts'
import { KINDS, namedUnits, replaced, withoutUnit, withUnit } from './draft.ts'
import type { Kind, Unit } from './draft.ts'
import { Problem, Question } from './Question.tsx'
import type { Editing } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function UnitsQuestion(editing: Editing) {
  const { draft, onChange, problemAt } = editing
  const w = useWords()
  const leave = async (counted: Unit[]) => {
    const isLost = (one: { unit: string }) => counted.some(({ unit }) => unit === one.unit)
    const count = draft.rewards.filter(isLost).length
    const agreed =
      count === 0 ||
      (await confirmWithCount({
        title: w('unit_gone_ask'),
        children: w('unit_gone_why', { count }),
        confirm: w('unit_gone'),
        danger: true,
      }))
    if (agreed) onChange((now) => counted.reduce((rest, { unit }) => withoutUnit(rest, unit), now))
  }
  const turn = (kind: Kind) => {
    const counted = draft.units.filter((one) => one.kind === kind)
    if (counted.length === 0) onChange(withUnit(draft, kind, newId))
    else void leave(counted)
  }
  return (
    <Question title={w('q_count')} lead={w('q_count_lead')}>
      <div className={styles.choices}>
        {KINDS.map((kind) => (
          <Checkbox.Card
            key={kind}
            className={styles.choice}
            checked={draft.units.some((one) => one.kind === kind)}
            onClick={() => turn(kind)}
            aria-label={w(`kind_${kind}`)}
          >
            <span className={styles.choiceHead}>
              <Checkbox.Indicator />
              {w(`kind_${kind}`)}
            </span>
            <span className={styles.choiceFor}>{w(`kind_${kind}_for`)}</span>
          </Checkbox.Card>
        ))}
      </div>
      <Problem>{problemAt('units')}</Problem>
      <UnitNames {...editing} onLeave={(unit) => void leave([unit])} />
      <AnotherUnit draft={draft} onAdd={(kind) => onChange((now) => withUnit(now, kind, newId))} />
    </Question>
  )
}

/** Where two of one kind are counted, customers tell them apart by these names. */
function UnitNames({ draft, onChange, problemAt, onLeave }: Editing & { onLeave: (unit: Unit) => void }) {
  const w = useWords()
  const named = namedUnits(draft)
  if (named.length === 0) return null
  return (
    <div className={styles.group} role="group" aria-label={w('unit_names')}>
      <span className={styles.label}>{w('unit_names')}</span>
      <p className={styles.hint}>{w('unit_names_hint')}</p>
      {named.map((unit) => {
        const index = draft.units.indexOf(unit)
        const n = named.filter(({ kind }) => kind === unit.kind).indexOf(unit) + 1
        const label = w(`unit_name_${unit.kind}`, { n })
        return (
          <div key={unit.unit} className={styles.pair}>
            <TextInput
              className={styles.grow}
              label={label}
              placeholder={w(n === 1 ? 'unit_name_example' : 'unit_name_example_2')}
              value={unit.name ?? ''}
              maxLength={40}
              onChange={(event) => {
                const name = event.currentTarget.value
                onChange((now) => ({ ...now, units: replaced(now.units, index, { ...unit, name }) }))
              }}
              error={problemAt(`units.${index}.name`)}
            />
            <CloseButton
              className={styles.besideLabel}
              aria-label={w('unit_remove', { name: unit.name || label })}
              onClick={() => onLeave(unit)}
            />
          </div>
        )
      })}
    </div>
  )
}

/** Of what is counted already, a second one: « bio » points beside the others. */
function AnotherUnit({ draft, onAdd }: Pick<Editing, 'draft'> & { onAdd: (kind: Kind) => void }) {
  const w = useWords()
  const kinds = KINDS.filter((kind) => draft.units.some((one) => one.kind === kind))
  if (kinds.length === 0) return null
  return (
    <div className={styles.adds}>
      {kinds.map((kind) => (
        <Button
          key={kind}
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={() => onAdd(kind)}
        >
          {w(`unit_another_${kind}`)}
        </Button>
      ))}
    </div>
  )
}
