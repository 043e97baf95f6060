/** What the address of the page says: which ladder, and whose list is open. */
export type TiersSearch = {
  ladder?: string | undefined
  tier?: string | undefined
  who?: 'near' | 'ending' | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const readTiersSearch = ({ ladder, tier, who }: Record<string, unknown>): TiersSearch => ({
  ladder: text(ladder),
  tier: text(tier),
  who: who === 'near' || who === 'ending' ? who : undefined,
})
