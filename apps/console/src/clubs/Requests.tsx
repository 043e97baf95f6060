/** Who asks to be in, and who was invited and has not answered. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListClubRequests } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { fullName } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { requestsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

type Waiting = ListClubRequests['answer']['items'][number]
type Answer = 'accepted' | 'refused' | 'withdrawn'

export function Requests({ club_id }: { club_id: string }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const items = useQuery(requestsQuery(club_id)).data?.items ?? []
  const answer = useMutation({
    mutationFn: ({ request_id, answer: said }: Waiting & { answer: Answer }) =>
      api.put('/clubs/{club_id}/requests/{request_id}/answer', {
        params: { club_id, request_id },
        body: { answer: said },
      }),
    onSuccess: async (_, one) => {
      showDone({ message: w(one.answer, { name: fullName(one) }) })
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/clubs'),
      })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  if (items.length === 0) return null
  return (
    <section className={styles.part} aria-label={w('requests')}>
      <h2 className={styles.heading}>{w('requests')}</h2>
      <ul className={styles.rows}>
        {items.map((one) => (
          <li key={one.request_id} className={styles.row}>
            <span>
              <LinkAnchor to={paths.customer} params={{ customer_id: one.customer_id }}>
                {fullName(one)}
              </LinkAnchor>{' '}
              <span className={styles.quiet}>
                {w(one.kind === 'request' ? 'asked' : 'invited_on', { date: f.date(one.asked_at) })}
              </span>
            </span>
            <span className={styles.answers}>
              {one.kind === 'request' ? (
                <>
                  <Button onClick={() => answer.mutate({ ...one, answer: 'accepted' })}>{w('accept')}</Button>
                  <Button variant="default" onClick={() => answer.mutate({ ...one, answer: 'refused' })}>
                    {w('refuse')}
                  </Button>
                </>
              ) : (
                <Button variant="subtle" onClick={() => answer.mutate({ ...one, answer: 'withdrawn' })}>
                  {w('withdraw')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
