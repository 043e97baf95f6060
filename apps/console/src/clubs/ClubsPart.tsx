/** The clubs of a customer: those they are in, what waits, and one more. */
import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { Part } from '../customers/Part.tsx'
import { useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { clubsOfQuery, clubsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

export function ClubsPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const { customer_id } = record
  const clubs = useQuery(clubsQuery).data?.items ?? []
  const mine = useQuery({ ...clubsOfQuery(customer_id), enabled: clubs.length > 0 }).data
  const { join, leave } = useChanges(customer_id)
  const office = useRole().among('owner', 'marketing', 'service', 'store_manager')
  if (clubs.length === 0 || !mine) return null
  const joinable = clubs.filter(
    ({ club_id, joins }) =>
      joins !== 'list' && (office || joins === 'open') && !mine.clubs.some((one) => one.club_id === club_id),
  )
  const nothing = mine.clubs.length + mine.waiting.length === 0
  return (
    <Part
      title={w('of_customer')}
      actions={
        joinable.length > 0 &&
        !record.left_at && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default">{w('join')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {joinable.map(({ club_id, name }) => (
                <Menu.Item key={club_id} onClick={() => join.mutate({ club_id, name })}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {nothing && <p className={styles.quiet}>{w('no_clubs')}</p>}
      <ul className={styles.rows}>
        {mine.clubs.map((club) => (
          <li key={club.club_id} className={styles.row}>
            <span>
              <LinkAnchor to={paths.club} params={{ club_id: club.club_id }}>
                {club.name}
              </LinkAnchor>{' '}
              <span className={styles.quiet}>{w('since', { date: f.date(club.joined_at) })}</span>
            </span>
            {club.joins !== 'list' && (
              <Button variant="subtle" className="no-print" onClick={() => leave.mutate(club)}>
                {w('leave', { name: club.name })}
              </Button>
            )}
          </li>
        ))}
        {mine.waiting.map(({ request_id, name, kind }) => (
          <li key={request_id} className={styles.row}>
            <span className={styles.quiet}>{w(kind === 'request' ? 'asks' : 'is_invited', { name })}</span>
          </li>
        ))}
      </ul>
      {mine.past.length > 0 && <p className={styles.quiet}>{w('past', { count: mine.past.length })}</p>}
    </Part>
  )
}

type Named = { club_id: string; name: string }

function useChanges(customer_id: string) {
  const w = useWords()
  const refresh = useRefresh()
  const at = ({ club_id }: Named) => ({ params: { club_id, customer_id } })
  const put = (club: Named) => api.put('/clubs/{club_id}/members/{customer_id}', at(club))
  const onError = (error: unknown) => showDone({ message: failureOf(error).title })
  const join = useMutation({
    mutationFn: put,
    onSuccess: async (_: unknown, { name }: Named) => {
      await refresh()
      showDone({ message: w('join_done', { name }) })
    },
    onError,
  })
  const leave = useMutation({
    mutationFn: (club: Named) => api.delete('/clubs/{club_id}/members/{customer_id}', at(club)),
    onSuccess: async (_: unknown, club: Named) => {
      await refresh()
      showDone({ message: w('left', { name: club.name }), onUndo: () => void put(club).then(refresh) })
    },
    onError,
  })
  return { join, leave }
}
