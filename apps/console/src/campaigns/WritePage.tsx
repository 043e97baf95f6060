/** Writing a campaign: five steps, one question each, kept on the device until they are whole enough for the server. */
import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { isoDate, localDayOf } from '#lib/time.ts'
import { api } from '#ui/api.ts'
import { ApiError } from '#ui/api.ts'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { CheckStep } from './CheckStep.tsx'
import { GoStep } from './GoStep.tsx'
import { keepDraft, forgetDraft, readDraft, type Draft } from './draft.ts'
import { KindPicker } from './KindPicker.tsx'
import { bodyOf, missingIn, modelOf } from './plan.ts'
import { campaignQuery, privateSaleQuery, type Campaign, type Kind } from './queries.ts'
import { isWhole, NEW_SALE, saleBodyOf, saleFrom } from './sale.ts'
import { STEPS, type Step } from './steps.ts'
import { WhatStep } from './WhatStep.tsx'
import { WhenStep } from './WhenStep.tsx'
import { WhoStep } from './WhoStep.tsx'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const route = getRouteApi('/shell/messages/campaigns/$campaign_id/write')

/** From the server, from this device, or a copy of another; undefined while that is not known. */
function useStart(
  campaign_id: string,
  from: string | undefined,
  time_zone: string,
): { draft: Draft | null; saved?: Campaign } | undefined {
  const w = useWords()
  const saved = useQuery({ ...campaignQuery(campaign_id), retry: false })
  const copied = useQuery({ ...campaignQuery(from ?? ''), enabled: from !== undefined })
  const sale = useQuery({ ...privateSaleQuery(from ?? campaign_id), retry: false })
  if (saved.isPending || sale.isPending || (from !== undefined && copied.isPending)) return undefined
  const told = sale.data ? saleFrom(sale.data, time_zone) : NEW_SALE
  const kept = readDraft(campaign_id)
  if (saved.data) {
    const stands = kept && kept.version === saved.data.plan_version
    return {
      draft: stands ? kept : { plan: saved.data.plan, sale: told, version: saved.data.plan_version },
      saved: saved.data,
    }
  }
  if (kept) return { draft: kept }
  if (!copied.data) return { draft: null }
  const { plan } = copied.data
  const schedule = { ...plan.schedule, date: null }
  return {
    draft: { plan: { ...plan, schedule, name: w('copy_of', { name: plan.name }) }, sale: told, version: 0 },
  }
}

export function WritePage() {
  const w = useWords()
  const { campaign_id } = route.useParams()
  const { from } = route.useSearch()
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const start = useStart(campaign_id, from, time_zone)
  if (!start)
    return (
      <Page title={w('new')} width="form">
        <TextSkeleton lines={6} />
      </Page>
    )
  return <Writing key={campaign_id} start={start.draft} {...(start.saved && { saved: start.saved })} />
}

