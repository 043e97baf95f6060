/** What to replay, on which sales, at which margin; and the simulations there were. */
import { useState } from 'react'
import { Alert, Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { isoDate, localDayOf } from '#lib/time.ts'
import { api } from '#ui/api.ts'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { startFrom } from '../loyalty/draft.ts'
import { PRESETS } from '../loyalty/draft-names.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { versionsQuery } from '../loyalty/programme-queries.ts'
import { statesOf } from '../loyalty/queries.ts'
import { storedDraft } from '../loyalty/use-draft.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { percentOf, PICKS_MAX, wishOf } from './ask.ts'
import type { Asked, Option } from './ask.ts'
import { Assumptions } from './Assumptions.tsx'
import { MarginQuestion } from './MarginQuestion.tsx'
import { Past } from './Past.tsx'
import { Picks } from './Picks.tsx'
import { PeriodQuestion, SourceQuestion } from './SourceQuestion.tsx'
import { simulationQuery, startQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

const route = getRouteApi('/shell/loyalty/simulator')

/** What may be compared here: the programme in force, the draft on this device, one proposed, the models. */
function useOptions(): Option[] {
  const w = useWords()
  const language = useLanguage()
  const versions = useSuspenseQuery(versionsQuery).data
  const { tenant_id, country } = useSuspenseQuery(shopQuery).data
  const { categories } = useSuspenseQuery(startQuery).data
  const states = statesOf(versions, Date.now())
  const in_force = versions.find(({ version }) => states.get(version) === 'in_force')
  const [draft] = useState(() => storedDraft(tenant_id))
  const [models] = useState(() =>
    PRESETS.map((preset) => ({
      preset,
      programme: startFrom(preset, newId, language, { country, categories }),
    })),
  )
  return [
    ...(in_force
      ? [
          {
            key: 'in_force',
            name: w('pick_in_force'),
            lead: in_force.programme.name,
            version: in_force.version,
          },
        ]
      : []),
    ...(draft ? [{ key: 'draft', name: w('pick_draft'), lead: draft.name, programme: draft }] : []),
    { key: 'proposal', name: w('pick_proposal'), lead: w('pick_proposal_for') },
    ...models.map(({ preset, programme }) => ({
      key: `preset_${preset}`,
      name: w(`preset_${preset}`),
      programme,
    })),
  ]
}

export function SimulatorPage() {
  const w = useWords()
  const f = useFormats()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { pick, file } = route.useSearch()
  const start = useSuspenseQuery(startQuery).data
  const { time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const options = useOptions()
  const today = isoDate(localDayOf(Date.now(), time_zone))
  const [asked, setAsked] = useState<Asked>(() => ({
    picks: firstPicks(options, pick),
    import_id: file ?? null,
    period: { kind: 'year' },
    margin_percent: percentOf(start.margin.basis_points),
    categories: Object.fromEntries(
      Object.entries(start.margin.categories ?? {}).map(([name, share]) => [name, percentOf(share)]),
    ),
    behaviour: start.behaviour,
    behaviour_said: false,
    budget_percent: null,
  }))
  const change = (changes: Partial<Asked>) => setAsked((before) => ({ ...before, ...changes }))
  const [from_file, setFromFile] = useState(start.sales === 0 || file !== undefined)
  const ask = useMutation({
    mutationFn: () => {
      const body = wishOf(asked, options, w('name_of', { date: f.date(today) }), today)
      return api.put('/simulations/{simulation_id}', { params: { simulation_id: newId() }, body })
    },
    onSuccess: async (simulation) => {
      queries.setQueryData(simulationQuery(simulation.simulation_id).queryKey, simulation)
      await navigate({ to: paths.simulation, params: { simulation_id: simulation.simulation_id } })
    },
  })
  const missing = from_file && asked.import_id === null
  const why_not =
    asked.picks.length === 0
      ? w('pick_none')
      : missing || (!from_file && start.sales === 0)
        ? w('nothing_to_replay')
        : undefined
  return (
    <Page title={w('title')} lead={w('lead')}>
      <LoyaltyTabs />
      <div className={styles.asking}>
        <Picks options={options} asked={asked} onChange={change} />
        <SourceQuestion
          start={start}
          asked={asked}
          from_file={from_file}
          onFromFile={(is_file) => {
            setFromFile(is_file)
            if (!is_file) change({ import_id: null })
          }}
          onChange={change}
        />
        {!from_file && <PeriodQuestion asked={asked} start={start} today={today} onChange={change} />}
        <MarginQuestion start={start} asked={asked} onChange={change} />
        <Assumptions start={start} asked={asked} onChange={change} />
        {ask.error && <Alert color="red">{failureOf(ask.error).title}</Alert>}
        <div className={styles.deeds}>
          <Button
            size="md"
            loading={ask.isPending}
            aria-disabled={why_not !== undefined}
            data-disabled={why_not !== undefined || undefined}
            onClick={() => !stopAtWrongField() && why_not === undefined && ask.mutate()}
          >
            {w('go')}
          </Button>
          {why_not && (
            <span className={styles.soft} role="status">
              {why_not}
            </span>
          )}
        </div>
      </div>
      <Section title={w('past')}>
        <Past />
      </Section>
    </Page>
  )
}

/** What one came for; else what there is and what could be instead. */
function firstPicks(options: Option[], pick: string | undefined): string[] {
  const there = (key: string) => options.some((one) => one.key === key)
  if (pick !== undefined && there(pick))
    return [pick, ...(pick === 'in_force' || !there('in_force') ? [] : ['in_force'])]
  const usual = ['in_force', 'draft', 'proposal'].filter(there)
  return usual.slice(0, PICKS_MAX)
}
