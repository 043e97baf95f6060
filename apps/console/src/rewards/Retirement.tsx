/** Takes a reward out of the catalogue, or puts it back in its last words. */
import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useRefresh } from './queries.ts'
import type { Item } from './queries.ts'
import { bodyOf } from './reward.ts'
import { useWords } from './words.ts'

export function Retirement({ item, seen_version }: { item: Item; seen_version: number }) {
  const w = useWords()
  const refresh = useRefresh()
  const { reward_id, name, reward, status } = item
  const params = { reward_id }
  const back = useMutation({
    mutationFn: (seen: number) =>
      api.put('/rewards/{reward_id}', { params, body: { seen_version: seen, reward: bodyOf(reward) } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('back_done', { name }) })
    },
  })
  const retire = useMutation({
    mutationFn: () => api.put('/rewards/{reward_id}/retirement', { params, body: { seen_version } }),
    onSuccess: async ({ version }) => {
      await refresh()
      showDone({ message: w('retired_done', { name }), onUndo: () => back.mutate(version) })
    },
  })
  const ask = async () => {
    const question = { title: w('retire_ask', { name }), children: w('retire_why'), confirm: w('retire') }
    if (await confirmWithCount({ ...question, danger: true })) retire.mutate()
  }
  const failed = retire.error ?? back.error
  return (
    <div>
      {status === 'retired' ? (
        <Button loading={back.isPending} onClick={() => back.mutate(seen_version)}>
          {w('bring_back')}
        </Button>
      ) : (
        <Button variant="default" color="red" loading={retire.isPending} onClick={() => void ask()}>
          {w('retire')}
        </Button>
      )}
      {failed && <Alert color="red">{failureOf(failed).title}</Alert>}
    </div>
  )
}
