/**
 * What members are taken to do where sales do not say it: take a reward that waits, use a voucher, pay with points.
 * Chance is drawn from the account and its event alone, so that two programmes meet the same people, in the same mood,
 * and a replay repeated is the same replay.
 */
import type { Benefit } from '../../programmes/programme.ts'

export type Behaviour = {
  /** At each visit, the chance that a reward one can afford is taken. */
  takes_chosen: number
  /** At each visit, the chance that units that pay are used, as far as the programme lets. */
  pays_with_units: number
  /** Of vouchers given, the share that is ever used; those are used at the first visit they are good for. */
  uses_voucher: Record<Benefit['kind'], number>
}

/**
 * Cautious, that is to say rather dear for the shop: nearly every gift card is used; a discount with its end date
 * somewhat less. The shop's own past replaces them where enough vouchers have ended (see `behaviourFrom`).
 */
export const BEHAVIOUR: Behaviour = {
  takes_chosen: 0.7,
  pays_with_units: 0.5,
  uses_voucher: {
    gift_card: 0.95,
    discount_amount: 0.8,
    discount_percent: 0.8,
    free_product: 0.85,
    service: 0.7,
    experience: 0.6,
    private_sale: 0.5,
    donation: 1,
  },
}

/** Fewer ended vouchers than this say little about the next. */
export const ENDED_MIN = 30

export type EndedVouchers = { kind: string; used: number; unused: number }

/** The shop's own share of used vouchers, by kind, where there are enough of them; else what is usual. */
export function behaviourFrom(ended: EndedVouchers[], base: Behaviour = BEHAVIOUR): Behaviour {
  const uses_voucher = { ...base.uses_voucher }
  for (const { kind, used, unused } of ended)
    if (kind in uses_voucher && used + unused >= ENDED_MIN)
      uses_voucher[kind as Benefit['kind']] = used / (used + unused)
  return { ...base, uses_voucher }
}

/** Every share a tenth up or down, between none and all: for the sensitivity. */
export function scaled(behaviour: Behaviour, factor: number): Behaviour {
  const share = (value: number) => Math.min(1, Math.max(0, value * factor))
  return {
    takes_chosen: share(behaviour.takes_chosen),
    pays_with_units: share(behaviour.pays_with_units),
    uses_voucher: Object.fromEntries(
      Object.entries(behaviour.uses_voucher).map(([kind, value]) => [kind, share(value)]),
    ) as Behaviour['uses_voucher'],
  }
}

/** What each draw is for: two draws for one event must not be the same. */
export const DRAW = { takes: 1, pays: 2, uses: 3, comes: 4, sample: 5 } as const

/** A number from 0 to below 1, the same for the same three (MurmurHash3's finaliser over their mix). */
export function drawn(purpose: number, account: number, event: number): number {
  let h =
    Math.imul(account + 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(event + 0x7f4a7c15, 0xc2b2ae35) ^
    (purpose * 0x27d4eb2f)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return (h >>> 0) / 4294967296
}
