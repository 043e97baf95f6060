/** The simulations there were, with what they came to. */
import { Badge } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { useFormats, useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { pastQuery } from './queries.ts'
import type { Summary } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

const stateWord = (state: string) =>
  `state_${state as 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'}` as const

export function Past() {
  const w = useWords()
  const past = useSuspenseQuery(pastQuery).data
  if (past.length === 0)
    return (
      <EmptyState picture="nothing" title={w('past_none')}>
        {w('past_none_for')}
      </EmptyState>
    )
  return (
    <ul className={styles.past}>
      {past.map((one) => (
        <PastOne key={one.simulation_id} one={one} />
      ))}
    </ul>
  )
}

function PastOne({ one }: { one: Summary }) {
  const w = useWords()
  const f = useFormats()
  const language = useLanguage()
  const { simulation_id, name, state, created_at, created_by_name, verdicts, shared_at } = one
  return (
    <li className={styles.pastOne}>
      <div className={styles.pastHead}>
        <LinkAnchor to={paths.simulation} params={{ simulation_id }} className={styles.pastName}>
          {name}
        </LinkAnchor>
        {state !== 'done' && <Badge color={state === 'failed' ? 'red' : 'gray'}>{w(stateWord(state))}</Badge>}
        {shared_at && <Badge color="gray">{w('shared')}</Badge>}
        <span className={styles.soft}>
          {f.relativeDay(created_at)}, {w('by', { name: created_by_name })}
        </span>
      </div>
      {verdicts && (
        <ul className={styles.pastVerdicts}>
          {verdicts.map(({ name: variant, verdict }) => (
            <li key={variant}>
              <strong>{variant}</strong> {verdict[language]}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
