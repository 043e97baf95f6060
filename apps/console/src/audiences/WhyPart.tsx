/** Why one customer is in a group or not: each condition with its yes or no, and the figure behind it. */
import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconCheck, IconX } from '#ui/icons.ts'
import { FindCustomer } from '../clubs/FindCustomer.tsx'
import { fullName, recordQuery } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { explanationQuery, type Audience } from './queries.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

/** As explain.ts answers it. */
type Explained =
  | { kind: 'all' | 'any' | 'not'; holds: boolean; parts: Explained[] }
  | { kind: 'condition'; holds: boolean; sentence: string; figure: string | null }

const route = getRouteApi('/shell/audiences/$audience_id')

export function WhyPart({ audience: { audience_id } }: { audience: Audience }) {
  const w = useWords()
  const navigate = useNavigate()
  const { customer } = route.useSearch()
  const asked = useQuery({ ...explanationQuery(audience_id, customer ?? ''), enabled: Boolean(customer) })
  const record = useQuery({ ...recordQuery(customer ?? ''), enabled: Boolean(customer) }).data
  const name = record ? fullName(record) || w('nameless') : '…'
  return (
    <div className={styles.why}>
      <FindCustomer
        label={w('why_find')}
        hint={w('why_hint')}
        busy={asked.isFetching}
        onChosen={({ customer_id }) =>
          void navigate({
            to: paths.audience,
            params: { audience_id },
            search: { part: 'why', customer: customer_id },
          })
        }
      />
      {asked.error && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
      {customer && asked.isPending && <TextSkeleton lines={3} />}
      {asked.data && (
        <>
          <p className={styles.said}>{w(asked.data.is_member ? 'why_in' : 'why_out', { name })}</p>
          {asked.data.left && <p className={styles.quiet}>{w('why_left')}</p>}
          {asked.data.why ? (
            <ul className={styles.reasons}>
              <Reason node={asked.data.why as Explained} />
            </ul>
          ) : (
            <p className={styles.quiet}>{w('why_no_rule')}</p>
          )}
        </>
      )}
    </div>
  )
}

function Reason({ node }: { node: Explained }) {
  const w = useWords()
  if (node.kind === 'condition')
    return (
      <li className={styles.reason}>
        <Verdict holds={node.holds} />
        <span>
          {node.sentence}
          {node.figure && <span className={styles.figure}>{node.figure}</span>}
        </span>
      </li>
    )
  return (
    <li>
      <div className={styles.reason}>
        <Verdict holds={node.holds} />
        <strong>{w(`why_${node.kind}`)}</strong>
      </div>
      <ul className={styles.reasons}>
        {node.parts.map((part, at) => (
          // A tree that is only read: its places are its names.
          // oxlint-disable-next-line react/no-array-index-key
          <Reason key={at} node={part} />
        ))}
      </ul>
    </li>
  )
}

function Verdict({ holds }: { holds: boolean }) {
  const w = useWords()
  const Icon = holds ? IconCheck : IconX
  return (
    <Badge
      className={styles.verdict}
      color={holds ? 'green' : 'gray'}
      variant="light"
      leftSection={<Icon size={14} stroke={2} aria-hidden />}
    >
      {w(holds ? 'yes' : 'no')}
    </Badge>
  )
}
