/** The groups: their names, their rule in words, how many are in and how that moved; and ideas to begin with. */
import { useState } from 'react'
import { Badge, Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Sparkline } from '#ui/charts/Sparkline.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { IconFileImport, IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { FileForm } from './FileForm.tsx'
import { suggestionsQuery, type Listed } from './queries.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const route = getRouteApi('/shell/audiences')
const icon = { size: 18, stroke: 1.75 }

export function AudiencesPage() {
  const w = useWords()
  const navigate = useNavigate()
  const archived = route.useSearch().archived === true
  const may_write = useRole().among('owner', 'marketing')
  const { rows, loading, error, onRetry, has_more, onMore } = useCursorRows('/audiences', {
    query: { archived },
  })
  const [sending, setSending] = useState(false)
  const actions = may_write && (
    <>
      <Button variant="default" leftSection={<IconFileImport {...icon} />} onClick={() => setSending(true)}>
        {w('from_file')}
      </Button>
      <Button leftSection={<IconPlus {...icon} />} onClick={() => void navigate({ to: paths.new_audience })}>
        {w('new')}
      </Button>
    </>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={actions}>
      <SegmentedControl
        className={styles.which}
        aria-label={w('which')}
        data={[
          { value: 'current', label: w('current') },
          { value: 'archived', label: w('archived') },
        ]}
        value={archived ? 'archived' : 'current'}
        onChange={(chosen) =>
          void navigate({ to: paths.audiences, search: chosen === 'archived' ? { archived: true } : {} })
        }
      />
      {error && rows.length === 0 && <ErrorState error={error} onRetry={onRetry} />}
      {loading && <TextSkeleton lines={6} />}
      {!loading && !error && rows.length === 0 && (
        <EmptyState picture="table" title={w(archived ? 'none_archived' : 'none')}>
          {!archived && w('none_for')}
        </EmptyState>
      )}
      <ul className={styles.audiences}>
        {rows.map((audience) => (
          <Row key={audience.audience_id} audience={audience} />
        ))}
      </ul>
      {has_more && (
        <Button variant="default" onClick={onMore}>
          {w('more')}
        </Button>
      )}
      {may_write && !archived && <Ideas />}
      <FileForm opened={sending} onClose={() => setSending(false)} />
    </Page>
  )
}

function Row({ audience }: { audience: Listed }) {
  const w = useWords()
  const f = useFormats()
  const { audience_id, name, kind, sentence, description, members, days, judged_at, created_at } = audience
  return (
    <li className={styles.audience}>
      <div className={styles.about}>
        <Link to={paths.audience} params={{ audience_id }} className={styles.name}>
          {name}
        </Link>
        {kind !== 'rule' && (
          <Badge className={styles.kind} color="gray" variant="light">
            {w(`kind_${kind}`)}
          </Badge>
        )}
        <p className={styles.quiet}>
          {sentence ??
            (description || w(kind === 'file' ? 'file_on' : 'frozen_on', { date: f.date(created_at) }))}
        </p>
      </div>
      {days.length > 1 && (
        <span className={styles.trend} title={w('trend')}>
          <Sparkline values={days} />
        </span>
      )}
      <span className={styles.count}>{judged_at ? w('people', { count: members }) : w('counting')}</span>
    </li>
  )
}

function Ideas() {
  const w = useWords()
  const ideas = useQuery(suggestionsQuery).data ?? []
  if (ideas.length === 0) return null
  return (
    <Section title={w('ideas')}>
      <ul className={styles.ideas}>
        {ideas.map(({ key, name, why }) => (
          <li key={key}>
            <Link
              className={styles.idea}
              to={paths.new_audience}
              search={{ idea: key }}
              aria-label={w('begin_with', { name })}
            >
              <strong>{name}</strong>
              <span className={styles.quiet}>{why}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
