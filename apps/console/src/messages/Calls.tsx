/** Who is to be called now, with what to say; each call ends with one button. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useStoreId } from '../shell/SignedIn.tsx'
import { CallCard } from './CallCard.tsx'
import { More } from './More.tsx'
import { callsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

export function Calls() {
  const w = useWords()
  const { data, error, refetch, ...further } = useInfiniteQuery(callsQuery(useStoreId()))
  const calls = data?.pages.flatMap(({ items }) => items)
  return (
    <Section title={w('calls')} lead={w('calls_for')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {calls && calls.length === 0 && <p className={styles.soft}>{w('calls_none')}</p>}
      {calls && calls.length > 0 && (
        <ul className={styles.calls}>
          {calls.map((call) => (
            <CallCard key={call.message_id} call={call} />
          ))}
        </ul>
      )}
      <More {...further} />
    </Section>
  )
}
