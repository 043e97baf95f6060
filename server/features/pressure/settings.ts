/** What a shop may set about pressure and prices, with the default of each. The only place where a default is said. */
import type { Channel } from '../messages/shape.ts'

/** Rolling: any so many days on end. Calendar: the day, the week from Monday, the month, on the recipient's wall. */
export type Window = { kind: 'rolling'; days: number } | { kind: 'calendar'; unit: 'day' | 'week' | 'month' }

export type Cap = {
  /** None is all of them together. */
  channels: Channel[]
  purposes: ('marketing' | 'loyalty')[]
  /** At most so many in any one window. */
  max: number
  window: Window
}

/** When a channel may be used, in the recipient's zone; minutes since midnight, half open. */
export type Hours = {
  /** 1 is Monday, 7 Sunday. */
  days: number[]
  spans: [from_minute: number, to_minute: number][]
  public_holidays: boolean
}

export type PressureRules = {
  caps: Cap[]
  /** Whether messages about one's own points count, and are held by caps, as offers are. */
  loyalty_counts: boolean
  /** Channels without hours are open at any time. */
  hours: Partial<Record<Channel, Hours>>
  closed_channels: Channel[]
  complaint_holds: boolean
  /** A household has one letter in so many days; 0 is no limit. */
  household_letter_days: number
  /** Who asked for less is sent one offer in so many days, all channels together. */
  less_often_days: number
  /** Why text messages may leave on Sundays and public holidays: the decision of the shop, in its words. */
  sunday_decision: string
}

const at = (hour: number, minute = 0) => hour * 60 + minute
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/**
 * What no shop may widen. SMS: charter Business Messaging 2026 of AF2M, 08:00 to 21:30. Calls: Code de la consommation,
 * D223-9, Monday to Friday but on public holidays, 10:00 to 13:00 and 14:00 to 20:00, at most four tries in 30 days.
 */
export const LIMITS: { hours: Partial<Record<Channel, Hours>>; caps: Cap[] } = {
  hours: {
    sms: { days: EVERY_DAY, spans: [[at(8), at(21, 30)]], public_holidays: true },
    phone: {
      days: [1, 2, 3, 4, 5],
      spans: [
        [at(10), at(13)],
        [at(14), at(20)],
      ],
      public_holidays: false,
    },
  },
  caps: [
    {
      channels: ['phone'],
      purposes: ['marketing', 'loyalty'],
      max: 4,
      window: { kind: 'rolling', days: 30 },
    },
  ],
}

const DAYTIME: Hours = { days: [1, 2, 3, 4, 5, 6], spans: [[at(8), at(21, 30)]], public_holidays: false }

export const DEFAULT_RULES: PressureRules = {
  caps: [
    {
      channels: ['sms', 'push'],
      purposes: ['marketing', 'loyalty'],
      max: 2,
      window: { kind: 'rolling', days: 30 },
    },
    { channels: ['email'], purposes: ['marketing', 'loyalty'], max: 3, window: { kind: 'rolling', days: 7 } },
    { channels: ['letter'], purposes: ['marketing'], max: 1, window: { kind: 'rolling', days: 30 } },
    { channels: [], purposes: ['marketing'], max: 2, window: { kind: 'calendar', unit: 'day' } },
    { channels: [], purposes: ['marketing', 'loyalty'], max: 12, window: { kind: 'rolling', days: 30 } },
  ],
  loyalty_counts: true,
  hours: { sms: DAYTIME, push: { ...DAYTIME, days: EVERY_DAY }, phone: LIMITS.hours.phone! },
  closed_channels: [],
  complaint_holds: true,
  household_letter_days: 30,
  less_often_days: 14,
  sunday_decision: '',
}

/** From the nth message of the month on, each costs this much, in thousandths of a cent. */
export type Tier = { from: number; millicents: number }
export type Prices = Record<Channel, Tier[]> & {
  /** What a heavier letter costs besides, by grams. */
  letter_weights: { up_to_grams: number; extra_millicents: number }[]
}

/** Of the mission: 20 € a thousand e-mails, 0,10 € a text, falling with volume. The shop writes those of its contract. */
export const DEFAULT_PRICES: Prices = {
  email: [
    { from: 1, millicents: 2_000 },
    { from: 50_000, millicents: 1_000 },
    { from: 500_000, millicents: 400 },
  ],
  sms: [
    { from: 1, millicents: 10_000 },
    { from: 5_000, millicents: 7_500 },
    { from: 50_000, millicents: 5_500 },
  ],
  push: [{ from: 1, millicents: 0 }],
  wallet: [{ from: 1, millicents: 0 }],
  // Franked one by one; from 400 on sorted for the bulk tariff.
  letter: [
    { from: 1, millicents: 180_000 },
    { from: 400, millicents: 95_000 },
    { from: 10_000, millicents: 70_000 },
  ],
  phone: [{ from: 1, millicents: 150_000 }],
  social: [{ from: 1, millicents: 0 }],
  letter_weights: [
    { up_to_grams: 20, extra_millicents: 0 },
    { up_to_grams: 100, extra_millicents: 130_000 },
    { up_to_grams: 250, extra_millicents: 330_000 },
  ],
}

/** The share of people that a message of a channel reaches, in basis points, until the shop's own past tells. */
export const DEFAULT_REACH: Record<Channel, number> = {
  email: 3_500,
  sms: 9_000,
  push: 4_500,
  wallet: 5_000,
  letter: 7_500,
  phone: 4_000,
  social: 500,
}
