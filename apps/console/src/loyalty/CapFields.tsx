/** How much may be earned in a time, a line each. */
import { Button, CloseButton, Select } from '@mantine/core'
import { IconPlus } from '#ui/icons.ts'
import { removed, replaced } from './draft.ts'
import type { Cap, Kind } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { Problem } from './Question.tsx'
import { QuantityInput } from './QuantityInput.tsx'
import styles from './loyalty.module.css'

const PERIODS = ['sale', 'day', 'week', 'month', 'year', 'ever'] as const
const OVER = ['reduce', 'refuse'] as const
const USUAL = { points: 200, stamps: 1, money: 2000, spend: 50_000 } satisfies Record<Kind, number>

type CapProps = {
  caps: readonly Cap[]
  onCaps: (caps: Cap[]) => void
  kind: Kind
  problemAt: (field: string) => string | undefined
  /** Where several stand on one page. */
  addLabel?: string
}

export function CapFields({ caps, onCaps, kind, problemAt, addLabel }: CapProps) {
  const e = useEditorWords()
  const free = PERIODS.filter((per) => !caps.some((cap) => cap.per === per))
  const usual = free.find((per) => per === 'month') ?? free[0]
  return (
    <>
      {caps.map((cap, index) => (
        <div key={cap.per} className={styles.sentence} role="group" aria-label={`${e('cap')} ${index + 1}`}>
          <span>{e('cap_most')}</span>
          <QuantityInput
            className={styles.short}
            aria-label={e('cap_most')}
            kind={kind}
            units={cap.units_max}
            onUnits={(units_max) => onCaps(replaced(caps, index, { ...cap, units_max }))}
            error={problemAt(`${index}.units_max`) !== undefined}
            bare
          />
          <Select
            className={styles.narrow}
            aria-label={e('cap_per')}
            value={cap.per}
            onChange={(per) => per && onCaps(replaced(caps, index, { ...cap, per: per as Cap['per'] }))}
            allowDeselect={false}
            data={PERIODS.map((per) => ({
              value: per,
              label: e(`cap_${per}`),
              disabled: per !== cap.per && !free.includes(per),
            }))}
          />
          <Select
            className={styles.over}
            aria-label={e('cap_over')}
            value={cap.over}
            onChange={(over) => over && onCaps(replaced(caps, index, { ...cap, over: over as Cap['over'] }))}
            allowDeselect={false}
            data={OVER.map((over) => ({ value: over, label: e(`cap_${over}`) }))}
          />
          <CloseButton
            aria-label={e('cap_remove', { n: index + 1 })}
            onClick={() => onCaps(removed(caps, index))}
          />
          <Problem>{problemAt(`${index}.units_max`) ?? problemAt(`${index}.per`)}</Problem>
        </div>
      ))}
      {usual && (
        <Button
          variant="subtle"
          size="compact-md"
          className={styles.add}
          leftSection={<IconPlus size={18} stroke={1.75} />}
          onClick={() => onCaps([...caps, { per: usual, units_max: USUAL[kind], over: 'reduce' }])}
        >
          {addLabel ?? e('cap_add')}
        </Button>
      )}
    </>
  )
}
