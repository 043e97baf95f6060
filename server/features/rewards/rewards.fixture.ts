/** A shop whose catalogue a test writes, and customers with points who take from it. */
import { newId } from '../../lib/id.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import type { Programme, Reward } from '../programmes/programme.ts'

export const rewardOf = (changes: Partial<Reward> = {}): Reward => ({
  reward_id: newId(),
  name: 'Sac en toile',
  unit: 'points',
  cost: 100,
  trigger: 'chosen',
  benefit: { kind: 'service', valid_days: null },
  ...changes,
})

export async function shopWithRewards(
  rewards: Reward[],
  options: { programme?: Partial<Programme>; settings?: object; time_zone?: string } = {},
) {
  const { programme = {}, ...shopOptions } = options
  const shop = await openShop(shopOptions)
  await writeProgramme(shop, pointsProgramme({ rewards, ...programme }))
  const sell = (customer_id: string, amount_cents: number, more: object = {}) =>
    shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents,
      ...more,
    })
  /** With so many points, from one sale. */
  const person = async (points: number, name?: string) => {
    const { customer_id } = await addCustomer(shop, name)
    if (points > 0) await sell(customer_id, points * 100)
    return customer_id
  }
  return {
    shop,
    sell,
    person,
    take: (customer_id: string, reward_id: string, more: object = {}, redemption_id = newId()) =>
      shop.put(`/customers/${customer_id}/redemptions/${redemption_id}`, { reward_id, ...more }),
    cancel: (customer_id: string, redemption_id: string) =>
      shop.call('DELETE', `/customers/${customer_id}/redemptions/${redemption_id}`),
    change: (reward_id: string, reason: string, quantity: number, change_id = newId(), more: object = {}) =>
      shop.put(`/rewards/${reward_id}/stock/${change_id}`, { reason, quantity, ...more }),
    stock: async (reward_id: string) => {
      const { body } = await shop.get(`/rewards/${reward_id}/stock`)
      return [body.left_count, body.set_aside] as [number, number]
    },
    listed: async (customer_id: string, reward_id: string) =>
      (await shop.get(`/customers/${customer_id}/rewards`)).body.items.find(
        (one: any) => one.reward.reward_id === reward_id,
      ),
  }
}
