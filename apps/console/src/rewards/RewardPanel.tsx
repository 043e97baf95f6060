/** A reward to write or change, its stock, and taking it out of the catalogue. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Badge, Button, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api, ApiError } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { PictureField } from '#ui/components/PictureField.tsx'
import { failureOf } from '#ui/failure.ts'
import { useLanguage } from '#ui/words.ts'
import { BenefitFields } from '../loyalty/BenefitFields.tsx'
import { newReward } from '../loyalty/draft.ts'
import { useUnitChoice, useUnitName } from '../loyalty/unit-name.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { today, useProgramme } from './names.ts'
import { useRefresh } from './queries.ts'
import type { Item, Reward } from './queries.ts'
import { bodyOf, hasOwnCost, markOf } from './reward.ts'
import { Retirement } from './Retirement.tsx'
import { StockPart } from './StockPart.tsx'
import { useWords } from './words.ts'
import styles from './rewards.module.css'

type PanelProps = {
  /** null writes a new one. */
  item: Item | null
  seen_version: number
  /** Opens the reward that was written, or closes the panel. */
  onDone: (open: string | undefined) => void
}

export function RewardPanel({ item, seen_version, onDone }: PanelProps) {
  const w = useWords()
  const mark = item && markOf(item, today())
  return (
    <div className={styles.panel}>
      <div>
        {mark && <Badge color={mark.colour}>{w(mark.word)}</Badge>}
        <h2 className={styles.panelTitle}>{item ? item.name : w('new_title')}</h2>
      </div>
      {item?.status === 'retired' ? (
        <Retirement item={item} seen_version={seen_version} />
      ) : (
        <>
          <RewardForm item={item} seen_version={seen_version} onDone={onDone} />
          {item?.stock && <StockPart reward_id={item.reward_id} />}
          {item && <Retirement item={item} seen_version={seen_version} />}
        </>
      )}
    </div>
  )
}

function useFirst(item: Item | null): Reward {
  const programme = useProgramme()
  const [reward_id] = useState(() => item?.reward_id ?? newId())
  if (item) return item.reward
  const unit = programme?.units[0] ?? null
  const usual = newReward((unit ?? { unit: 'points', kind: 'points' }) as never, reward_id)
  return {
    ...usual,
    trigger: 'chosen',
    benefit: { kind: 'discount_amount', value_cents: 500, minimum_cents: 0, valid_days: 60 },
  }
}

function RewardForm({ item, seen_version, onDone }: PanelProps) {
  const w = useWords()
  const refresh = useRefresh()
  const first = useFirst(item)
  const [reward, setReward] = useState<Reward>(first)
  const set = (change: Partial<Reward>) => setReward({ ...reward, ...change })
  const save = useMutation({
    mutationFn: () =>
      api.put('/rewards/{reward_id}', {
        params: { reward_id: reward.reward_id },
        body: { seen_version, reward: bodyOf(reward) },
      }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w(item ? 'saved' : 'created', { name: reward.name.trim() }) })
      onDone(reward.reward_id)
    },
  })
  const problems = useProblems(save.error)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (reward.name.trim()) save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <PictureField
        label={w('photo')}
        alt={w('photo_of', { name: reward.name })}
        picture_id={reward.picture_id ?? null}
        onPicture={(picture_id) => set({ picture_id })}
      />
      <TextInput
        label={w('name')}
        placeholder={w('name_example')}
        value={reward.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={120}
        error={problems.at('name')}
        required
      />
      <Textarea
        label={w('description')}
        description={w('description_hint')}
        placeholder={w('description_example')}
        value={reward.description ?? ''}
        onChange={(event) => set({ description: event.currentTarget.value })}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <CostFields reward={reward} set={set} error={problems.at('cost') ?? problems.at('unit')} />
      <BenefitFields
        benefit={reward.benefit as never}
        onBenefit={(benefit) => set({ benefit: benefit as Reward['benefit'] })}
        problemAt={(field) => problems.at(field ? `benefit.${field}` : 'benefit')}
      />
      {hasOwnCost(reward) && (
        <MoneyInput
          label={w('cost_cents')}
          description={w('cost_cents_hint')}
          cents={reward.cost_cents ?? null}
          onCents={(cost_cents) => set({ cost_cents })}
          error={problems.at('cost_cents')}
        />
      )}
      <Radio.Group
        label={w('trigger')}
        value={reward.trigger}
        onChange={(trigger) => set({ trigger: trigger as Reward['trigger'] })}
      >
        <div className={styles.answers}>
          <Radio value="chosen" label={w('trigger_chosen')} />
          <Radio value="automatic" label={w('trigger_automatic')} />
        </div>
      </Radio.Group>
      {reward.trigger === 'chosen' && (
        <ConditionFields reward={reward} set={set} problemAt={problems.at} isSaved={Boolean(item?.stock)} />
      )}
      <Failure error={save.error} sentences={problems.others} />
      <Button type="submit" loading={save.isPending} disabled={!reward.name.trim()}>
        {w(item ? 'save' : 'create')}
      </Button>
    </form>
  )
}

type CostProps = { reward: Reward; set: (change: Partial<Reward>) => void; error: string | undefined }

function CostFields({ reward, set, error }: CostProps) {
  const w = useWords()
  const unitName = useUnitName()
  const units = useProgramme()?.units ?? []
  const choiceOf = useUnitChoice({ units })
  const kind = units.find(({ unit }) => unit === reward.unit)?.kind ?? 'points'
  return (
    <div className={styles.line}>
      {kind === 'spend' || kind === 'money' ? (
        <MoneyInput
          label={w('cost')}
          cents={reward.cost}
          onCents={(cents) => set({ cost: cents ?? 0 })}
          error={error}
        />
      ) : (
        <NumberInput
          label={w('cost')}
          value={reward.cost}
          onChange={(value) => set({ cost: Number(value) || 0 })}
          suffix={units.length > 1 ? undefined : ` ${unitName(kind, reward.cost)}`}
          min={0}
          allowDecimal={false}
          hideControls
          error={error}
        />
      )}
      {units.length > 1 && (
        <Select
          label={w('unit')}
          value={reward.unit}
          onChange={(unit) => unit && set({ unit })}
          allowDeselect={false}
          data={units.map((one) => ({ value: one.unit, label: choiceOf(one) }))}
        />
      )}
    </div>
  )
}

type Problem = { path: string; fr: string; en: string }

/** What the server found wrong, beside the field it is about; the rest below the form. */
function useProblems(error: Error | null) {
  const language = useLanguage()
  const given = error instanceof ApiError ? ((error.problem.problems as Problem[] | undefined) ?? []) : []
  const own = given.map((one) => ({ ...one, field: /^rewards\.\d+\.(.+)$/.exec(one.path)?.[1] ?? null }))
  return {
    at: (field: string) => own.find((one) => one.field === field)?.[language],
    others: [...new Set(own.map((one) => one[language]))],
  }
}

function Failure({ error, sentences }: { error: Error | null; sentences: string[] }) {
  const w = useWords()
  if (!error) return null
  const { title, detail } = failureOf(error)
  return (
    <Alert color="red" title={sentences.length > 0 ? w('problems') : title}>
      {sentences.length > 0 ? (
        <ul className={styles.problems}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        detail
      )}
    </Alert>
  )
}
