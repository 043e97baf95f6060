/** One simulation: how far it is, then what it came to. */
import { Alert, Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { Page } from '#ui/components/Page.tsx'
import { ProgressPanel } from '#ui/components/ProgressPanel.tsx'
import { IconTrash } from '#ui/icons.ts'
import { useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { Deeds } from './Deeds.tsx'
import { ResultView } from './ResultView.tsx'
import { pastQuery, simulationQuery, UNDER_WAY, useFollowing } from './queries.ts'
import type { Simulation } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

const route = getRouteApi('/shell/loyalty/simulator/$simulation_id')

export function SimulationPage() {
  const w = useWords()
  const { simulation_id } = route.useParams()
  const one = useSuspenseQuery(simulationQuery(simulation_id)).data
  useFollowing(one)
  return (
    <Page
      title={one.name}
      breadcrumbs={[{ label: w('title'), to: paths.simulator }]}
      actions={<Actions one={one} />}
    >
      <Stage one={one} />
    </Page>
  )
}

function Actions({ one }: { one: Simulation }) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { simulation_id } = one
  const remove = useMutation({
    mutationFn: () => api.delete('/simulations/{simulation_id}', { params: { simulation_id } }),
    onSuccess: async () => {
      await queries.invalidateQueries(pastQuery)
      showDone({ message: w('deleted') })
      await navigate({ to: paths.simulator })
    },
  })
  const ask = async () => {
    const question = { title: w('delete_ask'), children: w('delete_why'), confirm: w('delete'), danger: true }
    if (await confirmWithCount(question)) remove.mutate()
  }
  return (
    <>
      {one.state === 'done' && <Deeds one={one} />}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={18} stroke={1.75} />}
        loading={remove.isPending}
        onClick={() => void ask()}
      >
        {w('delete')}
      </Button>
    </>
  )
}

function Stage({ one }: { one: Simulation }) {
  const w = useWords()
  const language = useLanguage()
  if (one.result) return <Done one={one} result={one.result} />
  if (UNDER_WAY.includes(one.state)) return <Working one={one} />
  return (
    <>
      <Alert
        color={one.state === 'failed' ? 'red' : 'gray'}
        title={one.state === 'failed' ? w('failed') : undefined}
      >
        {one.error ? one.error[language] : w('cancelled')}
      </Alert>
      <Again one={one} />
    </>
  )
}

/** The same wish under a new id. */
export function useAgain() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Simulation['wish']) =>
      api.put('/simulations/{simulation_id}', { params: { simulation_id: newId() }, body }),
    onSuccess: async (next) => {
      queries.setQueryData(simulationQuery(next.simulation_id).queryKey, next)
      await queries.invalidateQueries(pastQuery)
      await navigate({ to: paths.simulation, params: { simulation_id: next.simulation_id } })
    },
  })
}

function Again({ one }: { one: Simulation }) {
  const w = useWords()
  const again = useAgain()
  return (
    <Button className={styles.start} loading={again.isPending} onClick={() => again.mutate(one.wish)}>
      {w('again')}
    </Button>
  )
}

function Working({ one }: { one: Simulation }) {
  const w = useWords()
  const queries = useQueryClient()
  const { simulation_id, phase, done, total, created_at } = one
  const cancel = useMutation({
    mutationFn: () => api.put('/simulations/{simulation_id}/cancellation', { params: { simulation_id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/simulations'] }),
  })
  const title = phase === 'replaying' ? w('replaying') : phase === 'loading' ? w('loading') : w('waiting')
  return (
    <ProgressPanel
      title={title}
      done={done}
      total={Math.max(total ?? 0, done)}
      started_at={created_at}
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
}

type DoneProps = { one: Simulation; result: NonNullable<Simulation['result']> }

function Done({ one, result }: DoneProps) {
  const { variant } = route.useSearch()
  const navigate = useNavigate()
  const again = useAgain()
  return (
    <ResultView
      result={result}
      chosen={variant}
      onChoose={(variant_id) =>
        void navigate({
          to: paths.simulation,
          params: { simulation_id: one.simulation_id },
          search: { variant: variant_id },
          replace: true,
          resetScroll: false,
        })
      }
      deeds={{
        simulation_id: one.simulation_id,
        is_trying: again.isPending,
        /** Beside what is there already: the one it came from, and the newest of the others. */
        onTry: (name, programme, from) => {
          const others = result.variants
            .filter(({ variant_id }) => variant_id !== from.variant_id)
            .slice(0, 2)
          const variants = [from, ...others].map((other) => ({
            variant_id: newId(),
            name: other.name,
            programme: other.programme,
          }))
          again.mutate({ ...one.wish, variants: [{ variant_id: newId(), name, programme }, ...variants] })
        },
      }}
    />
  )
}
