/** One campaign: how far it is, what it brought, whom it went to, who comes. */
import { Badge, Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { Page } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconCopy, IconDots, IconMessage } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { ApprovalPart } from './ApprovalPart.tsx'
import { sayWhen } from './GoStep.tsx'
import { GuestsView } from './GuestsView.tsx'
import { colourOf, useNames } from './names.ts'
import { isRecurring } from './plan.ts'
import { ProgressView } from './ProgressView.tsx'
import { campaignQuery, useFollowing, type Campaign } from './queries.ts'
import { RecipientsView } from './RecipientsView.tsx'
import { ResultsView } from './ResultsView.tsx'
import type { View } from './routes.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Words = ReturnType<typeof useWords>
type Formats = ReturnType<typeof useFormats>

const route = getRouteApi('/shell/messages/campaigns/$campaign_id')

export function CampaignPage() {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const { campaign_id } = route.useParams()
  const one = useSuspenseQuery(campaignQuery(campaign_id)).data
  useFollowing(one)
  const over = ['sent', 'stopped', 'archived'].includes(one.state)
  const { view = over ? 'results' : 'progress' } = route.useSearch()
  const views: View[] = [
    'progress',
    'results',
    'people',
    ...(one.kind === 'private_sale' ? (['guests'] as const) : []),
  ]
  return (
    <Page
      title={one.name}
      lead={
        <>
          <Badge variant="light" color={colourOf(one.state)}>
            {names.state(one.state)}
          </Badge>{' '}
          {names.kind(one.kind)}
          {one.launched_at && `, ${sayLaunched(one, w, f)}`}
        </>
      }
      breadcrumbs={[{ label: w('title'), to: paths.campaigns }]}
      actions={<Actions one={one} />}
    >
      {!one.launched_at && one.state === 'waiting_approval' && (
        <ApprovalPart campaign={one} asking={false} onAsk={() => undefined} />
      )}
      <nav className={styles.views} aria-label={w('views')}>
        {views.map((word) => (
          <Link
            key={word}
            to={paths.campaign}
            params={{ campaign_id }}
            search={{ view: word }}
            replace
            className={styles.view}
            data-active={word === view || undefined}
            aria-current={word === view ? 'page' : undefined}
          >
            {w(`view_${word}`)}
          </Link>
        ))}
      </nav>
      {view === 'progress' && <ProgressView campaign={one} />}
      {view === 'results' && <ResultsView campaign={one} />}
      {view === 'people' && <RecipientsView campaign_id={campaign_id} />}
      {view === 'guests' && <GuestsView campaign_id={campaign_id} />}
    </Page>
  )
}

/** What went at once began on a day; for the others it is said when they go. */
function sayLaunched({ plan, launched_at }: Campaign, w: Words, f: Formats): string {
  if (!isRecurring(plan.kind) && !plan.schedule.date)
    return w('launched_on', { when: f.dateTime(launched_at!) })
  const said = sayWhen(plan, w, f)
  return said.charAt(0).toLowerCase() + said.slice(1)
}

function Actions({ one }: { one: Campaign }) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const writes = useRole().among('owner', 'marketing')
  const { campaign_id, may } = one
  const params = { campaign_id }
  const deed = useMutation({
    mutationFn: (act: () => Promise<Campaign>) => act(),
    onSuccess: async (now) => {
      queries.setQueryData(campaignQuery(campaign_id).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['/campaigns'] })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const stop = async () => {
    const question = { title: w('stop_ask'), children: w('stop_why'), confirm: w('stop'), danger: true }
    if (await confirmWithCount(question))
      deed.mutate(() => api.put('/campaigns/{campaign_id}/stop', { params }))
  }
  const writing = ['draft', 'refused', 'waiting_approval'].includes(one.state)
  return (
    <>
      {writing && (
        <Button onClick={() => void navigate({ to: paths.write_campaign, params })}>
          {w('go_on_writing')}
        </Button>
      )}
      {may.includes('resume') && (
        <Button
          loading={deed.isPending}
          onClick={() => deed.mutate(() => api.delete('/campaigns/{campaign_id}/pause', { params }))}
        >
          {w('resume')}
        </Button>
      )}
      {may.includes('pause') && (
        <Button
          variant="default"
          loading={deed.isPending}
          onClick={() => deed.mutate(() => api.put('/campaigns/{campaign_id}/pause', { params }))}
        >
          {w('pause')}
        </Button>
      )}
      {may.includes('stop') && (
        <Button variant="default" color="red" loading={deed.isPending} onClick={() => void stop()}>
          {w('stop')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" aria-label={w('more_deeds')}>
            <IconDots size={20} stroke={1.75} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.75} />}
            onClick={() =>
              void navigate({
                to: paths.write_campaign,
                params: { campaign_id: newId() },
                search: { from: campaign_id },
              })
            }
          >
            {w('duplicate')}
          </Menu.Item>
          {writes && (
            <Menu.Item
              leftSection={<IconMessage size={16} stroke={1.75} />}
              onClick={() => void navigate({ to: paths.new_post, search: { campaign: campaign_id } })}
            >
              {w('to_post')}
            </Menu.Item>
          )}
          {may.includes('archive') && (
            <Menu.Item
              onClick={() => deed.mutate(() => api.put('/campaigns/{campaign_id}/archival', { params }))}
            >
              {w('archive')}
            </Menu.Item>
          )}
          {one.state === 'archived' && (
            <Menu.Item
              onClick={() => deed.mutate(() => api.delete('/campaigns/{campaign_id}/archival', { params }))}
            >
              {w('unarchive')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
