/** For whom, when, how often and how many: all of it may be left alone. */
import { MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useProgramme } from './names.ts'
import { clubsQuery } from './queries.ts'
import type { Reward } from './queries.ts'
import { useWords } from './words.ts'
import styles from './rewards.module.css'

type FieldsProps = {
  reward: Reward
  /** Its stock is already kept below. */
  isSaved?: boolean
  set: (change: Partial<Reward>) => void
  problemAt: (field: string) => string | undefined
}

export function ConditionFields({ reward, set, problemAt, isSaved }: FieldsProps) {
  const w = useWords()
  const { dates, per_customer, limited_stock } = reward
  const day = (side: 'from' | 'to') => ({
    type: 'date' as const,
    value: dates?.[side] ?? '',
    error: problemAt(`dates.${side}`) ?? (side === 'to' ? problemAt('dates') : undefined),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      set({ dates: { from: null, to: null, ...dates, [side]: event.currentTarget.value || null } }),
  })
  return (
    <fieldset className={styles.conditions}>
      <legend>{w('for_whom')}</legend>
      <div className={styles.line}>
        <TextInput label={w('first_day')} {...day('from')} />
        <TextInput label={w('last_day')} {...day('to')} />
      </div>
      <p className={styles.soft}>{w('days_hint')}</p>
      <WhoFields reward={reward} set={set} problemAt={problemAt} />
      <Switch
        label={w('limit')}
        checked={Boolean(per_customer)}
        onChange={(event) =>
          set({ per_customer: event.currentTarget.checked ? { times: 1, per: 'ever' } : null })
        }
      />
      {per_customer && (
        <div className={styles.line}>
          <NumberInput
            label={w('limit_times')}
            value={per_customer.times}
            onChange={(value) => set({ per_customer: { ...per_customer, times: Number(value) || 1 } })}
            min={1}
            max={1000}
            allowDecimal={false}
          />
          <Select
            label={w('limit_per')}
            value={per_customer.per}
            onChange={(per) => per && set({ per_customer: { ...per_customer, per: per as 'month' } })}
            allowDeselect={false}
            data={(['month', 'year', 'ever'] as const).map((per) => ({
              value: per,
              label: w(`limit_${per}`),
            }))}
          />
        </div>
      )}
      <Switch
        label={w('limited')}
        checked={Boolean(limited_stock)}
        onChange={(event) => set({ limited_stock: event.currentTarget.checked })}
      />
      {limited_stock && !isSaved && <p className={styles.soft}>{w('limited_hint')}</p>}
    </fieldset>
  )
}

/** Only what the shop has: without tiers and clubs everybody is everybody. */
function WhoFields({ reward, set, problemAt }: FieldsProps) {
  const w = useWords()
  const ladders = useProgramme()?.ladders ?? []
  const clubs = (useQuery(clubsQuery).data ?? []).filter(
    ({ club_id, ended_at }) => !ended_at || reward.club_ids?.includes(club_id),
  )
  const tiers = ladders.flatMap((ladder) =>
    ladder.tiers.map(({ tier_id, name }) => ({
      value: tier_id,
      label: ladders.length > 1 ? `${name} (${ladder.name})` : name,
    })),
  )
  return (
    <>
      {tiers.length > 0 && (
        <MultiSelect
          label={w('tiers')}
          placeholder={reward.tier_ids?.length ? undefined : w('everybody')}
          value={reward.tier_ids ?? []}
          onChange={(tier_ids) => set({ tier_ids })}
          data={tiers}
          error={problemAt('tier_ids') ?? problemAt('tier_ids.0')}
        />
      )}
      {clubs.length > 0 && (
        <MultiSelect
          label={w('clubs')}
          placeholder={reward.club_ids?.length ? undefined : w('everybody')}
          value={reward.club_ids ?? []}
          onChange={(club_ids) => set({ club_ids })}
          data={clubs.map(({ club_id, name }) => ({ value: club_id, label: name }))}
        />
      )}
    </>
  )
}
