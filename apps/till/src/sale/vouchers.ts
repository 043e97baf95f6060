/** Vouchers and rewards by one touch. With a network what they take is set aside at once, so that no other till gives it. */
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import { newId } from '../../../../server/lib/id.ts'
import { keepPerson, personOf, withAnswer } from '../keep/people.ts'
import type { Voucher } from '../keep/shapes.ts'
import { online, reaching } from '../keep/till.ts'
import { tell } from '../shell/tell.ts'
import { draft } from './draft.ts'
import type { Draft, DraftVoucher } from './draft.ts'
import { say } from './words.ts'

export async function applyVoucher(voucher: Voucher): Promise<void> {
  if (draft.get().vouchers.some((one) => one.voucher.voucher_id === voucher.voucher_id)) return
  const hold_id = voucher.kind === 'gift_card' && online.get() ? newId() : null
  draft.change((before) => ({ ...before, vouchers: [...before.vouchers, { voucher, hold_id }] }))
  if (!hold_id) return
  const { voucher_id, balance_cents: amount_cents } = voucher
  const params = { voucher_id, hold_id }
  await reaching(api.put('/vouchers/{voucher_id}/holds/{hold_id}', { params, body: { amount_cents } })).catch(
    (error: unknown) => {
      draft.change((before) => ({
        ...before,
        vouchers: before.vouchers.flatMap((one) => {
          if (one.hold_id !== hold_id) return [one]
          // Without an answer the voucher stays, and is used as offline ones are: the sale says how much.
          return isUnreachable(error) ? [{ ...one, hold_id: null }] : []
        }),
      }))
      tellWhy(error)
    },
  )
}

export async function dropVoucher(voucher_id: string): Promise<void> {
  const dropped = draft.get().vouchers.find((one) => one.voucher.voucher_id === voucher_id)
  draft.change((before) => ({
    ...before,
    vouchers: before.vouchers.filter((one) => one.voucher.voucher_id !== voucher_id),
  }))
  if (dropped) await releaseVoucher(dropped)
}

async function releaseVoucher({ voucher, hold_id }: DraftVoucher) {
  if (!hold_id) return
  const params = { voucher_id: voucher.voucher_id, hold_id }
  await reaching(api.delete('/vouchers/{voucher_id}/holds/{hold_id}', { params })).catch(quietly)
}

export async function applyReward(customer_id: string, reward_id: string): Promise<void> {
  const redemption_id = newId()
  const params = { customer_id, redemption_id }
  if (!online.get()) return add(redemption_id, reward_id, false)
  try {
    const body = { reward_id, hold: true }
    const taken = await reaching(
      api.put('/customers/{customer_id}/redemptions/{redemption_id}', { params, body }),
    )
    add(redemption_id, reward_id, true)
    const person = personOf(customer_id)
    if (person) await keepPerson(withAnswer(person, taken))
  } catch (error) {
    if (isUnreachable(error)) add(redemption_id, reward_id, false)
    else tellWhy(error)
  }
}

const add = (redemption_id: string, reward_id: string, held: boolean) =>
  draft.change((before) => ({ ...before, rewards: [...before.rewards, { redemption_id, reward_id, held }] }))

export async function dropReward(customer_id: string, redemption_id: string): Promise<void> {
  const dropped = draft.get().rewards.find((one) => one.redemption_id === redemption_id)
  draft.change((before) => ({
    ...before,
    rewards: before.rewards.filter((one) => one.redemption_id !== redemption_id),
  }))
  if (dropped?.held) await releaseReward(customer_id, redemption_id)
}

async function releaseReward(customer_id: string, redemption_id: string) {
  const params = { customer_id, redemption_id }
  const released = await reaching(
    api.delete('/customers/{customer_id}/redemptions/{redemption_id}', { params }),
  ).catch(quietly)
  const person = personOf(customer_id)
  if (released && person) await keepPerson(withAnswer(person, released))
}

/** A sale that is given up gives back what it had set aside; what does not get through lapses in a quarter of an hour. */
export async function releaseAll({ customer_id, vouchers, rewards }: Draft): Promise<void> {
  for (const voucher of vouchers) await releaseVoucher(voucher)
  for (const { redemption_id, held } of rewards)
    if (customer_id && held) await releaseReward(customer_id, redemption_id)
}

function quietly(error: unknown): undefined {
  if (error instanceof ApiError) return undefined
  throw error
}

function tellWhy(error: unknown) {
  if (!(error instanceof ApiError)) throw error
  if (isUnreachable(error)) return
  const { title, detail } = error.problem
  tell('note', say('hold_refused'), detail ?? title)
}
