/** Taking a reward. The phone names the deed, so that a touch repeated over a bad network spends points once. */
import { useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { fillPath, goTo } from '#ui/light/route.ts'
import { paths } from '../paths.ts'
import { countStep } from '../shell/came-from-here.ts'
import type { Reward } from './Rewards.tsx'

export type Taking = ReturnType<typeof useTake>

export function useTake() {
  const client = useQueryClient()
  const names = useRef(new Map<string, string>())
  const [taking, setTaking] = useState<string>()
  const [given, setGiven] = useState<string>()
  const [problem, setProblem] = useState<{ reward_id: string; words: string }>()

  async function take({ reward_id, name }: Reward) {
    const redemption_id = names.current.get(reward_id) ?? newId()
    names.current.set(reward_id, redemption_id)
    setTaking(reward_id)
    setProblem(undefined)
    try {
      const { voucher } = await api.put('/card/redemptions/{redemption_id}', {
        params: { redemption_id },
        body: { reward_id },
      })
      names.current.delete(reward_id)
      await client.refetchQueries({ queryKey: ['card'] })
      if (!voucher) return
      // A gift to a cause leaves nothing to show: it is said here.
      if (voucher.kind === 'donation') {
        setGiven(name)
        return
      }
      countStep()
      goTo(`${fillPath(paths.voucher, { voucher_id: voucher.voucher_id })}?taken=1`)
    } catch (error) {
      const { title, detail, retry } = failureOf(error)
      // Refused: the next touch is another wish. No answer: it is the same one.
      if (!retry) names.current.delete(reward_id)
      setProblem({ reward_id, words: [title, detail].filter(Boolean).join('. ') })
    } finally {
      setTaking(undefined)
    }
  }
  return { take, taking, problem, given }
}
