/** How the loyalty pages tell versions apart, and say a programme with the names of its stores and products. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { programmeInWords } from '../../../../server/features/programmes/rules.ts'
import { useProductNames } from '../products/queries.ts'
import { shopQuery, storesQuery } from '../session.ts'
import type { Programme } from './draft.ts'
import { namesClubs, namesMerchants, productsOf } from './draft.ts'
import { clubsQuery, merchantsQuery } from './programme-queries.ts'
import type { Version } from './programme-queries.ts'

export type State = 'in_force' | 'future' | 'past' | 'withdrawn'

/** The version in force is the last that began; those after it are still to come. Newest first, as they arrive. */
export function statesOf(versions: readonly Version[], now: number): Map<number, State> {
  const began = versions.filter((one) => !one.withdrawn_at && Date.parse(one.effective_at) <= now)
  const latest = began.toSorted(
    (a, b) => Date.parse(b.effective_at) - Date.parse(a.effective_at) || b.version - a.version,
  )[0]
  const stateOf = (one: Version): State => {
    if (one.withdrawn_at) return 'withdrawn'
    if (one === latest) return 'in_force'
    return Date.parse(one.effective_at) > now ? 'future' : 'past'
  }
  return new Map(versions.map((one) => [one.version, stateOf(one)]))
}

/** The names that these programmes mention, as far as they are known, and the shop's money. */
export function useNames(programmes: readonly Programme[]) {
  const { currency } = useSuspenseQuery(shopQuery).data
  const stores = useSuspenseQuery(storesQuery).data.items
  const product_names = useProductNames([...new Set(programmes.flatMap(productsOf))])
  const clubs = useQuery({ ...clubsQuery, enabled: programmes.some(namesClubs) }).data ?? []
  const merchants = useQuery({ ...merchantsQuery, enabled: programmes.some(namesMerchants) }).data ?? []
  return {
    currency,
    product_names,
    store_names: Object.fromEntries(stores.map(({ store_id, name }) => [store_id, name])),
    club_names: Object.fromEntries(clubs.map(({ club_id, name }) => [club_id, name])),
    merchant_names: Object.fromEntries(merchants.map(({ merchant_id, name }) => [merchant_id, name])),
  }
}

/** Says a programme in words, with the names of what it mentions. */
export function useSaying(programmes: readonly Programme[]) {
  const names = useNames(programmes)
  return (programme: Programme, language: 'fr' | 'en', basket_cents?: number) =>
    programmeInWords(programme, language, {
      ...names,
      ...(basket_cents !== undefined && { basket_cents }),
    })
}
