/** Who is to be called now, with what to say; each call ends with one button. */
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { storesQuery } from '../session.ts'
import { CallCard } from './CallCard.tsx'
import { More } from './More.tsx'
import { callsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

const route = getRouteApi('/shell/messages/paper')

export function Calls() {
  const w = useWords()
  const { store = null } = route.useSearch()
  const { data, error, refetch, ...further } = useInfiniteQuery(callsQuery(store))
  const calls = data?.pages.flatMap(({ items }) => items)
  return (
    <Section title={w('calls')} lead={w('calls_for')}>
      <StoreChoice store={store} />
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

/** With one store there is nothing to choose. */
function StoreChoice({ store }: { store: string | null }) {
  const w = useWords()
  const navigate = route.useNavigate()
  const stores = useQuery(storesQuery).data?.items ?? []
  if (stores.length < 2) return null
  return (
    <NativeSelect
      className={styles.choice}
      label={w('calls_store')}
      value={store ?? ''}
      data={[
        { value: '', label: w('calls_store_all') },
        ...stores.map(({ store_id, name }) => ({ value: store_id, label: name })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ search: value ? { store: value } : {}, replace: true })
      }
    />
  )
}
