/** What the address of the catalogue says: what is searched, whether the retired ones are shown, and which is open. */
export type RewardsSearch = {
  q?: string | undefined
  show?: 'retired' | undefined
  /** A reward's id, or 'new'. */
  open?: string | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** What is not understood is said as undefined, or it would stay in the address beside what is. */
export const readRewardsSearch = (given: Record<string, unknown>): RewardsSearch => ({
  // A number that is searched comes back from the address as one.
  q: text(typeof given.q === 'number' ? String(given.q) : given.q),
  show: given.show === 'retired' ? 'retired' : undefined,
  open: text(given.open),
})
