/** What is left of a sale: for everything, or category by category. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '#ui/icons.ts'
import { Question } from '../loyalty/Question.tsx'
import type { Asked } from './ask.ts'
import { PercentInput } from './PercentInput.tsx'
import type { Start } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type MarginProps = { start: Start; asked: Asked; onChange: (changes: Partial<Asked>) => void }

export function MarginQuestion({ start, asked, onChange }: MarginProps) {
  const w = useWords()
  const { margin_percent, categories } = asked
  const [open, setOpen] = useState(Object.keys(categories).length > 0)
  return (
    <Question title={w('margin')} lead={w('margin_for')}>
      <PercentInput
        className={styles.short}
        label={w('margin_label')}
        description={start.margin_was_said ? undefined : w('margin_default')}
        percent={margin_percent}
        onPercent={(percent) => onChange({ margin_percent: percent ?? 0 })}
      />
      {start.categories.length > 0 && (
        <>
          <Button
            variant="subtle"
            size="compact-md"
            className={styles.start}
            aria-expanded={open}
            rightSection={open ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
            onClick={() => setOpen(!open)}
          >
            {w('margin_by_category')}
          </Button>
          {open && (
            <div className={styles.grid}>
              {start.categories.map((name) => (
                <PercentInput
                  key={name}
                  label={name}
                  placeholder={w('margin_same')}
                  percent={categories[name] ?? null}
                  onPercent={(percent) => {
                    const { [name]: _, ...rest } = categories
                    onChange({ categories: percent === null ? rest : { ...rest, [name]: percent } })
                  }}
                />
              ))}
            </div>
          )}
        </>
      )}
    </Question>
  )
}
