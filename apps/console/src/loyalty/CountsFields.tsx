/** « 1 point pour chaque 1 € dépensé », « 1 tampon dès 10 € d’achat », « 3 % de chaque achat ». */
import { NumberInput, Select } from '@mantine/core'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { Kind, Rule } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { isInCents, QuantityInput } from './QuantityInput.tsx'
import { Problem } from './Question.tsx'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type CountsProps = {
  rule: Rule
  onRule: (rule: Rule) => void
  kind: Kind
  problemAt: (field: string) => string | undefined
}

const WAYS = ['amount', 'purchase', 'item'] as const
const PERCENT_PER_CENTS = 10_000

export function CountsFields({ rule, onRule, kind, problemAt }: CountsProps) {
  const w = useWords()
  const unitName = useUnitName()
  const { counts } = rule
  const { units } = counts
  const choose = (by: string | null) => {
    const usual = kind === 'money' ? 50 : units
    if (by === 'amount')
      onRule({
        ...rule,
        counts:
          kind === 'money' ? { by, units: 300, per_cents: PERCENT_PER_CENTS } : { by, units, per_cents: 100 },
      })
    if (by === 'purchase') onRule({ ...rule, counts: { by, units: usual, minimum_cents: 1000 } })
    if (by === 'item') onRule({ ...rule, counts: { by, units: usual } })
  }
  const problem =
    problemAt('units') ?? problemAt('per_cents') ?? problemAt('minimum_cents') ?? problemAt('by')
  const way = (
    <Select
      className={styles.medium}
      aria-label={w('rule_by')}
      value={counts.by}
      onChange={choose}
      allowDeselect={false}
      data={WAYS.map((by) => ({ value: by, label: w(`by_${by}`) }))}
    />
  )
  if (kind === 'money' && counts.by === 'amount')
    return (
      <>
        <div className={styles.sentence}>
          <PercentInput rule={rule} onRule={onRule} isWrong={problem !== undefined} />
          {way}
        </div>
        <Problem>{problem}</Problem>
      </>
    )
  return (
    <>
      <div className={styles.sentence}>
        <QuantityInput
          className={styles.short}
          aria-label={w('units_given')}
          kind={kind}
          units={units}
          onUnits={(given) => onRule({ ...rule, counts: { ...counts, units: given } })}
          error={problemAt('units') !== undefined}
          bare
        />
        <span>{isInCents(kind) ? unitName(kind, 1) : unitName(kind, units)}</span>
        {way}
        {counts.by === 'amount' && (
          <>
            <span>{w('per')}</span>
            <MoneyInput
              className={styles.short}
              aria-label={w('per_label')}
              cents={counts.per_cents}
              onCents={(cents) => onRule({ ...rule, counts: { ...counts, per_cents: cents ?? 0 } })}
              error={problemAt('per_cents') !== undefined}
            />
            <span>{w('per_after')}</span>
          </>
        )}
        {counts.by === 'purchase' && (
          <>
            <span>{w('from')}</span>
            <MoneyInput
              className={styles.short}
              aria-label={w('from_label')}
              cents={counts.minimum_cents}
              onCents={(cents) => onRule({ ...rule, counts: { ...counts, minimum_cents: cents ?? 0 } })}
              error={problemAt('minimum_cents') !== undefined}
            />
            <span>{w('from_after')}</span>
          </>
        )}
      </div>
      <Problem>{problem}</Problem>
    </>
  )
}

/** A share of the amount: of a kitty nobody thinks in cents for each euro. */
function PercentInput({
  rule,
  onRule,
  isWrong,
}: {
  rule: Rule
  onRule: (rule: Rule) => void
  isWrong: boolean
}) {
  const e = useEditorWords()
  const { counts } = rule
  if (counts.by !== 'amount') return null
  return (
    <>
      <NumberInput
        className={styles.short}
        aria-label={e('percent_label')}
        value={Math.round((counts.units * PERCENT_PER_CENTS) / counts.per_cents) / 100}
        onChange={(value) =>
          onRule({
            ...rule,
            counts: {
              by: 'amount',
              units: Math.round((Number(value) || 0) * 100),
              per_cents: PERCENT_PER_CENTS,
            },
          })
        }
        min={0}
        max={100}
        decimalScale={2}
        suffix={'\u202f%'}
        hideControls
        error={isWrong}
      />
      <span>{e('percent_of')}</span>
    </>
  )
}
