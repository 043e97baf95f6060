/** What messages cost, and which channel reaches somebody for the least. Pure. Money in thousandths of a cent. */
import { assert } from '../../lib/assert.ts'
import type { Channel } from '../messages/shape.ts'
import type { Prices, Tier } from './settings.ts'

export type Shape = { sms_parts?: number | undefined; letter_grams?: number | undefined }

/** The price of the nth message of a month. */
function priceAt(tiers: readonly Tier[], nth: number): number {
  const tier = tiers.findLast(({ from }) => nth >= from) ?? tiers[0]
  assert(tier, 'every channel has a price')
  return tier.millicents
}

function ofShape(prices: Prices, channel: Channel, one: number, { sms_parts = 1, letter_grams = 20 }: Shape) {
  if (channel === 'sms') return one * sms_parts
  if (channel !== 'letter') return one
  const heavier =
    prices.letter_weights.find(({ up_to_grams }) => letter_grams <= up_to_grams) ??
    prices.letter_weights.at(-1)
  return one + (heavier?.extra_millicents ?? 0)
}

/** Of one more message, when so many of the month have left already. */
export const costOfNext = (prices: Prices, channel: Channel, already: number, shape: Shape = {}) =>
  ofShape(prices, channel, priceAt(prices[channel], already + 1), shape)

/** Of so many more messages: each costs what its place in the month says. */
export function costOf(prices: Prices, channel: Channel, count: number, already = 0, shape: Shape = {}) {
  assert(Number.isInteger(count) && count >= 0, 'messages are counted in whole numbers')
  const tiers = prices[channel].toSorted((a, b) => a.from - b.from)
  let [cost, done] = [0, 0]
  while (done < count) {
    const nth = already + done + 1
    const next = tiers.find(({ from }) => from > nth)
    const here = Math.min(count - done, next ? next.from - nth : count - done)
    cost += here * ofShape(prices, channel, priceAt(tiers, nth), shape)
    done += here
  }
  return cost
}

/** Below this share a channel reaches nobody worth the noise: it comes last. */
export const EFFECTIVE_BASIS_POINTS = 300

/**
 * Cheapest effective first: what one person reached costs; equal, the one that reaches more. Reach in basis points.
 */
export function cheapestFirst(
  channels: readonly Channel[],
  unit_cost: (channel: Channel) => number,
  reach: (channel: Channel) => number,
): Channel[] {
  const isWeak = (channel: Channel) => reach(channel) < EFFECTIVE_BASIS_POINTS
  const perPerson = (channel: Channel) => (unit_cost(channel) * 10_000) / Math.max(1, reach(channel))
  return channels.toSorted(
    (a, b) => Number(isWeak(a)) - Number(isWeak(b)) || perPerson(a) - perPerson(b) || reach(b) - reach(a),
  )
}
