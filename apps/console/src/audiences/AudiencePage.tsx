/** One group: its rule in words, how many are in, who, how that moved, what it shares with another, why somebody is in. */
import { Badge, Button, Menu, SegmentedControl } from '@mantine/core'
import { useEffect } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ApiError } from '#ui/api.ts'
import { addressOf } from '#client/client.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { NotFound } from '#ui/components/NotFound.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconDots, IconDownload, IconPencil } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { useActions } from './actions.ts'
import { DaysPart } from './DaysPart.tsx'
import { OverlapPart } from './OverlapPart.tsx'
import { PeoplePart } from './PeoplePart.tsx'
import { audienceQuery, daysQuery, type Audience } from './queries.ts'
import type { PartName } from './routes.ts'
import { WhyPart } from './WhyPart.tsx'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const route = getRouteApi('/shell/audiences/$audience_id')
const icon = { size: 18, stroke: 1.75 }
const WEEK_MS = 7 * 86_400_000

export function AudiencePage() {
  const w = useWords()
  const { audience_id } = route.useParams()
  const { data, error, refetch } = useQuery(audienceQuery(audience_id))
  if (error instanceof ApiError && error.status === 404)
    return <NotFound way_out={<LinkAnchor to={paths.audiences}>{w('title')}</LinkAnchor>} />
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return data ? <Known audience={data} /> : <TextSkeleton lines={6} />
}

function Known({ audience }: { audience: Audience }) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const f = useFormats()
  const { audience_id, name, sentence, description, archived_at, judged_at, kind, created_at } = audience
  // Who is in is known once everybody has been judged: what was read before is read again.
  useEffect(() => {
    if (!judged_at) return
    void queries.invalidateQueries({ queryKey: ['/audiences', audience_id, 'days'] })
    void queries.invalidateQueries({ queryKey: ['/audiences/{audience_id}/members'] })
  }, [queries, audience_id, judged_at])
  const { part = 'people' } = route.useSearch()
  return (
    <Page
      title={name}
      lead={[kind === 'frozen' ? w('frozen_on', { date: f.date(created_at) }) : sentence, description]
        .filter(Boolean)
        .join(' · ')}
      breadcrumbs={[{ label: w('title'), to: paths.audiences }]}
      actions={<Actions audience={audience} />}
    >
      {archived_at && <Badge color="gray">{w('archived')}</Badge>}
      <Told audience={audience} />
      <SegmentedControl
        className={styles.parts}
        aria-label={w('parts')}
        data={(['people', 'days', 'overlap', 'why'] as const).map((value) => ({
          value,
          label: w(`tab_${value}`),
        }))}
        value={part}
        onChange={(chosen) =>
          void navigate({ to: paths.audience, params: { audience_id }, search: { part: chosen as PartName } })
        }
      />
      {part === 'people' && <PeoplePart audience={audience} />}
      {part === 'days' && <DaysPart audience_id={audience_id} />}
      {part === 'overlap' && <OverlapPart audience={audience} />}
      {part === 'why' && <WhyPart audience={audience} />}
    </Page>
  )
}

function Told({ audience }: { audience: Audience }) {
  const w = useWords()
  const f = useFormats()
  const days = useQuery(daysQuery(audience.audience_id)).data ?? []
  const since = new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10)
  const week = days.filter(({ day }) => day > since)
  const sum = (of: 'came' | 'went') => week.reduce((all, one) => all + one[of], 0)
  const { file, used_by } = audience
  return (
    <>
      <Figures>
        <Figure
          label={w('members_now')}
          value={audience.judged_at ? f.number(audience.members) : w('counting')}
        />
        <Figure label={w('came_week')} value={f.number(sum('came'))} />
        <Figure label={w('went_week')} value={f.number(sum('went'))} />
      </Figures>
      {file && (
        <details className={styles.file}>
          <summary>
            {w('file_said', {
              count: file.matched,
              matched: f.number(file.matched),
              lines: f.number(file.lines),
              name: file.name,
            })}
            {file.unmatched.length > 0 && ` · ${w('file_unmatched', { count: file.lines - file.matched })}`}
          </summary>
          <ul className={styles.sample}>
            {file.unmatched.map(({ line, text }) => (
              <li key={line}>
                <span className={styles.quiet}>{w('file_line', { line })}</span> {text}
              </li>
            ))}
          </ul>
        </details>
      )}
      {used_by.length > 0 && (
        <p className={styles.used}>
          <span className={styles.quiet}>{w('used_by')}</span>
          {used_by.map((use) => (
            <Badge key={`${use.kind} ${use.id}`} color="gray" variant="light" className={styles.kind}>
              {w(`used_${use.kind as 'audience'}`, { name: use.name })}
            </Badge>
          ))}
        </p>
      )}
    </>
  )
}

function Actions({ audience }: { audience: Audience }) {
  const w = useWords()
  const role = useRole()
  const actions = useActions(audience)
  const { audience_id, archived_at, kind } = audience
  const may_write = role.among('owner', 'marketing')
  const href = addressOf(`${place().shop_path}/api`, '/audiences/{audience_id}/export', { audience_id }, {})
  return (
    <>
      {role.among('owner', 'marketing', 'store_manager') && (
        <Button
          component="a"
          href={href}
          download
          variant="default"
          visibleFrom="xs"
          leftSection={<IconDownload {...icon} />}
        >
          {w('export')}
        </Button>
      )}
      {may_write && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDots {...icon} />}>
              {w('more_actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void actions.copy()}>{w('duplicate')}</Menu.Item>
            <Menu.Item onClick={() => void actions.freeze()}>{w('freeze')}</Menu.Item>
            {archived_at ? (
              <Menu.Item onClick={() => void actions.restore()}>{w('restore')}</Menu.Item>
            ) : (
              <Menu.Item onClick={() => void actions.archive()}>{w('archive')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {may_write && kind === 'rule' && !archived_at && (
        <Button
          renderRoot={(props) => <Link {...props} to={paths.edit_audience} params={{ audience_id }} />}
          leftSection={<IconPencil {...icon} />}
        >
          {w('edit')}
        </Button>
      )}
    </>
  )
}
