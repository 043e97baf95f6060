/** Who asks, as campaigns want to know it. */
import type { FastifyRequest } from 'fastify'
import { storesOf } from '../../platform/access.ts'
import type { By } from './actions.ts'

export function byOf({ principal }: FastifyRequest): By {
  const role = 'role' in principal ? principal.role : null
  const name = principal.kind === 'staff' || principal.kind === 'user' ? principal.name : 'API'
  return { name, is_store: role === 'store_manager', store_ids: storesOf(principal) }
}
