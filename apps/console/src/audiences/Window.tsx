/** Since when, and what followed. */
import { ActionIcon, Button, Select } from '@mantine/core'
import { IconClock, IconX } from '#ui/icons.ts'
import type { DetailProps } from './Filters.tsx'
import { withoutKey, type Condition } from './rule.ts'
import { Whole } from './ValueFields.tsx'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const BEGIN_DAYS = 90
const FOLLOWED_DAYS = 30
const icon = { size: 16, stroke: 1.75 }

export function Window({ field, condition, onCondition }: DetailProps) {
  const w = useWords()
  if (!field.window) return null
  if (condition.within_days === undefined)
    return (
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconClock {...icon} />}
        onClick={() =>
          onCondition({ ...condition, within_days: field.window === 'coming' ? 30 : BEGIN_DAYS })
        }
      >
        {w('add_window')}
      </Button>
    )
  return (
    <span className={styles.detail}>
      <span className={styles.quiet}>{w(field.window === 'coming' ? 'window_coming' : 'window_past')}</span>
      <Whole
        value={condition.within_days}
        onValue={(days) => onCondition({ ...condition, within_days: days ?? 0 })}
        label={w('add_window')}
        after={w('days')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={w('remove_window')}
        onClick={() => onCondition(withoutKey(condition, 'within_days'))}
      >
        <IconX {...icon} />
      </ActionIcon>
    </span>
  )
}

const bought: Condition = { field: 'bought', operator: 'some' }

/** Only what was, or was not, followed by another purchase. */
export function Followed({ field, condition, onCondition }: DetailProps) {
  const w = useWords()
  if (!field.can_follow || field.group !== 'purchases') return null
  const { followed } = condition
  if (!followed)
    return (
      <Button
        variant="subtle"
        size="sm"
        onClick={() =>
          onCondition({
            ...condition,
            followed: { not: true, within_days: FOLLOWED_DAYS, condition: bought },
          })
        }
      >
        {w('add_followed')}
      </Button>
    )
  return (
    <span className={styles.detail}>
      <Select
        className={styles.what}
        aria-label={w('followed')}
        data={[
          { value: 'no', label: w('followed_no') },
          { value: 'yes', label: w('followed_yes') },
        ]}
        value={followed.not ? 'no' : 'yes'}
        onChange={(chosen) => onCondition({ ...condition, followed: { ...followed, not: chosen === 'no' } })}
        allowDeselect={false}
      />
      <Whole
        value={followed.within_days}
        onValue={(days) => onCondition({ ...condition, followed: { ...followed, within_days: days ?? 1 } })}
        label={w('followed')}
        after={w('days')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={w('remove', { what: w('followed') })}
        onClick={() => onCondition(withoutKey(condition, 'followed'))}
      >
        <IconX {...icon} />
      </ActionIcon>
    </span>
  )
}
