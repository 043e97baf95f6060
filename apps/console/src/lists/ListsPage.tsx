/** The privileged lists: their names, who enters, how many are in. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { CustomersTabs } from '../customers/CustomersTabs.tsx'
import { listsQuery, useMay } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { useCriteriaWords } from './criteria.ts'
import type { ListCriteria } from './criteria.ts'
import { ListForm } from './ListForm.tsx'
import { useWords } from './words.ts'
import styles from './lists.module.css'

export function ListsPage() {
  const w = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const criteriaWords = useCriteriaWords()
  const { data, error, refetch } = useQuery(listsQuery)
  const [making, setMaking] = useState(false)
  const add = may.write_lists && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setMaking(true)}>
      {w('new')}
    </Button>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={(data?.items.length ?? 0) > 0 && add}>
      <CustomersTabs />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data?.items.length === 0 && (
        <EmptyState picture="table" title={w('none')} action={add}>
          {w('none_for')}
        </EmptyState>
      )}
      <ul className={styles.lists}>
        {data?.items.map((list) => (
          <li key={list.list_id} className={styles.list}>
            <div>
              <Link to={paths.list} params={{ list_id: list.list_id }} className={styles.name}>
                {list.name}
              </Link>
              {list.benefit && <p className={styles.benefit}>{list.benefit}</p>}
              <p className={styles.quiet}>
                {list.criteria ? criteriaWords(list.criteria as ListCriteria) : w('by_hand')}
              </p>
            </div>
            <span className={styles.count}>{w('members', { count: list.members ?? 0 })}</span>
          </li>
        ))}
      </ul>
      <ListForm
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(list_id) => void navigate({ to: paths.list, params: { list_id } })}
      />
    </Page>
  )
}
