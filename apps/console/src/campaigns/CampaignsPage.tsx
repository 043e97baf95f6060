/** The campaigns with their states: what is being written, what goes out, what went. */
import { Badge, Button } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { IconPlus } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { MessageTabs } from './MessageTabs.tsx'
import { centsOf, colourOf, useNames } from './names.ts'
import { campaignsQuery, type Summary } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const route = getRouteApi('/shell/messages')
/** Written and not gone: opening one goes on writing it. */
const WRITING = ['draft', 'refused']

export function CampaignsPage() {
  const w = useWords()
  const archived = route.useSearch().archived === true
  const office = useRole().among('owner', 'marketing')
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    campaignsQuery(archived),
  )
  const items = data.pages.flatMap((page) => page.items)
  const add = (
    <LinkButton to={paths.new_campaign} leftSection={<IconPlus size={18} stroke={1.75} />}>
      {w('new')}
    </LinkButton>
  )
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        <>
          {office && (
            <LinkButton to={paths.campaign_terms} variant="subtle" color="gray" aria-label={w('terms')}>
              {w('terms_short')}
            </LinkButton>
          )}
          {(items.length > 0 || archived) && add}
        </>
      }
    >
      <MessageTabs />
      {items.length === 0 && !archived && (
        <EmptyState picture="nothing" title={w('none')} action={add}>
          {w('none_for')}
        </EmptyState>
      )}
      {items.length === 0 && archived && <p className={styles.soft}>{w('none_archived')}</p>}
      <ul className={styles.list}>
        {items.map((one) => (
          <Row key={one.campaign_id} one={one} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {w('more')}
        </Button>
      )}
      <p>
        <Link to={paths.campaigns} search={archived ? {} : { archived: true }} className={styles.quietLink}>
          {w(archived ? 'see_current' : 'see_archived')}
        </Link>
      </p>
    </Page>
  )
}

function Row({ one }: { one: Summary }) {
  const names = useNames()
  const w = useWords()
  const { campaign_id, name, kind, state, by_store } = one
  const writing = WRITING.includes(state)
  return (
    <li className={styles.row}>
      <div className={styles.rowMain}>
        {writing ? (
          <Link to={paths.write_campaign} params={{ campaign_id }} className={styles.rowName}>
            {name}
          </Link>
        ) : (
          <Link to={paths.campaign} params={{ campaign_id }} className={styles.rowName}>
            {name}
          </Link>
        )}
        <span className={styles.soft}>
          {names.kind(kind)}
          {by_store && `, ${w('from_store')}`}
        </span>
      </div>
      <Badge variant="light" color={colourOf(state)}>
        {names.state(state)}
      </Badge>
      <span className={`${styles.rowFigures} figures`}>
        <Told one={one} />
      </span>
    </li>
  )
}

/** What matters now: when it goes, how far it is, what it came to. */
function Told({ one }: { one: Summary }) {
  const w = useWords()
  const f = useFormats()
  const { state, starts_at, next_at, queued, cost_millicents, updated_at, people_done, people_total } = one
  if (state === 'planned' && starts_at) return <>{w('goes_at', { when: f.dateTime(starts_at) })}</>
  if (state === 'running')
    return (
      <>
        {next_at && `${w('next_on', { when: f.weekday(next_at) })}. `}
        {w('people_so_far', { count: queued })}
      </>
    )
  if (state === 'sending' || state === 'paused')
    return <>{people_total ? w('decided_of', { done: people_done, total: people_total }) : w('beginning')}</>
  if (state === 'sent' || state === 'stopped' || (state === 'archived' && queued > 0))
    return (
      <>
        {w('people', { count: queued })}, {f.money(centsOf(cost_millicents))}
      </>
    )
  return <>{w('changed', { when: f.relativeDay(updated_at) })}</>
}
