/** How units are earned: each rule reads as the sentence it stands for. */
import { Button, CloseButton, NumberInput, Radio, SegmentedControl, Select } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { IconPlus } from '#ui/icons.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { newRule, removed, replaced } from './draft.ts'
import type { Rule, Unit } from './draft.ts'
import { Problem, Question, Traps } from './Question.tsx'
import type { Editing } from './use-draft.ts'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function EarningQuestion(editing: Editing) {
  const { draft, onChange, problemAt } = editing
  const w = useWords()
  const first = draft.units[0]
  const setUnit = (unit: Unit) =>
    onChange({ ...draft, units: draft.units.map((one) => (one.unit === unit.unit ? unit : one)) })
  return (
    <Question title={w('q_earn')} lead={draft.earning.length > 1 ? w('q_earn_lead') : undefined}>
      {draft.earning.map((rule, index) => (
        <RuleFields key={rule.rule_id} {...editing} index={index} />
      ))}
      <Problem>{problemAt('earning')}</Problem>
      {draft.units
        .filter(({ unit, kind }) => kind === 'points' && draft.earning.some((rule) => rule.unit === unit))
        .map((unit) => (
          <RemainderFields key={unit.unit} unit={unit} onUnit={setUnit} />
        ))}
      {first && (
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={() => onChange({ ...draft, earning: [...draft.earning, newRule(first, newId())] })}
        >
          {w('add_rule')}
        </Button>
      )}
    </Question>
  )
}

type RuleProps = Editing & { index: number }

function RuleFields(editing: RuleProps) {
  const { draft, onChange, problemAt, trapsUnder, index } = editing
  const w = useWords()
  const unitName = useUnitName()
  const rule = draft.earning[index]!
  const path = `earning.${index}`
  const set = (next: Rule) => onChange({ ...draft, earning: replaced(draft.earning, index, next) })
  const kindOf = (unit: string) => draft.units.find((one) => one.unit === unit)?.kind ?? 'points'
  const chooseUnit = (unit: string) => {
    const chosen = draft.units.find((one) => one.unit === unit)!
    set({ ...newRule(chosen, rule.rule_id), when: rule.when })
  }
  return (
    <fieldset className={styles.card}>
      <legend className="spoken-only">{w('rule', { n: index + 1 })}</legend>
      {draft.earning.length > 1 && (
        <CloseButton
          className={styles.cardClose}
          aria-label={w('remove_rule', { n: index + 1 })}
          onClick={() => onChange({ ...draft, earning: removed(draft.earning, index) })}
        />
      )}
      {draft.units.length > 1 && (
        <SegmentedControl
          className={styles.segments}
          aria-label={w('rule_unit')}
          value={rule.unit}
          onChange={chooseUnit}
          data={draft.units.map(({ unit, kind }) => ({ value: unit, label: w(`kind_${kind}`) }))}
        />
      )}
      {kindOf(rule.unit) === 'spend' ? (
        <p className={styles.plain}>{w('each_spent')}</p>
      ) : (
        <CountsFields
          rule={rule}
          onRule={set}
          name={unitName(kindOf(rule.unit), rule.counts.units)}
          problemAt={(field) => problemAt(`${path}.counts.${field}`)}
        />
      )}
      <Traps sentences={trapsUnder(path)} />
      <ConditionFields when={rule.when} onWhen={(when) => set({ ...rule, when })} />
    </fieldset>
  )
}

type CountsProps = {
  rule: Rule
  onRule: (rule: Rule) => void
  name: string
  problemAt: (field: string) => string | undefined
}

/** « 1 point pour chaque 1 € dépensé », « 1 tampon dès 10 € d’achat », « 2 points par article acheté ». */
function CountsFields({ rule, onRule, name, problemAt }: CountsProps) {
  const w = useWords()
  const { counts } = rule
  const { units } = counts
  const choose = (by: string | null) => {
    if (by === 'amount') onRule({ ...rule, counts: { by, units, per_cents: 100 } })
    if (by === 'purchase') onRule({ ...rule, counts: { by, units, minimum_cents: 1000 } })
    if (by === 'item') onRule({ ...rule, counts: { by, units } })
  }
  const problem = problemAt('units') ?? problemAt('per_cents') ?? problemAt('minimum_cents')
  return (
    <>
      <div className={styles.sentence}>
        <NumberInput
          className={styles.short}
          aria-label={w('units_given')}
          value={units}
          onChange={(value) => onRule({ ...rule, counts: { ...counts, units: Number(value) || 0 } })}
          min={0}
          allowDecimal={false}
          hideControls
          error={problemAt('units') !== undefined}
        />
        <span>{name}</span>
        <Select
          className={styles.medium}
          aria-label={w('rule_by')}
          value={counts.by}
          onChange={choose}
          allowDeselect={false}
          data={(['amount', 'purchase', 'item'] as const).map((by) => ({ value: by, label: w(`by_${by}`) }))}
        />
        {counts.by === 'amount' && (
          <>
            <span>{w('per')}</span>
            <MoneyInput
              className={styles.short}
              aria-label={w('per_label')}
              cents={counts.per_cents}
              onCents={(cents) => onRule({ ...rule, counts: { ...counts, per_cents: cents ?? 0 } })}
              error={problemAt('per_cents') !== undefined}
            />
            <span>{w('per_after')}</span>
          </>
        )}
        {counts.by === 'purchase' && (
          <>
            <span>{w('from')}</span>
            <MoneyInput
              className={styles.short}
              aria-label={w('from_label')}
              cents={counts.minimum_cents}
              onCents={(cents) => onRule({ ...rule, counts: { ...counts, minimum_cents: cents ?? 0 } })}
              error={problemAt('minimum_cents') !== undefined}
            />
            <span>{w('from_after')}</span>
          </>
        )}
      </div>
      <Problem>{problem}</Problem>
    </>
  )
}

/** Kept below a whole step, or lost: the choice that decides whether small baskets ever get anything. */
function RemainderFields({ unit, onUnit }: { unit: Unit; onUnit: (unit: Unit) => void }) {
  const w = useWords()
  return (
    <div className={styles.group}>
      <Radio.Group
        label={w('remainder')}
        description={w('remainder_example')}
        value={unit.remainder}
        onChange={(value) => onUnit({ ...unit, remainder: value as Unit['remainder'], rounding: 'down' })}
      >
        <div className={styles.answers}>
          <Radio value="keep" label={w('remainder_keep')} />
          <Radio value="lose" label={w('remainder_lose')} />
        </div>
      </Radio.Group>
      {unit.remainder === 'lose' && (
        <Radio.Group
          label={w('rounding')}
          value={unit.rounding}
          onChange={(value) => onUnit({ ...unit, rounding: value as Unit['rounding'] })}
        >
          <div className={styles.answers}>
            {(['down', 'nearest', 'up'] as const).map((way) => (
              <Radio key={way} value={way} label={w(`rounding_${way}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
    </div>
  )
}
