/** What is given, at how many units, and whether it comes by itself or is asked for. */
import { Button, Radio, Select, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconPlus } from '#ui/icons.ts'
import { BenefitFields } from './BenefitFields.tsx'
import { Card, useOpenCards } from './Card.tsx'
import { newReward, removed, replaced, withTrigger } from './draft.ts'
import type { Programme, Reward } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { QuantityInput } from './QuantityInput.tsx'
import { Question, Traps } from './Question.tsx'
import { RewardMore } from './RewardMore.tsx'
import { usePartWords } from './sentences.ts'
import type { Editing } from './use-draft.ts'
import { useUnitChoice, useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function RewardsQuestion(editing: Editing) {
  const { draft, onChange, trapsUnder } = editing
  const w = useWords()
  const cards = useOpenCards(draft.rewards.map(({ reward_id }) => reward_id))
  const first = draft.units[0]
  const add = () => {
    if (!first) return
    const reward = newReward(first, newId())
    onChange((now) => ({ ...now, rewards: [...now.rewards, reward] }))
  }
  return (
    <Question title={w('q_reward')} lead={w('q_reward_lead')}>
      {draft.rewards.map((reward, index) => (
        <RewardCard key={reward.reward_id} {...editing} reward={reward} index={index} cards={cards} />
      ))}
      {draft.rewards.length === 0 && <Traps sentences={trapsUnder('rewards')} />}
      {first && (
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={add}
        >
          {w('add_reward')}
        </Button>
      )}
    </Question>
  )
}

type RewardProps = Editing & { reward: Reward; index: number; cards: ReturnType<typeof useOpenCards> }

function RewardCard(editing: RewardProps) {
  const { onChange, problemAt, isWrongUnder, trapsUnder, reward, index, cards } = editing
  const w = useWords()
  const e = useEditorWords()
  const say = usePartWords(editing)
  const path = `rewards.${index}`
  const title = w('reward', { n: index + 1 })
  const set = (next: Reward) => onChange((now) => ({ ...now, rewards: replaced(now.rewards, index, next) }))
  const remove = () => {
    onChange((now) => ({ ...now, rewards: removed(now.rewards, index) }))
    const back = (now: Programme) => ({ ...now, rewards: now.rewards.toSpliced(index, 0, reward) })
    showDone({ message: e('removed', { what: reward.name || title }), onUndo: () => onChange(back) })
  }
  const traps = trapsUnder(path)
  return (
    <Card
      title={title}
      sentence={say({ reward }, path, reward.name || title)}
      isOpen={cards.isOpen(reward.reward_id)}
      onOpen={(isOpen) => cards.set(reward.reward_id, isOpen)}
      isFoldable={cards.foldable}
      isWrong={isWrongUnder(path)}
      hasTrap={traps.length > 0}
      removeLabel={w('remove_reward', { n: index + 1 })}
      onRemove={remove}
    >
      <CostFields {...editing} reward={reward} onReward={set} path={path} />
      <TextInput
        label={w('reward_name')}
        placeholder={w('reward_name_example')}
        value={reward.name}
        onChange={(event) => set({ ...reward, name: event.currentTarget.value })}
        error={problemAt(`${path}.name`)}
      />
      <BenefitFields
        benefit={reward.benefit}
        onBenefit={(benefit) => set({ ...reward, benefit })}
        problemAt={(field) => problemAt(field ? `${path}.benefit.${field}` : `${path}.benefit`)}
      />
      <Radio.Group
        label={w('trigger')}
        value={reward.trigger}
        onChange={(trigger) => set(withTrigger(reward, trigger as Reward['trigger']))}
        error={problemAt(`${path}.trigger`)}
      >
        <div className={styles.answers} data-column>
          <Radio value="automatic" label={w('trigger_automatic')} />
          <Radio value="chosen" label={w('trigger_chosen')} />
        </div>
      </Radio.Group>
      <RewardMore {...editing} reward={reward} onReward={set} path={path} title={title} />
      <Traps sentences={traps} />
    </Card>
  )
}

type CostProps = Editing & { reward: Reward; onReward: (reward: Reward) => void; path: string }

function CostFields({ draft, reward, onReward, path, problemAt }: CostProps) {
  const w = useWords()
  const unitName = useUnitName()
  const choiceOf = useUnitChoice(draft)
  const kind = draft.units.find(({ unit }) => unit === reward.unit)?.kind ?? 'points'
  const chooseUnit = (unit: string | null) => {
    const chosen = draft.units.find((one) => one.unit === unit)
    // The usual figure of the other unit: 250 points and 250 cents of purchases are not the same wish.
    if (chosen) onReward({ ...reward, unit: chosen.unit, cost: newReward(chosen, reward.reward_id).cost })
  }
  return (
    <div className={styles.line}>
      <QuantityInput
        className={styles.medium}
        label={w('reward_cost')}
        kind={kind}
        units={reward.cost}
        onUnits={(cost) => onReward({ ...reward, cost })}
        error={problemAt(`${path}.cost`)}
        bare
      />
      {draft.units.length > 1 ? (
        <Select
          className={styles.medium}
          label={w('reward_unit')}
          value={reward.unit}
          onChange={chooseUnit}
          allowDeselect={false}
          data={draft.units.map((one) => ({ value: one.unit, label: choiceOf(one) }))}
        />
      ) : (
        <span className={styles.after}>{unitName(kind, reward.cost)}</span>
      )}
    </div>
  )
}
