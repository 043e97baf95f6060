/** One club: its advantages, what the programme adds, who waits, who is in. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api, ApiError } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconPencil, IconTrash } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { fullName, useUnits } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { ClubForm } from './ClubForm.tsx'
import { FindCustomer } from './FindCustomer.tsx'
import type { Found } from './FindCustomer.tsx'
import { Members } from './Members.tsx'
import { clubQuery, useJoins, useKinds } from './queries.ts'
import type { WholeClub } from './queries.ts'
import { Requests } from './Requests.tsx'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

const route = getRouteApi('/shell/loyalty/clubs/$club_id')
const icon = { size: 18, stroke: 1.75 }

export function ClubPage() {
  const w = useWords()
  const { club_id } = route.useParams()
  const { data: club, error, refetch } = useQuery(clubQuery(club_id))
  const is_gone = club?.ended_at != null || (error instanceof ApiError && error.status === 404)
  if (is_gone) return <NotFound way_out={<LinkAnchor to={paths.clubs}>{w('title')}</LinkAnchor>} />
  if (error && !club) return <ErrorState error={error} onRetry={() => void refetch()} />
  return club ? <Known club={club} /> : <TextSkeleton lines={6} />
}

function Known({ club }: { club: WholeClub }) {
  const w = useWords()
  const joins = useJoins()
  const role = useRole()
  const [may_write, may_join] = [role.among('owner', 'marketing'), club.joins !== 'list']
  const [editing, setEditing] = useState(false)
  const end = useEnding(club)
  const places = club.members_max
    ? w('members_of', { members: club.members, places: club.members_max })
    : w('members', { count: club.members })
  return (
    <Page
      title={club.name}
      lead={[club.description, joins(club), places].filter(Boolean).join(' · ')}
      breadcrumbs={[{ label: w('title'), to: paths.clubs }]}
      actions={
        may_write && (
          <>
            <Button variant="default" leftSection={<IconTrash {...icon} />} onClick={() => void end()}>
              {w('end')}
            </Button>
            <Button variant="default" leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
              {w('edit')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.columns}>
        <Given club={club} />
        <Extra club={club} />
      </div>
      <Requests club_id={club.club_id} />
      {may_join && <Add club={club} />}
      <Members club_id={club.club_id} may_remove={may_join} />
      <ClubForm club={club} opened={editing} onClose={() => setEditing(false)} />
    </Page>
  )
}

function Given({ club: { advantages } }: { club: WholeClub }) {
  const w = useWords()
  const kinds = useKinds()
  if (advantages.length === 0) return null
  return (
    <section className={styles.part} aria-label={w('advantages')}>
      <h2 className={styles.heading}>{w('advantages')}</h2>
      <ul className={styles.rows}>
        {advantages.map(({ kind, text }) => (
          <li key={text} className={styles.row}>
            <span>{text}</span>
            <span className={styles.quiet}>{kinds(kind)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Extra({ club: { rewards, multipliers, rules } }: { club: WholeClub }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const lines = [
    ...multipliers.map(({ name, factor_milli }) =>
      w('extra_multiplier', { name, factor: f.number(factor_milli / 1000) }),
    ),
    ...rewards.map(({ name, unit, cost }) => w('extra_reward', { name, units: units(unit, cost) })),
    ...(rules.length > 0 ? [w('extra_rules', { count: rules.length })] : []),
  ]
  return (
    <section className={styles.part} aria-label={w('programme_gives')}>
      <h2 className={styles.heading}>{w('programme_gives')}</h2>
      {lines.length === 0 && <p className={styles.quiet}>{w('no_extra')}</p>}
      <ul className={styles.rows}>
        {lines.map((line) => (
          <li key={line} className={styles.row}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useEnding({ club_id, members }: WholeClub) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async () => {
    const sure = await confirmWithCount({
      title: w('end_title', { count: members }),
      children: w('end_body'),
      confirm: w('end'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/clubs/{club_id}', { params: { club_id } })
    showDone({ message: w('ended') })
    await navigate({ to: paths.clubs })
    await queries.invalidateQueries({ queryKey: ['/clubs'] })
  }
}

/** Who joins by invitation is invited; into the others the shop puts whom it likes. */
function Add({ club: { club_id, joins } }: { club: WholeClub }) {
  const w = useWords()
  const queries = useQueryClient()
  const invites = joins === 'invitation'
  const add = useMutation({
    mutationFn: async ({ customer_id }: Found) => {
      if (!invites)
        await api.put('/clubs/{club_id}/members/{customer_id}', { params: { club_id, customer_id } })
      else
        await api.put('/clubs/{club_id}/requests/{request_id}', {
          params: { club_id, request_id: newId() },
          body: { customer_id, kind: 'invitation' },
        })
    },
    onSuccess: async (_, chosen) => {
      showDone({ message: w(invites ? 'invited' : 'added', { name: fullName(chosen) }), visible_ms: 4000 })
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/clubs'),
      })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  return (
    <FindCustomer
      label={w(invites ? 'invite' : 'add_member')}
      hint={w('add_member_hint')}
      busy={add.isPending}
      onChosen={(chosen) => add.mutate(chosen)}
    />
  )
}
