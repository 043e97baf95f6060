import { queryOptions } from '@tanstack/react-query'
import type { ReadWallet } from '#client/types.ts'
import { api } from '#ui/api.ts'

export type Wallet = ReadWallet['answer']

export const walletQuery = queryOptions({
  queryKey: ['/wallet-passes'],
  queryFn: ({ signal }) => api.get('/wallet-passes', { signal }),
})

/** Whether cards can be put into phones at all, by one kind of wallet or the other. */
export const isSetUp = ({ apple, google }: Wallet) => apple.problem === null || google.problem === null
