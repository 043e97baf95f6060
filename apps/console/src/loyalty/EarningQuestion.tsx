/** How units are earned by buying: each rule reads as the sentence it stands for. */
import { Button, Radio, SegmentedControl } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconPlus } from '#ui/icons.ts'
import { CapFields } from './CapFields.tsx'
import { Card, useOpenCards } from './Card.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { CountsFields } from './CountsFields.tsx'
import { isActivity, newRule, replaced, withoutRule } from './draft.ts'
import type { Rule, Unit } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { Problem, Question, Traps } from './Question.tsx'
import { RuleMore } from './RuleMore.tsx'
import { usePartWords } from './sentences.ts'
import type { Editing } from './use-draft.ts'
import { useUnitChoice, useUnitTitle } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function EarningQuestion(editing: Editing) {
  const { draft, onChange, problemAt } = editing
  const w = useWords()
  const rules = draft.earning.filter((rule) => !isActivity(rule))
  const cards = useOpenCards(rules.map(({ rule_id }) => rule_id))
  const first = draft.units[0]
  const add = (unit: Unit) => {
    const rule = newRule(unit, newId())
    onChange((now) => ({ ...now, earning: [...now.earning, rule] }))
  }
  return (
    <Question title={w('q_earn')} lead={rules.length > 1 ? w('q_earn_lead') : undefined}>
      {draft.earning.map(
        (rule, index) =>
          !isActivity(rule) && (
            <RuleCard
              key={rule.rule_id}
              {...editing}
              rule={rule}
              index={index}
              n={rules.indexOf(rule) + 1}
              cards={cards}
            />
          ),
      )}
      <Problem>{problemAt('earning')}</Problem>
      {draft.units.map((unit, index) => (
        <UnitFields key={unit.unit} {...editing} unit={unit} index={index} />
      ))}
      {first && (
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={() => add(first)}
        >
          {w('add_rule')}
        </Button>
      )}
    </Question>
  )
}

type RuleProps = Editing & { rule: Rule; index: number; n: number; cards: ReturnType<typeof useOpenCards> }

function RuleCard(editing: RuleProps) {
  const { draft, onChange, problemAt, isWrongUnder, trapsUnder, rule, index, n, cards } = editing
  const w = useWords()
  const e = useEditorWords()
  const say = usePartWords(editing)
  const titleOf = useUnitTitle(draft)
  const path = `earning.${index}`
  const title = w('rule', { n })
  const set = (next: Rule) => onChange((now) => ({ ...now, earning: replaced(now.earning, index, next) }))
  const kindOf = (unit: string) => draft.units.find((one) => one.unit === unit)?.kind ?? 'points'
  const chooseUnit = (unit: string) => {
    const chosen = draft.units.find((one) => one.unit === unit)!
    set({ ...newRule(chosen, rule.rule_id), when: rule.when })
  }
  const remove = () => {
    const before = draft
    onChange(withoutRule(draft, index))
    showDone({ message: e('removed', { what: title }), onUndo: () => onChange(before) })
  }
  const traps = trapsUnder(path)
  return (
    <Card
      title={title}
      sentence={say({ rule }, path, title)}
      isOpen={cards.isOpen(rule.rule_id)}
      onOpen={(isOpen) => cards.set(rule.rule_id, isOpen)}
      isFoldable={cards.foldable}
      isWrong={isWrongUnder(path)}
      hasTrap={traps.length > 0}
      removeLabel={w('remove_rule', { n })}
      onRemove={cards.foldable ? remove : undefined}
    >
      {draft.units.length > 1 && (
        <SegmentedControl
          className={styles.segments}
          aria-label={w('rule_unit')}
          value={rule.unit}
          onChange={chooseUnit}
          data={draft.units.map((unit) => ({ value: unit.unit, label: titleOf(unit) }))}
        />
      )}
      {kindOf(rule.unit) === 'spend' ? (
        <p className={styles.plain}>{w('each_spent')}</p>
      ) : (
        <CountsFields
          rule={rule}
          onRule={set}
          kind={kindOf(rule.unit)}
          problemAt={(field) => problemAt(`${path}.counts.${field}`)}
        />
      )}
      <Traps sentences={traps} />
      <ConditionFields
        draft={draft}
        when={rule.when}
        onWhen={(when) => set({ ...rule, when })}
        problemAt={(field) => problemAt(`${path}.when.${field}`)}
      />
      <RuleMore {...editing} rule={rule} onRule={set} kind={kindOf(rule.unit)} path={path} title={title} />
    </Card>
  )
}

/** What holds for all the rules of a unit: what is left below a whole step, and how much there may be of it. */
function UnitFields(editing: Editing & { unit: Unit; index: number }) {
  const { draft, onChange, problemAt, trapsUnder, unit, index } = editing
  const e = useEditorWords()
  const choiceOf = useUnitChoice(draft)
  const set = (next: Unit) => onChange((now) => ({ ...now, units: replaced(now.units, index, next) }))
  const caps = unit.caps ?? []
  const path = `units.${index}.caps`
  const byAmount = draft.earning.some((rule) => rule.unit === unit.unit && rule.counts.by === 'amount')
  const label = `${e('caps_all')} : ${choiceOf(unit)}`
  return (
    <>
      {unit.kind === 'points' && byAmount && <RemainderFields unit={unit} onUnit={set} />}
      <More of={label} label={draft.units.length > 1 ? label : e('caps_all')} isUsed={caps.length > 0}>
        <div className={styles.group} role="group" aria-label={label}>
          <span className={styles.label}>{draft.units.length > 1 ? label : e('caps_all')}</span>
          <CapFields
            caps={caps}
            onCaps={(next) => set({ ...unit, caps: next })}
            kind={unit.kind}
            problemAt={(field) => problemAt(`${path}.${field}`)}
          />
          <Traps sentences={trapsUnder(path)} />
        </div>
      </More>
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
