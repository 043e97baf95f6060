/** The last look, a second person's yes where one is asked for, and the button. */
import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ApprovalPart } from './ApprovalPart.tsx'
import { centsOf, useNames } from './names.ts'
import { isRecurring, SPREADS } from './plan.ts'
import { campaignQuery, type Campaign } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = { campaign_id: string; onGone: () => void; onBack: () => void }

export function GoStep(props: Props) {
  const campaign = useQuery(campaignQuery(props.campaign_id)).data
  return campaign ? <Go campaign={campaign} {...props} /> : <TextSkeleton lines={4} />
}

function Go({ campaign, onGone, onBack }: Props & { campaign: Campaign }) {
  const w = useWords()
  const f = useFormats()
  const names = useNames()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { campaign_id, plan, rehearsal, why_not_launch, needs_approval, approval } = campaign
  const figures = rehearsal?.figures
  const launch = useMutation({
    mutationFn: () => api.put('/campaigns/{campaign_id}/launch', { params: { campaign_id } }),
    onSuccess: async (gone) => {
      onGone()
      queries.setQueryData(campaignQuery(campaign_id).queryKey, gone)
      await queries.invalidateQueries({ queryKey: ['/campaigns'] })
      showDone({ message: w(gone.state === 'planned' ? 'planned_now' : 'going_now') })
      await navigate({ to: paths.campaign, params: { campaign_id } })
    },
  })
  const ask = useMutation({
    mutationFn: () =>
      api.put('/campaigns/{campaign_id}/approvals/{approval_id}', {
        params: { campaign_id, approval_id: newId() },
      }),
    onSuccess: (asked) => queries.setQueryData(campaignQuery(campaign_id).queryKey, asked),
  })
  const go = figures?.go ?? 0
  const confirm = async () => {
    const recurs = isRecurring(plan.kind)
    const title = recurs ? w('start_ask') : w('send_ask', { count: go })
    const why = plan.schedule.date ? 'send_why_later' : 'send_why_now'
    const children = w(recurs ? 'start_why' : why, {
      cost: f.money(centsOf(figures?.cost_millicents ?? 0)),
    })
    if (await confirmWithCount({ title, children, confirm: verb })) launch.mutate()
  }
  const verb = isRecurring(plan.kind)
    ? w('start')
    : plan.schedule.date
      ? w('plan_it', { count: go })
      : w('send_now', { count: go })
  const waits = needs_approval && approval?.outcome !== 'approved'
  const blocked = why_not_launch !== null && !(waits && why_not_launch === 'campaign_not_approved')
  return (
    <div className={styles.column}>
      <dl className={styles.summary}>
        <dt>{w('step_who')}</dt>
        <dd>{isRecurring(plan.kind) ? names.kind(plan.kind) : w('people', { count: go })}</dd>
        <dt>{w('step_what')}</dt>
        <dd>
          {Object.keys(figures?.channels ?? {})
            .map((channel) => names.channel(channel))
            .join(', ') || '–'}
          {plan.offer && `, ${plan.offer.name}`}
        </dd>
        <dt>{w('step_when')}</dt>
        <dd>{[sayWhen(plan, w, f), saySpread(plan, w)].filter(Boolean).join(', ')}</dd>
        <dt>{w('cost')}</dt>
        <dd className="figures">
          {f.money(centsOf(figures?.cost_millicents ?? 0))}
          {plan.budget_cents !== null && `, ${w('of_budget', { budget: f.money(plan.budget_cents) })}`}
        </dd>
        <dt>{w('held_out')}</dt>
        <dd>{figures?.control ? w('people', { count: figures.control }) : w('held_none')}</dd>
      </dl>
      {blocked && (
        <Alert color="yellow" title={w(`blocked_${why_not_launch as 'campaign_not_rehearsed'}`)}>
          <Button variant="default" size="compact-md" onClick={onBack}>
            {w('back_to_check')}
          </Button>
        </Alert>
      )}
      {needs_approval && !blocked && (
        <ApprovalPart campaign={campaign} asking={ask.isPending} onAsk={() => ask.mutate()} />
      )}
      {(launch.error ?? ask.error) && (
        <p className={styles.problem} role="alert">
          {failureOf(launch.error ?? ask.error).title}
        </p>
      )}
      {!blocked && !waits && (
        <Button size="md" className={styles.start} loading={launch.isPending} onClick={() => void confirm()}>
          {verb}
        </Button>
      )}
    </div>
  )
}

type Words = ReturnType<typeof useWords>
type Formats = ReturnType<typeof useFormats>

/** Nothing where all of it goes at once. */
const saySpread = ({ schedule: { spread_minutes } }: Campaign['plan'], w: Words) => {
  const known = SPREADS.find((minutes) => minutes > 0 && minutes === spread_minutes)
  return known && w(`spread_${known}`).toLowerCase()
}

export function sayWhen({ kind, schedule, recurrence }: Campaign['plan'], w: Words, f: Formats): string {
  const hour = schedule.hour ? w('at_hour', { hour: f.clock(schedule.hour) }) : ''
  if (kind === 'newsletter')
    return `${recurrence!.weekdays.map((day) => w(`weekday_${day as 1}`)).join(', ')} ${hour}`
  if (isRecurring(kind)) return `${w('every_day')} ${hour}`
  return schedule.date ? `${f.weekday(schedule.date)} ${hour}` : w('when_now')
}
