/** Where and by what a wish comes in: the till's store, the console, the card, another system. */
import type { Principal } from '../../platform/access.ts'

export type Place = { source: string; store_id: string | null; device_id: string | null }

export function placeOf(principal: Principal): Place {
  if (principal.kind === 'device')
    return { source: 'till', store_id: principal.store_id, device_id: principal.device_id }
  const source = principal.kind === 'staff' ? 'console' : principal.kind === 'customer' ? 'card' : 'api'
  return { source, store_id: null, device_id: null }
}
