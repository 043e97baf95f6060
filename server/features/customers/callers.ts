import type { Caller } from '../../platform/access.ts'

/**
 * Whoever serves customers: the till too while no seller is on shift, since a queued card must not wait for
 * one.
 */
export const SERVING: Caller[] = ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device']
export const OFFICE: Caller[] = ['owner', 'marketing', 'service', 'store_manager']
