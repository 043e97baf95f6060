/** When it goes, how fast, for how much at most, and who is held out to compare with. */
import { Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { DateField } from '#ui/components/DateField.tsx'
import { Section } from '#ui/components/Page.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { isRecurring, SPREADS } from './plan.ts'
import type { Plan } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = { plan: Plan; today: string; onChange: (changes: Partial<Plan>) => void }
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const HOUR = '10:00'

export function WhenStep({ plan, today, onChange }: Props) {
  const w = useWords()
  const { schedule } = plan
  const change = (changes: Partial<Plan['schedule']>) => onChange({ schedule: { ...schedule, ...changes } })
  return (
    <>
      <Section title={w('when')}>
        {isRecurring(plan.kind) ? (
          <Recurring plan={plan} onChange={onChange} />
        ) : (
          <Radio.Group
            label={w('when_go')}
            value={schedule.date ? 'date' : 'now'}
            onChange={(value) =>
              change(
                value === 'now' ? { date: null, hour: null } : { date: today, hour: schedule.hour ?? HOUR },
              )
            }
          >
            <div className={styles.choices}>
              <Radio value="now" label={w('when_now')} />
              <Radio value="date" label={w('when_date')} />
            </div>
          </Radio.Group>
        )}
        <div className={styles.fields}>
          {schedule.date && !isRecurring(plan.kind) && (
            <DateField
              label={w('day')}
              min={today}
              value={schedule.date}
              onValue={(date) => change({ date })}
            />
          )}
          {(schedule.date || isRecurring(plan.kind)) && (
            <TextInput
              label={w('hour')}
              description={w('hour_hint')}
              // Below, so that it stands in line with the day beside it.
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              type="time"
              value={schedule.hour ?? HOUR}
              onChange={(event) => change({ hour: event.currentTarget.value || HOUR })}
            />
          )}
          <Select
            label={w('spread')}
            allowDeselect={false}
            data={SPREADS.map((minutes) => ({ value: String(minutes), label: w(`spread_${minutes}`) }))}
            value={String(schedule.spread_minutes)}
            onChange={(value) => change({ spread_minutes: Number(value) })}
          />
        </div>
      </Section>
      <Section title={w('limits')}>
        <div className={styles.fields}>
          <MoneyInput
            label={w('budget')}
            description={w('budget_hint')}
            placeholder={w('no_limit')}
            cents={plan.budget_cents}
            onCents={(budget_cents) => onChange({ budget_cents })}
          />
          <NumberInput
            label={w('control')}
            description={w('control_hint')}
            suffix={'\u202f%'}
            min={0}
            max={50}
            allowDecimal={false}
            value={plan.control.basis_points / 100}
            onChange={(value) =>
              onChange({ control: { basis_points: Math.round(Number(value) * 100), people: null } })
            }
          />
          <NumberInput
            label={w('window')}
            description={w('window_hint')}
            min={1}
            max={90}
            allowDecimal={false}
            value={plan.window_days}
            onChange={(value) => onChange({ window_days: Math.max(1, Number(value)) })}
          />
        </div>
      </Section>
    </>
  )
}

function Recurring({ plan, onChange }: Omit<Props, 'today'>) {
  const w = useWords()
  const recurrence = plan.recurrence!
  const change = (changes: Partial<NonNullable<Plan['recurrence']>>) =>
    onChange({ recurrence: { ...recurrence, ...changes } })
  const { kind } = plan
  if (kind === 'newsletter')
    return (
      <Checkbox.Group
        label={w('weekdays')}
        value={recurrence.weekdays.map(String)}
        onChange={(days) => change({ weekdays: days.map(Number).sort((a, b) => a - b) })}
      >
        <div className={styles.wrap}>
          {WEEKDAYS.map((day) => (
            <Checkbox key={day} value={String(day)} label={w(`weekday_${day}`)} />
          ))}
        </div>
      </Checkbox.Group>
    )
  if (kind === 'countdown')
    return (
      <NumberInput
        label={w('missing_units')}
        description={w('missing_units_hint')}
        min={1}
        allowDecimal={false}
        className={styles.short}
        value={recurrence.missing_units_max}
        onChange={(value) => change({ missing_units_max: Math.max(1, Number(value)) })}
      />
    )
  if (kind === 'birthday' || kind === 'points_expiring' || kind === 'thank_you' || kind === 'welcome')
    return (
      <NumberInput
        label={w(`days_${kind}`)}
        min={0}
        max={365}
        allowDecimal={false}
        className={styles.short}
        value={recurrence.days}
        onChange={(value) => change({ days: Math.max(0, Number(value)) })}
      />
    )
  return null
}
