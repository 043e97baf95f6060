/** Where this person is signed in; any but this one can be ended from here. */
import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { useFormats } from '#ui/words.ts'
import { deviceName } from './device-name.ts'
import { useWords } from './words.ts'
import styles from './account.module.css'

export function Sessions() {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const sessions = useQuery({
    queryKey: ['/sessions'],
    queryFn: ({ signal }) => api.get('/sessions', { signal }),
  }).data?.items
  const end = useMutation({
    mutationFn: (session_id: string) => api.delete('/sessions/{session_id}', { params: { session_id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/sessions'] })
      showDone({ message: w('session_ended') })
    },
  })
  return (
    <Section title={w('sessions')} lead={w('sessions_lead')}>
      <ul className={styles.rows}>
        {sessions?.map((session) => {
          const device = deviceName(session.user_agent)
          const name = device ? w('on', device) : w('session_unknown')
          return (
            <li key={session.session_id} className={styles.row}>
              <div>
                <strong>{name}</strong> {session.current && <Badge color="teal">{w('session_here')}</Badge>}
                <p className={styles.quiet}>
                  {[session.ip_address, w('session_since', { date: f.dateTime(session.created_at) })]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              {!session.current && (
                <Button
                  variant="default"
                  aria-label={w('session_end_of', { name })}
                  onClick={() => end.mutate(session.session_id)}
                >
                  {w('session_end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
