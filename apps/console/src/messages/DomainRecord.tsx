/** One line to publish: what it is for, its name and its value to copy, and whether it stands where everybody reads. */
import { CopyButton, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconCopy } from '#ui/icons.ts'
import type { Domain } from './DomainPage.tsx'
import { useWords } from './words.ts'
import styles from './domain.module.css'

type Record = Domain['records'][number]
type State = 'right' | 'missing' | 'wrong' | null

const ICONS = { right: IconCircleCheck, missing: IconAlertTriangle, wrong: IconAlertTriangle }

export function DomainRecord({ record, state }: { record: Record; state: State }) {
  const w = useWords()
  const Icon = state ? ICONS[state] : IconClock
  return (
    <li className={styles.record}>
      <div className={styles.recordHead}>
        <h3 className={styles.recordTitle}>{w(`record_${record.what}`)}</h3>
        <span className={styles.state} data-state={state ?? 'unchecked'}>
          <Icon size={18} stroke={1.75} aria-hidden />
          {w(`record_${state ?? 'unchecked'}`)}
        </span>
      </div>
      <p className={styles.soft}>{w(`record_${record.what}_for`)}</p>
      <dl className={styles.parts}>
        <Part label={w('record_type')} value={record.type} />
        <Part label={w('record_name')} value={record.name} of={w(`record_${record.what}`)} />
        <Part label={w('record_value')} value={record.value} of={w(`record_${record.what}`)} />
      </dl>
    </li>
  )
}

/** `of` makes it one to copy: for whom it is heard, each button says what it copies. */
function Part({ label, value, of }: { label: string; value: string; of?: string }) {
  const w = useWords()
  return (
    <div className={styles.part}>
      <dt className={styles.soft}>{label}</dt>
      <dd className={styles.value}>
        <code>{value}</code>
        {of && (
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <UnstyledButton
                className={styles.copy}
                aria-label={copied ? w('copied') : w('copy_named', { what: `${of}, ${label}` })}
                onClick={copy}
              >
                <IconCopy size={18} stroke={1.75} aria-hidden />
                {w(copied ? 'copied' : 'copy')}
              </UnstyledButton>
            )}
          </CopyButton>
        )}
      </dd>
    </div>
  )
}
