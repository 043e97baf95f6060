/** One campaign one thinks of sending: when, by what, to whom. */
import { ActionIcon, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { DateField } from '#ui/components/DateField.tsx'
import { IconTrash } from '#ui/icons.ts'
import { CHANNELS } from './channels.ts'
import { useChannelNames } from './queries.ts'
import type { Channel } from './channels.ts'
import type { Planned } from './planned-search.ts'
import { useWords } from './words.ts'
import styles from './pressure.module.css'

type Props = {
  planned: Planned
  audiences: readonly { audience_id: string; name: string }[]
  onChange: (part: Partial<Planned>) => void
  onRemove: () => void
}

export function PlannedFields({ planned, audiences, onChange, onRemove }: Props) {
  const w = useWords()
  const name = useChannelNames()
  return (
    <li className={styles.planned}>
      <TextInput
        label={w('planned_name')}
        required
        withAsterisk={false}
        maxLength={120}
        value={planned.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <DateField label={w('planned_on')} value={planned.on || null} onValue={(on) => onChange({ on })} />
      <TextInput
        type="time"
        label={w('planned_hour')}
        required
        withAsterisk={false}
        value={planned.at}
        onChange={(event) => onChange({ at: event.currentTarget.value })}
      />
      <MultiSelect
        label={w('planned_channels')}
        data={CHANNELS.filter((one) => one !== 'social').map((value) => ({ value, label: name(value) }))}
        value={planned.channels}
        onChange={(channels) => channels.length > 0 && onChange({ channels: channels as Channel[] })}
      />
      <div className={styles.who}>
        <Select
          label={w('planned_who')}
          allowDeselect={false}
          data={[
            { value: 'all', label: w('planned_everybody') },
            { value: 'some', label: w('planned_people') },
            ...audiences.map((one) => ({ value: one.audience_id, label: one.name })),
          ]}
          value={planned.who}
          onChange={(who) => who && onChange({ who })}
        />
        {planned.who === 'some' && (
          <NumberInput
            aria-label={w('planned_people')}
            thousandSeparator={'\u202f'}
            hideControls
            min={0}
            value={planned.people}
            onChange={(value) => onChange({ people: Math.round(Number(value) || 0) })}
          />
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={42}
        aria-label={w('planned_remove', { name: planned.name })}
        onClick={onRemove}
      >
        <IconTrash size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  )
}
