/** One condition as a sentence that one changes: what, how it compares, with which value, among what, since when. */
import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '#ui/icons.ts'
import { Filters } from './Filters.tsx'
import { Followed, Window } from './Window.tsx'
import { begun, operatorOf, withOperator, type Condition, type Field, type Operator } from './rule.ts'
import { ValueFields } from './ValueFields.tsx'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

export type Fields = ReadonlyMap<string, Field>
type Props = {
  number: number
  condition: Condition
  not: boolean
  fields: Fields
  onChange: (condition: Condition, not: boolean) => void
  onRemove: () => void
}

const GROUPS = ['purchases', 'person', 'loyalty', 'contact', 'others'] as const

/** Fields under the heading of what they are about. */
export function useFieldOptions(fields: Fields) {
  const w = useWords()
  return GROUPS.map((group) => ({
    group: w(`group_${group}`),
    items: [...fields.values()]
      .filter((field) => field.group === group)
      .map(({ key, label }) => ({ value: key, label })),
  }))
}

export function ConditionLine({ number, condition, not, fields, onChange, onRemove }: Props) {
  const w = useWords()
  const options = useFieldOptions(fields)
  const field = fields.get(condition.field)
  const what = field?.label ?? condition.field
  const change = (next: Condition) => onChange(next, not)
  const operator = field && operatorOf(field.operators, condition.operator)
  return (
    <div className={styles.condition} role="group" aria-label={w('field', { number })}>
      <div className={styles.line}>
        <Select
          className={styles.tiny}
          aria-label={w('exclusion', { what })}
          data={[
            { value: 'is', label: w('is') },
            { value: 'except', label: w('except') },
          ]}
          value={not ? 'except' : 'is'}
          onChange={(chosen) => onChange(condition, chosen === 'except')}
          allowDeselect={false}
        />
        <Select
          className={styles.what}
          aria-label={w('field', { number })}
          data={options}
          value={condition.field}
          onChange={(key) => {
            const chosen = key && fields.get(key)
            if (chosen) change(begun(chosen))
          }}
          searchable
          allowDeselect={false}
          nothingFoundMessage={w('nothing_found')}
        />
        {field && (
          <OperatorField
            asked={field.operators}
            what={what}
            value={condition.operator}
            onValue={(chosen) => change(withOperator(condition, field.operators, chosen))}
          />
        )}
        {field && operator && (
          <ValueFields
            asked={field}
            operator={operator}
            condition={condition}
            onValues={(values) => change({ ...condition, values })}
            unit={field.unit?.[1]}
          />
        )}
        <ActionIcon
          className={styles.away}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={w('remove', { what })}
          onClick={onRemove}
        >
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      {field && (field.filters.length > 0 || field.window) && (
        <div className={styles.details}>
          <Filters field={field} condition={condition} onCondition={change} />
          <Window field={field} condition={condition} onCondition={change} />
          <Followed field={field} condition={condition} onCondition={change} />
        </div>
      )}
    </div>
  )
}

type OperatorProps = { asked: Operator[]; what: string; value: string; onValue: (operator: string) => void }

/** Nothing to choose is not asked. */
export function OperatorField({ asked, what, value, onValue }: OperatorProps) {
  const w = useWords()
  if (asked.length < 2) return <span>{w(`op_${value}` as 'op_at_least')}</span>
  return (
    <Select
      className={styles.short}
      aria-label={w('operator', { what })}
      data={asked.map(({ operator }) => ({ value: operator, label: w(`op_${operator}` as 'op_at_least') }))}
      value={value}
      onChange={(chosen) => chosen && onValue(chosen)}
      allowDeselect={false}
    />
  )
}