function Writing({ start, saved }: { start: Draft | null; saved?: Campaign }) {
  const w = useWords()
  const { campaign_id } = route.useParams()
  const { step = 'who' } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const today = isoDate(localDayOf(Date.now(), time_zone))
  const [draft, setDraft] = useState<Draft | null>(start)
  useEffect(() => {
    if (draft) keepDraft(campaign_id, draft)
  }, [campaign_id, draft])
  const goTo = (next: Step) =>
    void navigate({ to: paths.write_campaign, params: { campaign_id }, search: { step: next } })
  const save = useMutation({
    mutationFn: async (now: Draft) => {
      const written = await api.put('/campaigns/{campaign_id}', {
        params: { campaign_id },
        query: now.version > 0 ? { known_version: now.version } : {},
        body: bodyOf(now.plan),
      })
      if (now.plan.kind === 'private_sale')
        await api.put('/campaigns/{campaign_id}/private-sale', {
          params: { campaign_id },
          body: saleBodyOf(now.sale, now.plan.store_id, time_zone),
        })
      return written
    },
    onSuccess: (written, now) => {
      setDraft({ ...now, version: written.plan_version })
      queries.setQueryData(campaignQuery(campaign_id).queryKey, written)
      void queries.invalidateQueries({ queryKey: ['/campaigns', 'list'] })
    },
  })
  if (!draft)
    return (
      <Page title={w('new')} lead={w('kind_lead')} breadcrumbs={[{ label: w('title'), to: paths.campaigns }]}>
        <KindPicker
          onPick={(kind: Kind) => setDraft({ plan: modelOf(kind, null), sale: NEW_SALE, version: 0 })}
        />
      </Page>
    )
  const { plan, sale } = draft
  const change = (plan_changes: Partial<Draft['plan']>) =>
    setDraft({ ...draft, plan: { ...plan, ...plan_changes } })
  const missing = STEPS.slice(0, STEPS.indexOf(step)).find(
    (one) => missingIn(one, plan, today, isWhole(sale)) !== null,
  )
  const shown = missing ?? step
  const next = STEPS[STEPS.indexOf(shown) + 1]
  const before = STEPS[STEPS.indexOf(shown) - 1]
  const why_not = missingIn(shown, plan, today, isWhole(sale))
  const goOn = async () => {
    if (!next || stopAtWrongField() || why_not) return
    // From here on it is the server's too: what it says of these words is asked next.
    const asks = shown === 'when' || (saved !== undefined && shown !== 'check')
    // What it refuses is said on this step, and mended there.
    if (asks && !(await save.mutateAsync(draft).catch(() => undefined))) return
    goTo(next)
  }
  return (
    <Page
      title={plan.name.trim() || w(`kind_${plan.kind}`)}
      width="form"
      breadcrumbs={[{ label: w('title'), to: paths.campaigns }]}
    >
      <Steps shown={shown} onStep={goTo} reachable={(one) => STEPS.indexOf(one) <= STEPS.indexOf(shown)} />
      <div className={styles.step}>
        {shown === 'who' && <WhoStep plan={plan} onChange={change} />}
        {shown === 'what' && (
          <WhatStep
            plan={plan}
            sale={sale}
            onPlan={(now) => setDraft({ ...draft, plan: now })}
            onSale={(now) => setDraft({ ...draft, sale: now })}
          />
        )}
        {shown === 'when' && <WhenStep plan={plan} today={today} onChange={change} />}
        {shown === 'check' && <CheckStep campaign_id={campaign_id} />}
        {shown === 'go' && (
          <GoStep
            campaign_id={campaign_id}
            onGone={() => forgetDraft(campaign_id)}
            onBack={() => goTo('check')}
          />
        )}
      </div>
      {save.error && (
        <p className={styles.problem} role="alert">
          {saying(save.error)}
        </p>
      )}
      <div className={styles.stepFoot}>
        {before && (
          <Button variant="default" onClick={() => goTo(before)}>
            {w('back')}
          </Button>
        )}
        {next && (
          <Button
            loading={save.isPending}
            aria-disabled={why_not !== null}
            data-disabled={why_not !== null || undefined}
            onClick={() => void goOn()}
          >
            {w('next')}
          </Button>
        )}
        {why_not && (
          <span className={styles.soft} role="status">
            {w(why_not)}
          </span>
        )}
      </div>
    </Page>
  )
}

const saying = (error: unknown) => {
  const { title, detail } = failureOf(error)
  return error instanceof ApiError && detail ? `${title} ${detail}` : title
}

type StepsProps = { shown: Step; onStep: (step: Step) => void; reachable: (step: Step) => boolean }

function Steps({ shown, onStep, reachable }: StepsProps) {
  const w = useWords()
  return (
    <ol className={styles.steps} aria-label={w('steps')}>
      {STEPS.map((one, at) => (
        <li key={one}>
          <button
            type="button"
            className={styles.stepButton}
            aria-current={one === shown ? 'step' : undefined}
            disabled={!reachable(one)}
            onClick={() => onStep(one)}
          >
            <span className={styles.stepNumber}>{at + 1}</span>
            {w(`step_${one}`)}
          </button>
        </li>
      ))}
    </ol>
  )
}
