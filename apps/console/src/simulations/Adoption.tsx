/** From a variant to the programme: put in force as it is, or made the draft first. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { versionsQuery } from '../loyalty/programme-queries.ts'
import { keepDraft } from '../loyalty/use-draft.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { budgetsQuery } from './queries.ts'
import type { Variant } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type AdoptionProps = { simulation_id: string; variant: Variant }

export function Adoption({ simulation_id, variant }: AdoptionProps) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { tenant_id } = useSuspenseQuery(shopQuery).data
  const { programme, variant_id, name } = variant
  const adopt = useMutation({
    mutationFn: async () => {
      const versions = await queries.fetchQuery({ ...versionsQuery, staleTime: 0 })
      const version = (versions[0]?.version ?? 0) + 1
      await api.put('/programmes/{version}', { params: { version }, body: { programme } })
      await api.put('/simulations/{simulation_id}/adoption', {
        params: { simulation_id },
        body: { variant_id, version },
      })
    },
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries(versionsQuery),
        queries.invalidateQueries({ queryKey: ['/programmes/current'] }),
        queries.invalidateQueries(budgetsQuery),
        queries.invalidateQueries(shopQuery),
      ])
      showDone({ message: w('adopt_done') })
      await navigate({ to: paths.programme })
    },
  })
  const ask = async () => {
    const question = { title: w('adopt_ask', { name }), children: w('adopt_now'), confirm: w('adopt') }
    if (await confirmWithCount(question)) adopt.mutate()
  }
  const draft = async () => {
    keepDraft(tenant_id, programme)
    showDone({ message: w('to_draft_done') })
    await navigate({ to: paths.programme_draft })
  }
  return (
    <div className={`${styles.adoption} no-print`}>
      <Button loading={adopt.isPending} aria-label={`${w('adopt')} : ${name}`} onClick={() => void ask()}>
        {w('adopt')}
      </Button>
      <Button variant="subtle" aria-label={`${w('to_draft')} : ${name}`} onClick={() => void draft()}>
        {w('to_draft')}
      </Button>
      {adopt.error && (
        <p className={styles.missing} role="alert">
          {failureOf(adopt.error).title}
        </p>
      )}
    </div>
  )
}
