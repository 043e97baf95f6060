/** What is given, at how many units, and whether it comes by itself or is asked for. */
import { Button, CloseButton, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { IconPlus } from '#ui/icons.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { BenefitFields } from './BenefitFields.tsx'
import { newReward, removed, replaced } from './draft.ts'
import type { Reward } from './draft.ts'
import { Question, Traps } from './Question.tsx'
import type { Editing } from './use-draft.ts'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function RewardsQuestion(editing: Editing) {
  const { draft, onChange, trapsUnder } = editing
  const w = useWords()
  const first = draft.units[0]
  return (
    <Question title={w('q_reward')} lead={w('q_reward_lead')}>
      {draft.rewards.map((reward, index) => (
        <RewardFields key={reward.reward_id} {...editing} index={index} />
      ))}
      {draft.rewards.length === 0 && <Traps sentences={trapsUnder('rewards')} />}
      {first && (
        <Button
          variant="default"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={() => onChange({ ...draft, rewards: [...draft.rewards, newReward(first, newId())] })}
        >
          {w('add_reward')}
        </Button>
      )}
    </Question>
  )
}

function RewardFields(editing: Editing & { index: number }) {
  const { draft, onChange, problemAt, trapsUnder, index } = editing
  const w = useWords()
  const reward = draft.rewards[index]!
  const path = `rewards.${index}`
  const set = (next: Reward) => onChange({ ...draft, rewards: replaced(draft.rewards, index, next) })
  return (
    <fieldset className={styles.card}>
      <legend className="spoken-only">{w('reward', { n: index + 1 })}</legend>
      <CloseButton
        className={styles.cardClose}
        aria-label={w('remove_reward', { n: index + 1 })}
        onClick={() => onChange({ ...draft, rewards: removed(draft.rewards, index) })}
      />
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
        onChange={(trigger) => set({ ...reward, trigger: trigger as Reward['trigger'] })}
      >
        <div className={styles.answers} data-column>
          <Radio value="automatic" label={w('trigger_automatic')} />
          <Radio value="chosen" label={w('trigger_chosen')} />
        </div>
      </Radio.Group>
      <Traps sentences={trapsUnder(path)} />
    </fieldset>
  )
}

type CostProps = Editing & { reward: Reward; onReward: (reward: Reward) => void; path: string }

function CostFields({ draft, reward, onReward, path, problemAt }: CostProps) {
  const w = useWords()
  const unitName = useUnitName()
  const kind = draft.units.find(({ unit }) => unit === reward.unit)?.kind ?? 'points'
  const problem = problemAt(`${path}.cost`)
  const chooseUnit = (unit: string | null) => {
    const chosen = draft.units.find((one) => one.unit === unit)
    // The usual figure of the other unit: 250 points and 250 cents of purchases are not the same wish.
    if (chosen) onReward({ ...reward, unit: chosen.unit, cost: newReward(chosen, reward.reward_id).cost })
  }
  return (
    <div className={styles.line}>
      {kind === 'spend' ? (
        <MoneyInput
          className={styles.medium}
          label={w('reward_cost')}
          cents={reward.cost}
          onCents={(cents) => onReward({ ...reward, cost: cents ?? 0 })}
          error={problem}
        />
      ) : (
        <NumberInput
          className={styles.medium}
          label={w('reward_cost')}
          value={reward.cost}
          onChange={(value) => onReward({ ...reward, cost: Number(value) || 0 })}
          min={0}
          allowDecimal={false}
          hideControls
          error={problem}
        />
      )}
      {draft.units.length > 1 ? (
        <Select
          className={styles.medium}
          label={w('reward_unit')}
          value={reward.unit}
          onChange={chooseUnit}
          allowDeselect={false}
          data={draft.units.map((one) => ({ value: one.unit, label: unitName(one.kind, 2) }))}
        />
      ) : (
        <span className={styles.after}>{unitName(kind, reward.cost)}</span>
      )}
    </div>
  )
}
