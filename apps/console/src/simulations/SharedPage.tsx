/** A comparison behind a link: read, printed, nothing else. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ResultView } from './ResultView.tsx'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

const route = getRouteApi('/shared-simulation')

export function SharedPage() {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const { variant } = route.useSearch()
  // What follows # is the key to it; it never reaches a server by opening the page.
  const [token] = useState(() => location.hash.slice(1))
  const shared = useQuery({
    queryKey: ['/shared-simulations', token],
    queryFn: ({ signal }) => api.get('/shared-simulations/{token}', { params: { token }, signal }),
    retry: false,
  })
  return (
    <main className={styles.shared}>
      {shared.data ? (
        <Page
          title={shared.data.name}
          lead={w('shared_lead', { shop: shared.data.shop_name, date: f.date(shared.data.ended_at) })}
        >
          <ResultView
            result={shared.data.result}
            chosen={variant}
            onChoose={(variant_id) =>
              void navigate({
                to: paths.shared_simulation,
                search: { variant: variant_id },
                hash: token,
                replace: true,
                resetScroll: false,
              })
            }
          />
        </Page>
      ) : shared.error ? (
        <EmptyState picture="nothing" title={w('shared_gone')}>
          {w('shared_gone_for')}
        </EmptyState>
      ) : (
        <TextSkeleton />
      )}
    </main>
  )
}
