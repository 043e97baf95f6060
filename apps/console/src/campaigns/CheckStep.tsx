/** The rehearsal: for how many, by what, for how much; who not and why; and any one person's message. */
import { useEffect } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { ProgressPanel } from '#ui/components/ProgressPanel.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconRefresh } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { campaignQuery, rehearsalQuery, useRehearsing, type Campaign } from './queries.ts'
import { RehearsalView } from './RehearsalView.tsx'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const OLD_MS = 86_400_000

/** Of these words, and young enough to send on. */
const stands = ({ rehearsal, plan_version }: Campaign) =>
  rehearsal !== null &&
  rehearsal.plan_version === plan_version &&
  (rehearsal.state === 'waiting' ||
    rehearsal.state === 'running' ||
    (rehearsal.state === 'done' &&
      rehearsal.ended_at !== null &&
      Date.now() - new Date(rehearsal.ended_at).getTime() < OLD_MS))

export function CheckStep({ campaign_id }: { campaign_id: string }) {
  const campaign = useQuery(campaignQuery(campaign_id)).data
  return campaign ? <Check campaign={campaign} /> : <TextSkeleton lines={6} />
}

function Check({ campaign }: { campaign: Campaign }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const { campaign_id } = campaign
  const rehearsal_id = stands(campaign) ? campaign.rehearsal!.rehearsal_id : ''
  const known = useQuery({ ...rehearsalQuery(campaign_id, rehearsal_id), enabled: rehearsal_id !== '' })
  const rehearsal = rehearsal_id ? known.data : undefined
  useRehearsing(campaign_id, rehearsal)
  const ask = useMutation({
    mutationFn: () =>
      api.put('/campaigns/{campaign_id}/rehearsals/{rehearsal_id}', {
        params: { campaign_id, rehearsal_id: newId() },
      }),
    onSuccess: async (begun) => {
      queries.setQueryData(rehearsalQuery(campaign_id, begun.rehearsal_id).queryKey, begun)
      await queries.invalidateQueries(campaignQuery(campaign_id))
    },
  })
  const cancel = useMutation({
    mutationFn: () =>
      api.put('/campaigns/{campaign_id}/rehearsals/{rehearsal_id}/cancellation', {
        params: { campaign_id, rehearsal_id },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/campaigns', campaign_id] }),
  })
  const { mutate, isIdle } = ask
  const wanted = rehearsal_id === '' && isIdle
  useEffect(() => {
    if (wanted) mutate()
  }, [wanted, mutate])
  if (ask.error)
    return (
      <p className={styles.problem} role="alert">
        {failureOf(ask.error).title}
      </p>
    )
  if (!rehearsal) return <TextSkeleton lines={6} />
  if (rehearsal.state === 'waiting' || rehearsal.state === 'running')
    return (
      <ProgressPanel
        title={w('rehearsing')}
        done={rehearsal.done}
        total={Math.max(rehearsal.total ?? 0, rehearsal.done)}
        started_at={rehearsal.asked_at}
        actions={
          <Button
            variant="default"
            size="compact-md"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {w('cancel')}
          </Button>
        }
      />
    )
  const again = (
    <Button
      variant="subtle"
      leftSection={<IconRefresh size={18} stroke={1.75} />}
      loading={ask.isPending}
      onClick={() => ask.mutate()}
    >
      {w('rehearse_again')}
    </Button>
  )
  if (rehearsal.state !== 'done' || !rehearsal.figures)
    return (
      <>
        <p>{w(rehearsal.state === 'failed' ? 'rehearsal_failed' : 'rehearsal_cancelled')}</p>
        {again}
      </>
    )
  return (
    <>
      <RehearsalView campaign={campaign} rehearsal={rehearsal} figures={rehearsal.figures} />
      <div className={styles.wrap}>
        <span className={styles.soft}>
          {rehearsal.ended_at && w('rehearsed_at', { when: f.dateTime(rehearsal.ended_at) })}
        </span>
        {again}
      </div>
    </>
  )
}
