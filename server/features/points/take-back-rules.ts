/** From where a sale's units come back when nothing of them was spent on its own rewards. Pure. */

type OwnLot = { lot_id: string; remaining: number; matured: boolean }
type Account = { balance: number; held: number }

/**
 * From the sale's own lots first, then from what else is free (`elsewhere`); the rest is owed, or forgiven when the
 * programme clamps. Pending units are free where they are; of matured ones no more than what is not held.
 */
export function planTakeBack<Lot extends OwnLot>(
  amount: number,
  { balance, held }: Account,
  lots: readonly Lot[],
  clawback: 'debt' | 'clamp',
) {
  let [left, available] = [amount, balance - held]
  const parts: { lot: Lot; units: number }[] = []
  for (const lot of lots) {
    const units = Math.min(left, lot.remaining, lot.matured ? available : lot.remaining)
    if (units <= 0) continue
    parts.push({ lot, units })
    if (lot.matured) available -= units
    left -= units
  }
  const elsewhere = Math.min(left, available)
  const owed = clawback === 'debt' ? left - elsewhere : 0
  return { parts, elsewhere, owed, forgiven: left - elsewhere - owed }
}
