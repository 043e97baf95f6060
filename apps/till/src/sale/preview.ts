/** What the sale will cost and give, before it is paid: by the device at once, by the server a moment later. */
import { useEffect, useState } from 'react'
import { api, ApiError } from '#ui/api.ts'
import { useNow } from '#ui/light/use-now.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'
import { useOfflineLimit } from '../keep/offline-limit.ts'
import { usePerson } from '../keep/people.ts'
import { productOf } from '../keep/products.ts'
import { promotions } from '../keep/promotions.ts'
import type { Account, Bootstrap, SaleAnswer } from '../keep/shapes.ts'
import { bootstrap, online, programmeNow, reaching } from '../keep/till.ts'
import { draft, isBegun } from './draft.ts'
import type { Draft } from './draft.ts'
import { saleHere } from './here.ts'
import type { Wish } from './here.ts'
import { previewBody } from './record.ts'
import { useWords } from './words.ts'

const PAUSE_MS = 250
const NOW_EVERY_MS = 30_000
/** The server knows nobody of that id yet: their card is still in the queue. */
const NOT_YET = ['sale_customer_unknown']

export type Preview = SaleAnswer & { accounts_after: Account[] }
type Asked = { draft: Draft; answer: SaleAnswer | null; problem: ApiError | null }

/** `problem` is what the server would refuse now; the sale is shown all the same. */
export function usePreview(): {
  preview: Preview
  problem: ApiError | null
  paidBy: (means: string[]) => Preview | null
} {
  const w = useWords()
  const sale = draft.use()
  const person = usePerson(sale.customer_id) ?? null
  const connected = online.use()
  const known = bootstrap.use()
  const limit_cents = useOfflineLimit(sale.customer_id)
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    if (!connected || !isBegun(sale)) return
    const stopped = new AbortController()
    const timer = setTimeout(() => {
      void ask(sale, stopped.signal).then((answer) => answer && setAsked(answer))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [sale, connected])
  const now_ms = useNow(NOW_EVERY_MS)
  const known_promotions = promotions.use()
  const wish = wishOf(known, {
    promotions: known_promotions,
    draft: sale,
    person,
    now_ms,
    limit_cents,
    label: w('free_line'),
  })
  const here = saleHere(wish)
  const current = connected && asked?.draft === sale ? asked : null
  return {
    preview: current?.answer ? { ...here, ...current.answer } : here,
    problem: current?.problem ?? null,
    // What a means of payment gives is known once it is: without network the device says it, else the server.
    paidBy: (means) => (connected ? null : saleHere({ ...wish, now_ms: Date.now(), means })),
  }
}

const wishOf = (known: Bootstrap | null, rest: Omit<Wish, 'programme' | 'place' | 'goodsOf'>): Wish => ({
  ...rest,
  goodsOf: productOf,
  programme: (programmeNow()?.programme ?? null) as Programme | null,
  place: {
    store_id: known?.store.store_id ?? '',
    merchant_id: known?.store.merchant_id ?? '',
    time_zone: known?.store.time_zone ?? 'Europe/Paris',
    currency: known?.tenant.currency ?? 'EUR',
  },
})

async function ask(sale: Draft, signal: AbortSignal): Promise<Asked | null> {
  try {
    const answer = await reaching(api.post('/sales/preview', { body: previewBody(sale), signal }))
    return { draft: sale, answer, problem: null }
  } catch (error) {
    if (signal.aborted) return null
    if (!(error instanceof ApiError)) throw error
    const silent = error.status === 0 || NOT_YET.includes(error.code)
    return { draft: sale, answer: null, problem: silent ? null : error }
  }
}
