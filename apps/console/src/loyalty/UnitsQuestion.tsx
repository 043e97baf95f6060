/** What is counted: points, stamps, the amount of purchases, or several of them together. */
import { Checkbox } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { confirmWithCount } from '#ui/components/ask-first.tsx'
import { KINDS, withoutUnit, withUnit } from './draft.ts'
import type { Kind } from './draft.ts'
import { Problem, Question } from './Question.tsx'
import type { Editing } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function UnitsQuestion({ draft, onChange, problemAt }: Editing) {
  const w = useWords()
  const turn = async (kind: Kind) => {
    const counted = draft.units.filter((one) => one.kind === kind)
    if (counted.length === 0) return onChange(withUnit(draft, kind, newId))
    const isLost = (one: { unit: string }) => counted.some(({ unit }) => unit === one.unit)
    const count = draft.rewards.filter(isLost).length
    const agreed =
      count === 0 ||
      (await confirmWithCount({
        title: w('unit_gone_ask'),
        children: w('unit_gone_why', { count }),
        confirm: w('unit_gone'),
        danger: true,
      }))
    if (agreed) onChange((now) => counted.reduce((rest, { unit }) => withoutUnit(rest, unit), now))
  }
  return (
    <Question title={w('q_count')} lead={w('q_count_lead')}>
      <div className={styles.choices}>
        {KINDS.map((kind) => (
          <Checkbox.Card
            key={kind}
            className={styles.choice}
            checked={draft.units.some((one) => one.kind === kind)}
            onClick={() => void turn(kind)}
            aria-label={w(`kind_${kind}`)}
          >
            <span className={styles.choiceHead}>
              <Checkbox.Indicator />
              {w(`kind_${kind}`)}
            </span>
            <span className={styles.choiceFor}>{w(`kind_${kind}_for`)}</span>
          </Checkbox.Card>
        ))}
      </div>
      <Problem>{problemAt('units')}</Problem>
    </Question>
  )
}
