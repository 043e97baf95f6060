/** Who sells now: taken by PIN, given back by resting. */
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import type { Seller } from '../keep/shapes.ts'
import { keep, kept } from '../keep/database.ts'
import { bootstrap, reaching, shift } from '../keep/till.ts'
import { isPinRight, waitAfterWrong } from './pin.ts'

type Wrong = { count: number; until: number }
export type Taken = 'taken' | 'wrong' | 'wait' | 'unreachable'

/** Kept on the device, so that opening the page again is no way around the wait. */
const wrongOf = async (staff_id: string) =>
  (await kept<Wrong>(`wrong_pin ${staff_id}`)) ?? { count: 0, until: 0 }

export async function takeTill(seller: Seller, pin: string): Promise<Taken> {
  const wrong = await wrongOf(seller.staff_id)
  if (wrong.until > Date.now()) return 'wait'
  const right = seller.pin_verifier ? await isPinRight(pin, seller.pin_verifier) : false
  const taken = right === null ? await askServer(seller, pin) : right ? 'taken' : 'wrong'
  if (taken === 'wrong') {
    const count = wrong.count + 1
    await keep(`wrong_pin ${seller.staff_id}`, { count, until: Date.now() + waitAfterWrong(count) })
  }
  if (taken !== 'taken') return taken
  await keep(`wrong_pin ${seller.staff_id}`, { count: 0, until: 0 })
  if (right) {
    begin(seller, null)
    // The device knows already; the server's word gives the seller's rights, and may come later.
    void askServer(seller, pin).catch(() => undefined)
  }
  return 'taken'
}

async function askServer(seller: Seller, pin: string): Promise<Taken> {
  try {
    const body = { staff_id: seller.staff_id, pin }
    const answer = await reaching(api.put('/till/shift', { body }))
    const now = shift.get()
    if (now === null || now.staff_id === seller.staff_id) begin(seller, answer)
    return 'taken'
  } catch (error) {
    if (isUnreachable(error)) return 'unreachable'
    if (error instanceof ApiError && error.code === 'wrong_pin') return 'wrong'
    if (error instanceof ApiError && error.status === 429) return 'wait'
    throw error
  }
}

function begin({ staff_id, name }: Seller, answer: { staff_token: string; expires_at: string } | null) {
  shift.set({ staff_id, name, token: answer?.staff_token ?? null, expires_at: answer?.expires_at ?? null })
}

export const lock = () => shift.set(null)

/** A shop in which nobody has a PIN yet sells all the same; its sales carry no name. */
export const hasPins = () => bootstrap.get()?.staff.some(({ pin_verifier }) => pin_verifier !== null) ?? false
export const sellWithoutName = () => shift.set({ staff_id: '', name: '', token: null, expires_at: null })
