/** The clubs: their names, how one joins, how many are in, who waits. */
import { useState } from 'react'
import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { ClubForm } from './ClubForm.tsx'
import { clubsQuery, useJoins } from './queries.ts'
import { useWords } from './words.ts'
import styles from './clubs.module.css'

export function ClubsPage() {
  const w = useWords()
  const joins = useJoins()
  const navigate = useNavigate()
  const may_write = useRole().among('owner', 'marketing')
  const { data, error, refetch } = useQuery(clubsQuery)
  const [making, setMaking] = useState(false)
  const add = may_write && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setMaking(true)}>
      {w('new')}
    </Button>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={(data?.items.length ?? 0) > 0 && add}>
      <LoyaltyTabs />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data?.items.length === 0 && (
        <EmptyState picture="cards" title={w('none')} action={add}>
          {w('none_for')}
        </EmptyState>
      )}
      <ul className={styles.clubs}>
        {data?.items.map((club) => (
          <li key={club.club_id} className={styles.club}>
            <div>
              <Link to={paths.club} params={{ club_id: club.club_id }} className={styles.name}>
                {club.name}
              </Link>
              {club.description && <p className={styles.about}>{club.description}</p>}
              <p className={styles.quiet}>{joins(club)}</p>
            </div>
            <span className={styles.count}>
              {club.waiting > 0 && <Badge color="clay">{w('waiting', { count: club.waiting })}</Badge>}
              {club.members_max
                ? w('members_of', { members: club.members, places: club.members_max })
                : w('members', { count: club.members })}
            </span>
          </li>
        ))}
      </ul>
      <ClubForm
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(club_id) => void navigate({ to: paths.club, params: { club_id } })}
      />
    </Page>
  )
}
