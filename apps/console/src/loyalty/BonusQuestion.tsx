/** What gives more for a time, on a day, for some goods or some people. */
import { Button, Menu, MultiSelect, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconChevronDown, IconPlus } from '#ui/icons.ts'
import { useLanguage } from '#ui/words.ts'
import { partInWords } from '../../../../server/features/programmes/rules.ts'
import { Card, useOpenCards } from './Card.tsx'
import { begun } from './conditions.ts'
import { ConditionFields } from './ConditionFields.tsx'
import { newBonus, removed, replaced } from './draft.ts'
import type { Bonus, Conditions, Programme } from './draft.ts'
import { tiersOf } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { useNames } from './queries.ts'
import { Question, Traps } from './Question.tsx'
import { usePartWords } from './sentences.ts'
import { useWhich } from './unit-name.ts'
import { useToday } from './use-draft.ts'
import type { Editing } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

const STARTS = ['weekdays', 'dates', 'categories', 'birthday', 'first_purchase', 'tier_ids'] as const
const STACKINGS = ['best', 'add', 'multiply'] as const

export function BonusQuestion(editing: Editing) {
  const { draft, onChange } = editing
  const w = useEditorWords()
  const bonuses = draft.multipliers ?? []
  const cards = useOpenCards(bonuses.map(({ multiplier_id }) => multiplier_id))
  const add = (bonus: Bonus) => {
    onChange((now) => ({ ...now, multipliers: [...(now.multipliers ?? []), bonus] }))
  }
  const meet = bonuses.some((one, n) => bonuses.findIndex(({ unit }) => unit === one.unit) < n)
  return (
    <Question title={w('q_bonus')} lead={w('q_bonus_lead')}>
      {bonuses.map((bonus, index) => (
        <BonusCard key={bonus.multiplier_id} {...editing} bonus={bonus} index={index} cards={cards} />
      ))}
      {meet && (
        <Radio.Group
          label={w('stacking')}
          value={draft.stacking ?? 'best'}
          onChange={(stacking) =>
            onChange((now) => ({ ...now, stacking: stacking as NonNullable<Programme['stacking']> }))
          }
        >
          <div className={styles.answers} data-column>
            {STACKINGS.map((one) => (
              <Radio key={one} value={one} label={w(`stacking_${one}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      <AddBonus draft={draft} onAdd={add} />
    </Question>
  )
}

/** Begins from what a bonus is usually about, with a name to change. */
function AddBonus({ draft, onAdd }: { draft: Programme; onAdd: (bonus: Bonus) => void }) {
  const w = useEditorWords()
  const today = useToday()
  const tiers = tiersOf(draft)
  const unit = draft.units[0]
  if (!unit) return null
  const start = (one: (typeof STARTS)[number]) => {
    const top = tiers.at(-1)
    const when: Conditions = one === 'tier_ids' && top ? { tier_ids: [top.tier_id] } : begun(one, today)
    onAdd(newBonus(unit.unit, newId(), w(`start_${one}_name`), when))
  }
  return (
    <Menu shadow="sm" position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          rightSection={<IconChevronDown size={18} stroke={1.75} />}
        >
          {w('bonus_add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STARTS.filter((one) => one !== 'tier_ids' || tiers.length > 0).map((one) => (
          <Menu.Item key={one} onClick={() => start(one)}>
            {w(`start_${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type BonusProps = Editing & { bonus: Bonus; index: number; cards: ReturnType<typeof useOpenCards> }

function BonusCard(editing: BonusProps) {
  const { draft, onChange, problemAt, isWrongUnder, trapsUnder, bonus, index, cards } = editing
  const w = useEditorWords()
  const say = usePartWords(editing)
  const path = `multipliers.${index}`
  const title = w('bonus', { n: index + 1 })
  const set = (next: Bonus) =>
    onChange((now) => ({ ...now, multipliers: replaced(now.multipliers ?? [], index, next) }))
  const remove = () => {
    onChange((now) => ({ ...now, multipliers: removed(now.multipliers ?? [], index) }))
    const back = (now: Programme) => ({
      ...now,
      multipliers: (now.multipliers ?? []).toSpliced(index, 0, bonus),
    })
    showDone({ message: w('removed', { what: bonus.name || title }), onUndo: () => onChange(back) })
  }
  const traps = trapsUnder(path)
  return (
    <Card
      title={title}
      sentence={say({ bonus }, path, bonus.name || title)}
      isOpen={cards.isOpen(bonus.multiplier_id)}
      onOpen={(isOpen) => cards.set(bonus.multiplier_id, isOpen)}
      isFoldable={cards.foldable}
      isWrong={isWrongUnder(path)}
      hasTrap={traps.length > 0}
      removeLabel={w('bonus_remove', { n: index + 1 })}
      onRemove={remove}
    >
      <TextInput
        className={styles.besideTools}
        label={w('bonus_name')}
        value={bonus.name}
        onChange={(event) => set({ ...bonus, name: event.currentTarget.value })}
        error={problemAt(`${path}.name`)}
      />
      <FactorFields draft={draft} bonus={bonus} onBonus={set} error={problemAt(`${path}.factor_milli`)} />
      <ConditionFields
        draft={draft}
        when={bonus.when}
        onWhen={(when) => set({ ...bonus, when })}
        problemAt={(field) => problemAt(`${path}.when.${field}`)}
      />
      <OnlyRules draft={draft} bonus={bonus} onBonus={set} title={title} />
      <Traps sentences={traps} />
    </Card>
  )
}

type PartProps = { draft: Programme; bonus: Bonus; onBonus: (bonus: Bonus) => void }

/** « Multiplie les points par 2 ». */
function FactorFields({ draft, bonus, onBonus, error }: PartProps & { error: string | undefined }) {
  const w = useWords()
  const e = useEditorWords()
  const french = useLanguage() === 'fr'
  const which = useWhich(draft)
  return (
    <div className={styles.sentence}>
      <span>{e('bonus_multiplies')}</span>
      {draft.units.length > 1 ? (
        <Select
          className={styles.medium}
          aria-label={w('rule_unit')}
          value={bonus.unit}
          onChange={(unit) => {
            const { rule_ids: _of_the_other, ...rest } = bonus
            if (unit) onBonus({ ...rest, unit })
          }}
          allowDeselect={false}
          data={draft.units.map((one) => ({
            value: one.unit,
            label: e(`multiplied_${one.kind}`) + which(one),
          }))}
        />
      ) : (
        <span>{e(`multiplied_${draft.units[0]?.kind ?? 'points'}`)}</span>
      )}
      <span>{e('bonus_by')}</span>
      <NumberInput
        className={styles.tiny}
        aria-label={e('bonus_factor')}
        value={bonus.factor_milli / 1000}
        onChange={(value) => onBonus({ ...bonus, factor_milli: Math.round((Number(value) || 0) * 1000) })}
        min={1}
        max={100}
        step={0.5}
        decimalScale={3}
        decimalSeparator={french ? ',' : '.'}
        allowedDecimalSeparators={[',', '.']}
        hideControls
        error={error}
      />
    </div>
  )
}

function OnlyRules({ draft, bonus, onBonus, title }: PartProps & { title: string }) {
  const e = useEditorWords()
  const language = useLanguage()
  const names = useNames([draft])
  const rules = draft.earning.filter(({ unit }) => unit === bonus.unit)
  if (rules.length < 2) return null
  return (
    <More of={title} isUsed={(bonus.rule_ids?.length ?? 0) > 0}>
      <MultiSelect
        label={e('bonus_rules')}
        placeholder={bonus.rule_ids?.length ? undefined : e('bonus_rules_all')}
        value={bonus.rule_ids ?? []}
        onChange={(rule_ids) => onBonus({ ...bonus, rule_ids })}
        data={rules.map((rule) => ({
          value: rule.rule_id,
          label: partInWords(draft, { rule }, language, names),
        }))}
      />
    </More>
  )
}
