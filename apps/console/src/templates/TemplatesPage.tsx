/** The templates there are, those changed last first; and a new one from what is ready. */
import { useState } from 'react'
import { Badge, Button, Select, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { ChannelIcon } from './ChannelIcon.tsx'
import { NewTemplate } from './NewTemplate.tsx'
import { CHANNELS, templatesQuery, type Channel, type Summary } from './queries.ts'
import type { ListSearch } from './search.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const route = getRouteApi('/shell/messages/templates')

export function TemplatesPage() {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const may_write = useRole().among('owner', 'marketing')
  const [making, setMaking] = useState(false)
  const change = (wish: Partial<ListSearch>) =>
    void navigate({ to: paths.templates, search: { ...search, ...wish }, replace: true })
  const found = useInfiniteQuery(templatesQuery(search.channel, search.put ? 'archived' : 'open'))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const isNew = found.isSuccess && items.length === 0 && !search.channel && !search.put
  const add = may_write && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setMaking(true)}>
      {w('new')}
    </Button>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={!isNew && add}>
      <MessageTabs />
      {!isNew && (
        <div className={styles.bar}>
          <Select
            aria-label={w('channel')}
            value={search.channel ?? 'all'}
            onChange={(value) => change({ channel: value === 'all' ? undefined : (value as Channel) })}
            data={[
              { value: 'all', label: w('all_channels') },
              ...CHANNELS.map((one) => ({ value: one, label: w(`channel_${one}`) })),
            ]}
            allowDeselect={false}
          />
          <SegmentedControl
            value={search.put ? 'archived' : 'open'}
            onChange={(show) => change({ put: show === 'archived' ? 'away' : undefined })}
            aria-label={w('title')}
            data={[
              { value: 'open', label: w('show_open') },
              { value: 'archived', label: w('show_archived') },
            ]}
          />
        </div>
      )}
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <TextSkeleton lines={5} />
      ) : items.length === 0 ? (
        <Nothing search={search} add={isNew && add} />
      ) : (
        <ul className={styles.cards}>
          {items.map((one) => (
            <TemplateCard key={one.template_id} one={one} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {w('more')}
        </Button>
      )}
      <NewTemplate opened={making} onClose={() => setMaking(false)} channel={search.channel} />
    </Page>
  )
}

function Nothing({ search, add }: { search: ListSearch; add: React.ReactNode }) {
  const w = useWords()
  if (search.put)
    return (
      <EmptyState picture="nothing" title={w('none_archived')}>
        {w('none_archived_for')}
      </EmptyState>
    )
  return (
    <EmptyState picture="cards" title={w(search.channel ? 'none_of_channel' : 'none')} action={add}>
      {w('none_for')}
    </EmptyState>
  )
}

function TemplateCard({ one }: { one: Summary }) {
  const w = useWords()
  const f = useFormats()
  return (
    <li className={styles.card}>
      <span className={styles.cardIcon}>
        <ChannelIcon channel={one.channel} />
      </span>
      <span className={styles.cardWords}>
        <Link to={paths.template} params={{ template_id: one.template_id }} className={styles.cardName}>
          {one.name}
        </Link>
        <span className={styles.soft}>
          {w(`channel_${one.channel}`)} · {w(`purpose_${one.purpose}`)} ·{' '}
          {one.languages.join(' · ').toUpperCase()}
        </span>
      </span>
      <span className={styles.cardState}>
        <Badge
          variant={one.last_version > 0 ? 'light' : 'default'}
          color={one.last_version > 0 ? undefined : 'gray'}
        >
          {one.last_version > 0 ? w('served', { version: one.last_version }) : w('never_served')}
        </Badge>
        <span className={styles.soft}>{w('changed', { when: f.relativeDay(one.draft_at) })}</span>
      </span>
    </li>
  )
}
