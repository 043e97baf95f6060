/** One limit as a sentence: at most so many, by these channels, over such a time. */
import { ActionIcon, MultiSelect, NumberInput, Select } from '@mantine/core'
import { IconTrash } from '#ui/icons.ts'
import { CHANNELS } from './channels.ts'
import { useChannelNames } from './queries.ts'
import type { Channel } from './channels.ts'
import type { Rules } from './queries.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'
import styles from './pressure.module.css'

type Cap = Rules['caps'][number]

const DAYS = [1, 7, 14, 30, 90]
const UNITS = ['day', 'week', 'month'] as const

const keyOf = ({ window }: Cap) => (window.kind === 'rolling' ? `${window.days}` : window.unit)

function windowOf(key: string): Cap['window'] {
  const unit = UNITS.find((one) => one === key)
  return unit ? { kind: 'calendar', unit } : { kind: 'rolling', days: Number(key) }
}

type Props = { cap: Cap; onCap: (cap: Cap) => void; onRemove: () => void }

export function CapFields({ cap, onCap, onRemove }: Props) {
  const w = useWords()
  const name = useChannelNames()
  const windows = new Set([...DAYS.map(String), ...UNITS, keyOf(cap)])
  const said = (key: string) =>
    UNITS.some((unit) => unit === key) || DAYS.includes(Number(key))
      ? w(`window_${key}` as PressureWord)
      : w('window_days', { count: Number(key) })
  return (
    <li className={styles.cap}>
      <NumberInput
        label={w('cap_max')}
        min={0}
        max={1000}
        value={cap.max}
        onChange={(value) => onCap({ ...cap, max: Number(value) || 0 })}
      />
      <MultiSelect
        label={w('cap_channels')}
        placeholder={cap.channels.length === 0 ? w('cap_all') : ''}
        data={CHANNELS.filter((one) => one !== 'social').map((value) => ({ value, label: name(value) }))}
        value={cap.channels}
        onChange={(channels) => onCap({ ...cap, channels: channels as Channel[] })}
        clearable
        comboboxProps={{ withinPortal: true }}
      />
      <Select
        label={w('cap_window')}
        allowDeselect={false}
        data={[...windows].map((value) => ({ value, label: said(value) }))}
        value={keyOf(cap)}
        onChange={(key) => key && onCap({ ...cap, window: windowOf(key) })}
      />
      <Select
        label={w('cap_purposes')}
        allowDeselect={false}
        data={[
          { value: 'offers', label: w('cap_purposes_offers') },
          { value: 'both', label: w('cap_purposes_both') },
        ]}
        value={cap.purposes.includes('loyalty') ? 'both' : 'offers'}
        onChange={(value) =>
          onCap({ ...cap, purposes: value === 'both' ? ['marketing', 'loyalty'] : ['marketing'] })
        }
      />
      <ActionIcon variant="subtle" color="gray" size={42} aria-label={w('cap_remove')} onClick={onRemove}>
        <IconTrash size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  )
}
