/** What the shop knows of the holder, and the ways to change it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChangeMe, GetCardHolder } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { useLanguage } from '#ui/words.ts'

export type Me = GetCardHolder['answer']
export type Change = ChangeMe['body']
export type Waiting = ChangeMe['answer']['to_verify'][number]

export function useMe() {
  const client = useQueryClient()
  const key = ['me', useLanguage()]
  const query = useQuery({ queryKey: key, queryFn: () => api.get('/card/me') })
  const become = (me: Me) => client.setQueryData(key, me)
  return {
    me: query.data,
    error: query.error,
    become,
    /** Answers the address a code was sent to, when there is one to verify. */
    async change(body: Change): Promise<Waiting | undefined> {
      const { to_verify, ...me } = await api.patch('/card/me', { body })
      become(me)
      void client.refetchQueries({ queryKey: ['card'] })
      return to_verify[0]
    },
    async verify(recipient: string, code: string) {
      become(await api.post('/card/verifications', { body: { recipient, code } }))
    },
  }
}
