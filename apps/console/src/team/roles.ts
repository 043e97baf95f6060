/** The roles, from the widest to the narrowest. */
export const ROLES = ['owner', 'marketing', 'service', 'store_manager', 'seller', 'delivery'] as const
export type Role = (typeof ROLES)[number]
