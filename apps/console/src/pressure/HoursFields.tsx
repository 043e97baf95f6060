/** When texts and notifications may leave; what the law and the charter fix is said, not offered. */
import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useChannelNames } from './queries.ts'
import type { Rules } from './queries.ts'
import { clockOf, minutesOf } from './clock.ts'
import { useWords } from './words.ts'
import type { PressureWord } from './words.ts'
import styles from './pressure.module.css'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

type Props = { rules: Rules; set: (changes: Partial<Rules>) => void }

export function HoursFields({ rules, set }: Props) {
  const w = useWords()
  const name = useChannelNames()
  const { sms } = rules.hours
  const sunday = sms !== undefined && (sms.public_holidays || sms.days.includes(7))
  return (
    <>
      {(['sms', 'push'] as const).map((channel) => (
        <ChannelHours key={channel} channel={channel} rules={rules} set={set} />
      ))}
      {sunday && (
        <TextInput
          label={w('sunday_decision')}
          placeholder={w('sunday_example')}
          required
          withAsterisk={false}
          minLength={10}
          maxLength={500}
          value={rules.sunday_decision}
          onChange={(event) => set({ sunday_decision: event.currentTarget.value })}
        />
      )}
      <div className={styles.hours}>
        <h3 className={styles.hoursTitle}>{name('phone')}</h3>
        <p className={styles.quiet}>{w('hours_phone_note')}</p>
      </div>
    </>
  )
}

function ChannelHours({ channel, rules, set }: Props & { channel: 'sms' | 'push' }) {
  const w = useWords()
  const name = useChannelNames()
  const hours = rules.hours[channel] ?? {
    days: EVERY_DAY,
    spans: [[0, 1440]] as [number, number][],
    public_holidays: true,
  }
  const change = (changes: Partial<typeof hours>) =>
    set({ hours: { ...rules.hours, [channel]: { ...hours, ...changes } } })
  const [from, to] = hours.spans[0]!
  const time = (label: string, minute: number, onMinute: (minute: number) => void) => (
    <TextInput
      className={styles.time}
      type="time"
      label={label}
      value={clockOf(minute)}
      onChange={(event) => {
        const typed = minutesOf(event.currentTarget.value)
        if (typed !== null) onMinute(typed)
      }}
    />
  )
  return (
    <div className={styles.hours}>
      <h3 className={styles.hoursTitle}>{name(channel)}</h3>
      <div className={styles.line}>
        {time(w('hours_from'), from, (minute) => change({ spans: [[minute, to]] }))}
        {time(w('hours_to'), to, (minute) => change({ spans: [[from, minute]] }))}
      </div>
      <fieldset className={styles.days}>
        <legend className={styles.small}>{w('hours_days')}</legend>
        {EVERY_DAY.map((day) => (
          <Checkbox
            key={day}
            label={w(`day_${day}` as PressureWord)}
            checked={hours.days.includes(day)}
            onChange={(event) => {
              const others = hours.days.filter((one) => one !== day)
              change({
                days: event.currentTarget.checked ? [...others, day].toSorted((a, b) => a - b) : others,
              })
            }}
          />
        ))}
      </fieldset>
      <Switch
        label={w('hours_holidays')}
        checked={hours.public_holidays}
        onChange={(event) => change({ public_holidays: event.currentTarget.checked })}
      />
      {channel === 'sms' && <p className={styles.quiet}>{w('hours_sms_note')}</p>}
    </div>
  )
}
