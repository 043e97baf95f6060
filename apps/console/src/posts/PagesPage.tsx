/** Where the shop publishes: pages are connected here, given a new key, and let go. */
import { Alert, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { useRole } from '../shell/role.ts'
import { ConnectPage } from './ConnectPage.tsx'
import { pagesQuery, type SocialPage } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

export function PagesPage() {
  const w = useWords()
  const owner = useRole().among('owner')
  const { data: pages, error, refetch } = useQuery(pagesQuery)
  const [connecting, setConnecting] = useState<SocialPage | 'new'>()
  const connect = owner && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setConnecting('new')}>
      {w('connect')}
    </Button>
  )
  return (
    <Page title={w('pages_title')} lead={w('pages_lead')} actions={pages && pages.length > 0 && connect}>
      <MessageTabs />
      {!owner && <p className={styles.soft}>{w('pages_owner')}</p>}
      {error && !pages && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!pages && !error && <TextSkeleton lines={4} />}
      {pages?.length === 0 && (
        <EmptyState picture="nothing" title={w('pages_none')} action={connect}>
          {w('pages_none_for')}
        </EmptyState>
      )}
      {pages && pages.length > 0 && (
        <ul className={styles.publications}>
          {pages.map((page) => (
            <OnePage key={page.page_id} page={page} owner={owner} onReconnect={() => setConnecting(page)} />
          ))}
        </ul>
      )}
      {connecting && (
        <ConnectPage
          page={connecting === 'new' ? null : connecting}
          onClose={() => setConnecting(undefined)}
        />
      )}
    </Page>
  )
}

const PROBLEMS = ['token_expired', 'not_allowed', 'page_gone'] as const

type OneProps = { page: SocialPage; owner: boolean; onReconnect: () => void }

function OnePage({ page, owner, onReconnect }: OneProps) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const problem = PROBLEMS.find((one) => one === page.problem)
  const disconnect = async () => {
    const title = w('disconnect_title', { name: page.name })
    const sure = await confirmWithCount({
      title,
      children: w('disconnect_body'),
      confirm: w('disconnect'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/social-pages/{page_id}', { params: { page_id: page.page_id } })
    showDone({ message: w('disconnected') })
    await queries.invalidateQueries({ queryKey: pagesQuery.queryKey })
  }
  return (
    <li className={styles.publication}>
      <div className={styles.publicationHead}>
        <strong>{page.name}</strong>
        <span className={styles.soft}>{w(`kind_${page.kind}`)}</span>
      </div>
      <p className={styles.soft}>{w('connected_at', { when: f.dateTime(page.connected_at) })}</p>
      {problem && <Alert color="orange">{w(`why_${problem}`)}</Alert>}
      {owner && (
        <div className={styles.ways}>
          <Button variant={problem ? 'filled' : 'default'} onClick={onReconnect}>
            {w('reconnect')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => void disconnect()}>
            {w('disconnect')}
          </Button>
        </div>
      )}
    </li>
  )
}
