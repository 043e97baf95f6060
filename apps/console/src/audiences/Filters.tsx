/** Among what: lines of one category, sales of one store. One can add several; all of them hold. */
import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '#ui/icons.ts'
import { OperatorField } from './ConditionLine.tsx'
import { operatorOf, replaced, withOperator, type Condition, type Field } from './rule.ts'
import { ValueFields } from './ValueFields.tsx'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

export type DetailProps = { field: Field; condition: Condition; onCondition: (condition: Condition) => void }

export function Filters({ field, condition, onCondition }: DetailProps) {
  const w = useWords()
  const where = condition.where ?? []
  const put = (next: Condition[]) => onCondition({ ...condition, where: next })
  if (field.filters.length === 0) return null
  return (
    <>
      {where.map((filter, at) => {
        const asked = field.filters.find(({ key }) => key === filter.field)
        const operator = asked && operatorOf(asked.operators, filter.operator)
        if (!asked || !operator) return null
        return (
          <span key={`${filter.field} ${at}`} className={styles.detail}>
            <span className={styles.quiet}>{asked.label}</span>
            <OperatorField
              asked={asked.operators}
              what={asked.label}
              value={filter.operator}
              onValue={(chosen) => put(replaced(where, at, withOperator(filter, asked.operators, chosen)))}
            />
            <ValueFields
              asked={asked}
              operator={operator}
              condition={filter}
              onValues={(values) => put(replaced(where, at, { ...filter, values }))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={w('remove', { what: asked.label })}
              onClick={() => put(where.filter((_, other) => other !== at))}
            >
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </span>
        )
      })}
      <Select
        className={styles.short}
        aria-label={w('among')}
        placeholder={w('among')}
        data={field.filters.map(({ key, label }) => ({ value: key, label }))}
        value={null}
        onChange={(key) => {
          const chosen = field.filters.find((filter) => filter.key === key)
          if (chosen)
            put([...where, { field: chosen.key, operator: chosen.operators[0]!.operator, values: [] }])
        }}
      />
    </>
  )
}
