/** A second person's yes: asked for, given or refused with a reason. */
import { useState } from 'react'
import { Alert, Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { useRole } from '../shell/role.ts'
import { campaignQuery, type Campaign } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = { campaign: Campaign; asking: boolean; onAsk: () => void }

export function ApprovalPart({ campaign, asking, onAsk }: Props) {
  const w = useWords()
  const f = useFormats()
  const { approval } = campaign
  const may_decide = useRole().among('owner', 'marketing')
  if (!approval || approval.outcome === 'refused')
    return (
      <Alert color={approval ? 'red' : 'blue'} title={w(approval ? 'approval_refused' : 'approval_needed')}>
        {approval && (
          <p>
            {w('refused_by', { name: approval.decided_by_name ?? '' })} {approval.why}
          </p>
        )}
        <Button variant="default" loading={asking} onClick={onAsk}>
          {w('ask_approval')}
        </Button>
      </Alert>
    )
  if (approval.outcome === 'approved')
    return <p className={styles.good}>{w('approved_by', { name: approval.decided_by_name ?? '' })}</p>
  return (
    <Alert color="yellow" title={w('approval_waits')}>
      <p>{w('asked_by', { name: approval.asked_by_name, cost: f.money(approval.cost_cents) })}</p>
      {may_decide && !approval.is_mine ? (
        <Decide campaign={campaign} approval_id={approval.approval_id} />
      ) : (
        <p className={styles.soft}>{w('another_person')}</p>
      )}
    </Alert>
  )
}

function Decide({ campaign: { campaign_id }, approval_id }: { campaign: Campaign; approval_id: string }) {
  const w = useWords()
  const queries = useQueryClient()
  const [why, setWhy] = useState('')
  const decide = useMutation({
    mutationFn: (outcome: 'approved' | 'refused') =>
      api.put('/campaigns/{campaign_id}/approvals/{approval_id}/decision', {
        params: { campaign_id, approval_id },
        body: { outcome, why: why.trim() || null },
      }),
    onSuccess: async (decided) => {
      queries.setQueryData(campaignQuery(campaign_id).queryKey, decided)
      await queries.invalidateQueries({ queryKey: ['/campaigns', 'list'] })
    },
  })
  return (
    <div className={styles.column}>
      <Textarea
        label={w('why')}
        autosize
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {decide.error && (
        <p className={styles.problem} role="alert">
          {failureOf(decide.error).title}
        </p>
      )}
      <div className={styles.wrap}>
        <Button loading={decide.isPending} onClick={() => decide.mutate('approved')}>
          {w('approve')}
        </Button>
        <Button
          variant="default"
          color="red"
          loading={decide.isPending}
          onClick={() => decide.mutate('refused')}
        >
          {w('refuse')}
        </Button>
      </div>
    </div>
  )
}
