/** What is rewarded and is not a purchase. */
import { Button, Menu, Select, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconChevronDown, IconPlus } from '#ui/icons.ts'
import { CapFields } from './CapFields.tsx'
import { Card, useOpenCards } from './Card.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { isActivity, keyOf, newActivity, replaced, withoutRule } from './draft.ts'
import type { Programme, Rule } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { QuantityInput } from './QuantityInput.tsx'
import { Problem, Question, Traps } from './Question.tsx'
import { usePartWords } from './sentences.ts'
import type { Editing } from './use-draft.ts'
import { useUnitChoice, useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

/** Those that the product knows, the most usual first. */
const KNOWN = [
  'profile_completed',
  'review',
  'friend_brought',
  'friend_joined',
  'survey_answered',
  'visit',
  'event_attended',
  'newsletter',
  'bag_returned',
  'donation',
] as const
const isKnown = (key: string): key is (typeof KNOWN)[number] => KNOWN.some((one) => one === key)
const ELSE = 'else'

export function ActivityQuestion(editing: Editing) {
  const { draft, onChange } = editing
  const e = useEditorWords()
  const rules = draft.earning.filter(isActivity)
  const cards = useOpenCards(rules.map(({ rule_id }) => rule_id))
  const add = (rule: Rule) => {
    onChange((now) => ({ ...now, earning: [...now.earning, rule] }))
  }
  return (
    <Question title={e('q_activity')} lead={e('q_activity_lead')}>
      {draft.earning.map(
        (rule, index) =>
          isActivity(rule) && (
            <ActivityCard
              key={rule.rule_id}
              {...editing}
              rule={rule}
              index={index}
              n={rules.indexOf(rule) + 1}
              cards={cards}
            />
          ),
      )}
      <AddActivity draft={draft} onAdd={add} />
    </Question>
  )
}

function AddActivity({ draft, onAdd }: { draft: Programme; onAdd: (rule: Rule) => void }) {
  const e = useEditorWords()
  // An amount of purchases is only earned by purchases.
  const unit = draft.units.find(({ kind }) => kind !== 'spend')
  if (!unit) return null
  const free = KNOWN.filter(
    (key) => !draft.earning.some(({ counts }) => counts.by === 'activity' && counts.activity === key),
  )
  return (
    <Menu shadow="sm" position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          rightSection={<IconChevronDown size={18} stroke={1.75} />}
        >
          {e('activity_add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {[...free, ELSE].map((key) => (
          <Menu.Item key={key} onClick={() => onAdd(newActivity(unit, newId(), key === ELSE ? '' : key))}>
            {e(isKnown(key) ? `act_${key}` : 'act_else')}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type ActivityProps = Editing & {
  rule: Rule
  index: number
  n: number
  cards: ReturnType<typeof useOpenCards>
}

function ActivityCard(editing: ActivityProps) {
  const { draft, onChange, problemAt, isWrongUnder, trapsUnder, rule, index, n, cards } = editing
  const e = useEditorWords()
  const say = usePartWords(editing)
  const path = `earning.${index}`
  const title = e('activity', { n })
  const set = (next: Rule) => onChange((now) => ({ ...now, earning: replaced(now.earning, index, next) }))
  const remove = () => {
    const before = draft
    onChange(withoutRule(draft, index))
    showDone({ message: e('removed', { what: title }), onUndo: () => onChange(before) })
  }
  const kind = draft.units.find(({ unit }) => unit === rule.unit)?.kind ?? 'points'
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
      removeLabel={e('activity_remove', { n })}
      onRemove={remove}
    >
      <ForWhat {...editing} rule={rule} onRule={set} path={path} />
      <CapFields
        caps={rule.caps ?? []}
        onCaps={(caps) => set({ ...rule, caps })}
        kind={kind}
        problemAt={(field) => problemAt(`${path}.caps.${field}`)}
      />
      <Traps sentences={traps} />
      <More of={title} isUsed={Object.keys(rule.when).length > 0}>
        <ConditionFields
          draft={draft}
          when={rule.when}
          onWhen={(when) => set({ ...rule, when })}
          problemAt={(field) => problemAt(`${path}.when.${field}`)}
          isActivity
        />
      </More>
    </Card>
  )
}

type ForProps = Pick<Editing, 'draft' | 'problemAt'> & {
  rule: Rule
  onRule: (rule: Rule) => void
  path: string
}

/** « 20 points pour un avis laissé ». */
function ForWhat({ draft, problemAt, rule, onRule, path }: ForProps) {
  const w = useWords()
  const e = useEditorWords()
  const unitName = useUnitName()
  const choiceOf = useUnitChoice(draft)
  const { counts } = rule
  if (counts.by !== 'activity') return null
  const { activity, units } = counts
  const spendable = draft.units.filter((one) => one.kind !== 'spend')
  const kind = draft.units.find(({ unit }) => unit === rule.unit)?.kind ?? 'points'
  const name = (key: string) => onRule({ ...rule, counts: { ...counts, activity: key } })
  return (
    <>
      <div className={styles.sentence}>
        <QuantityInput
          className={styles.short}
          aria-label={w('units_given')}
          kind={kind}
          units={units}
          onUnits={(given) => onRule({ ...rule, counts: { ...counts, units: given } })}
          error={problemAt(`${path}.counts.units`) !== undefined}
          bare
        />
        {spendable.length > 1 ? (
          <Select
            className={styles.medium}
            aria-label={w('rule_unit')}
            value={rule.unit}
            onChange={(unit) => unit && onRule({ ...rule, unit })}
            allowDeselect={false}
            data={spendable.map((one) => ({ value: one.unit, label: choiceOf(one) }))}
          />
        ) : (
          <span>{unitName(kind, units)}</span>
        )}
        <span>{e('activity_for').toLowerCase()}</span>
        <Select
          className={styles.wide}
          aria-label={e('activity_for')}
          value={isKnown(activity) ? activity : ELSE}
          onChange={(key) => key && name(key === ELSE ? '' : key)}
          allowDeselect={false}
          data={[...KNOWN, ELSE].map((key) => ({
            value: key,
            label: e(isKnown(key) ? `act_${key}` : 'act_else'),
          }))}
        />
      </div>
      {!isKnown(activity) && (
        <TextInput
          className={styles.wide}
          label={e('activity_name')}
          placeholder={e('activity_name_example')}
          defaultValue={activity.replaceAll('_', ' ')}
          onChange={(event) => name(keyOf(event.currentTarget.value))}
          error={problemAt(`${path}.counts.activity`)}
        />
      )}
      <Problem>{problemAt(`${path}.counts.units`)}</Problem>
    </>
  )
}
