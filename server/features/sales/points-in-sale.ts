/** The points a sale wants to pay with: what each unit may take now, and what was really there. */
import type { Programme } from '../programmes/programme.ts'
import type { PaidWithPoints, PointsToPay } from './points-payment.ts'
import { refuse } from './refusals.ts'
import { pointsToPay } from './rules.ts'
import { accountKey, type Person, type State } from './state.ts'
import type { SaleToRecord } from './wish.ts'

export type TakenPoints = PaidWithPoints & {
  /** What lots give; what is not there (offline only) the shop bears. */
  spent: number
  short: number
  shortfall_cents: number
  hold_id: string | null
}

type Moves = { spent: Map<string, number>; released: Map<string, number> }

/** `reserved` is what rewards of the same sale take first. `settle` adds what is spent and released to its moves. */
export function takePoints(
  state: State,
  sale: SaleToRecord,
  person: Person | null,
  programme: Programme | null,
  reserved: Map<string, number>,
): { wishes: PointsToPay[]; settle: (paid: PaidWithPoints[], moves: Moves) => TakenPoints[] } {
  const asked = sale.points ?? []
  if (asked.length === 0) return { wishes: [], settle: () => [] }
  if (!person) throw refuse('points_need_customer')
  if (new Set(asked.map(({ unit }) => unit)).size < asked.length) throw refuse('points_twice')
  const holdOf = (unit: string) => {
    const hold_id = asked.find((one) => one.unit === unit)?.hold_id
    const hold = hold_id ? state.pointsHolds.get(hold_id) : undefined
    const mine = hold && hold.ended_at === null && hold.account_id === person.account_id && hold.unit === unit
    return mine ? hold : undefined
  }
  const there = (unit: string) => {
    const account = state.accounts.get(accountKey(person.account_id, unit))
    const free = (account ? account.balance - account.held : 0) - (reserved.get(unit) ?? 0)
    return Math.max(0, free + (holdOf(unit)?.amount ?? 0))
  }
  const wishes = pointsToPay(programme, asked, (unit) => {
    const wanted = asked.find((one) => one.unit === unit)!.units
    // A till without network took what its copy showed: it stands, and what is short is told.
    return sale.offline ? Math.max(there(unit), wanted) : there(unit)
  })
  const before = new Map(asked.map(({ unit }) => [unit, there(unit)]))
  const settle = (paid: PaidWithPoints[], { spent, released }: Moves) =>
    paid.map((one): TakenPoints => {
      const hold = holdOf(one.unit)
      const taken = Math.min(one.units, before.get(one.unit)!)
      const short = one.units - taken
      const shortfall_cents = one.units === 0 ? 0 : Math.floor((one.cents * short) / one.units)
      if (taken > 0) spent.set(one.unit, (spent.get(one.unit) ?? 0) + taken)
      // What was set aside and is not taken is free again.
      if (hold) released.set(one.unit, (released.get(one.unit) ?? 0) + hold.amount)
      return { ...one, spent: taken, short, shortfall_cents, hold_id: hold?.hold_id ?? null }
    })
  return { wishes, settle }
}
