/** Somebody already has these details: open their record, or say that it is another person. */
import { Alert, Button } from '@mantine/core'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import type { CustomerWord } from './words.ts'
import styles from './record.module.css'

export type Candidate = {
  customer_id: string
  first_name: string | null
  last_initial: string | null
  reason: string
}

type Props = { candidates: Candidate[]; busy: boolean; onOther: () => void }

export function Duplicates({ candidates, busy, onOther }: Props) {
  const w = useWords()
  return (
    <Alert color="yellow" role="alert" title={w('duplicate', { count: candidates.length })}>
      <p>{w('duplicate_lead')}</p>
      <ul className={styles.rows}>
        {candidates.map((one) => (
          <li key={one.customer_id} className={styles.row}>
            <strong>
              {one.first_name ?? w('nobody_named')} {one.last_initial && `${one.last_initial}.`}
            </strong>
            <span>{w(`same_${one.reason}` as CustomerWord)}</span>
            <LinkButton
              variant="default"
              size="compact-md"
              to={paths.customer}
              params={{ customer_id: one.customer_id }}
            >
              {w('open_record')}
            </LinkButton>
          </li>
        ))}
      </ul>
      <Button variant="default" mt="sm" loading={busy} onClick={onOther}>
        {w('other_person')}
      </Button>
    </Alert>
  )
}
