/** What a catalogue says of a reward besides: words, a photo, its cost; and who may have it, when and how often. */
import { MultiSelect, NumberInput, Select, Switch, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PictureField } from '#ui/components/PictureField.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { DateRange } from './ConditionPanel.tsx'
import type { Reward } from './draft.ts'
import { tiersOf } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { clubsQuery } from './programme-queries.ts'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

type MoreProps = Pick<Editing, 'draft' | 'problemAt'> & {
  reward: Reward
  onReward: (reward: Reward) => void
  path: string
  title: string
}

/** Their value does not say what they cost. */
const isValued = ({ kind }: Reward['benefit']) =>
  kind === 'gift_card' || kind === 'discount_amount' || kind === 'donation' || kind === 'discount_percent'

export function RewardMore({ draft, problemAt, reward, onReward, path, title }: MoreProps) {
  const e = useEditorWords()
  const {
    description = '',
    picture_id,
    cost_cents,
    limited_stock,
    per_customer,
    dates,
    tier_ids,
    club_ids,
  } = reward
  const isUsed =
    description !== '' ||
    Boolean(picture_id ?? cost_cents ?? limited_stock ?? per_customer ?? dates) ||
    (tier_ids?.length ?? 0) > 0 ||
    (club_ids?.length ?? 0) > 0
  return (
    <More of={title} isUsed={isUsed}>
      <Textarea
        label={e('reward_description')}
        placeholder={e('reward_description_example')}
        value={description}
        onChange={(event) => onReward({ ...reward, description: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
      />
      <PictureField
        label={e('picture')}
        alt={e('picture_of', { name: reward.name })}
        picture_id={picture_id ?? null}
        onPicture={(next) => onReward({ ...reward, picture_id: next })}
      />
      {!isValued(reward.benefit) && (
        <MoneyInput
          className={styles.wide}
          label={e('reward_cost_cents')}
          description={e('reward_cost_hint')}
          cents={cost_cents ?? null}
          onCents={(cents) => onReward({ ...reward, cost_cents: cents })}
          error={problemAt(`${path}.cost_cents`)}
        />
      )}
      {reward.trigger === 'automatic' ? (
        <p className={styles.hint}>{e('reward_for_all_note')}</p>
      ) : (
        <Limits draft={draft} problemAt={problemAt} reward={reward} onReward={onReward} path={path} />
      )}
    </More>
  )
}

const PERIODS = ['month', 'year', 'ever'] as const

function Limits({ draft, problemAt, reward, onReward, path }: Omit<MoreProps, 'title'>) {
  const e = useEditorWords()
  const { limited_stock = false, per_customer, dates, tier_ids = [], club_ids = [] } = reward
  const tiers = tiersOf(draft)
  const clubs = useQuery(clubsQuery).data ?? []
  const people = [
    ...tiers.map((one) => ({ value: `tier:${one.tier_id}`, label: one.name })),
    ...clubs.map((one) => ({ value: `club:${one.club_id}`, label: one.name })),
  ]
  const choose = (values: string[]) => {
    const of = (kind: string) =>
      values.flatMap((one) => (one.startsWith(kind) ? [one.slice(kind.length)] : []))
    onReward({ ...reward, tier_ids: of('tier:'), club_ids: of('club:') })
  }
  return (
    <>
      {people.length > 0 && (
        <MultiSelect
          label={e('reward_for')}
          placeholder={tier_ids.length + club_ids.length === 0 ? e('reward_for_all') : undefined}
          data={people}
          value={[...tier_ids.map((id) => `tier:${id}`), ...club_ids.map((id) => `club:${id}`)]}
          onChange={choose}
        />
      )}
      <div className={styles.line}>
        <NumberInput
          className={styles.medium}
          label={e('reward_times')}
          placeholder={e('reward_times_no')}
          value={per_customer?.times ?? ''}
          onChange={(value) =>
            onReward({
              ...reward,
              per_customer:
                value === '' ? null : { per: per_customer?.per ?? 'ever', times: Number(value) || 0 },
            })
          }
          min={0}
          allowDecimal={false}
          hideControls
          error={problemAt(`${path}.per_customer.times`)}
        />
        {per_customer && (
          <Select
            className={`${styles.medium} ${styles.after}`}
            aria-label={e('reward_times')}
            value={per_customer.per}
            onChange={(per) =>
              per && onReward({ ...reward, per_customer: { ...per_customer, per: per as 'month' } })
            }
            allowDeselect={false}
            data={PERIODS.map((per) => ({ value: per, label: e(`reward_per_${per}`) }))}
          />
        )}
      </div>
      <div role="group" aria-label={e('reward_dates')}>
        <DateRange
          dates={dates ?? { from: null, to: null }}
          onDates={(next) => onReward({ ...reward, dates: next })}
          problemAt={(field) => problemAt(`${path}.${field}`)}
        />
      </div>
      <Switch
        label={e('reward_stock')}
        description={limited_stock ? e('reward_stock_hint') : undefined}
        checked={limited_stock}
        onChange={(event) => onReward({ ...reward, limited_stock: event.currentTarget.checked })}
      />
    </>
  )
}
