/** Whatever people may have had and done, drawn at random. */
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'

const DAY_MINUTES = 24 * 60
const one = <T>(...values: T[]) => fc.constantFrom(...values)
const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength })

const STORES = [newId(), newId()]
const CAMPAIGNS = [newId(), newId()]
const IMPORTS = [newId(), newId()]
const CLUBS = [newId(), newId()]
const LISTS = [newId(), newId()]
const CHANNELS = ['email', 'sms', 'push', 'letter', 'phone']
const URLS = ['https://lili.fr/robes', 'https://lili.fr/sacs', 'https://lili.fr/s']
const CODES = ['42000', '42100', '42800', '69001', '75001']

/** What a condition may name, by field or filter. */
export const POSSIBLE: Record<string, string[]> = {
  channel: CHANNELS,
  purpose: ['marketing', 'loyalty', 'service'],
  campaign: CAMPAIGNS,
  private_sale: CAMPAIGNS,
  answer: ['words', 'stop', 'yes', 'no'],
  class: ['hard', 'soft'],
  link: URLS,
  kind: ['gift_card', 'discount_amount'],
  name: ['Bon', 'Carte'],
  tier: ['argent', 'or'],
  club: CLUBS,
  list: LISTS,
  activity: ['review', 'visit'],
  unit: ['points', 'euros'],
  tag: ['vip', 'presse'],
  agreed_to: CHANNELS,
  said_no_to: CHANNELS,
  agreed_to_news: CHANNELS,
  postal_code: [...CODES, '42'],
  city: ['Saint-Étienne', 'Lyon', 'S'],
  registered_by: ['till', 'import'],
  registered_at: STORES,
  came_with_import: IMPORTS,
}

export const KNOWN = { CAMPAIGNS, CLUBS, LISTS, URLS }

export const pastOf = (now: number) => {
  const at = fc.integer({ min: 1, max: 400 * DAY_MINUTES }).map((minutes) => now - minutes * 60_000)
  const later = fc
    .integer({ min: -20 * 24, max: 60 * 24 })
    .map((hours) => now + hours * 3_600_000 + 1_800_000)
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
  const machine = one(null, null, 'scanner')
  const message = fc.record({
    channel: one('email', 'sms'),
    purpose: one('marketing', 'loyalty', 'service'),
    campaign_id: maybe(one(...CAMPAIGNS)),
    at,
    state: one('sent', 'sent', 'refused', 'queued'),
    reports: few(
      fc.oneof(
        fc.record({ kind: fc.constant('replied'), class: one(null, 'stop'), at }),
        fc.record({ kind: one('bounced', 'failed'), class: one('hard', 'soft'), at }),
        fc.record({ kind: one('delivered', 'complained'), class: fc.constant(null), at }),
      ),
      2,
    ),
    openings: few(fc.record({ machine, at }), 2),
    clicks: few(fc.record({ machine, at, url: one(...URLS) }), 2),
  })
  const consent = fc.record({
    channel: one('email', 'sms', 'tracking', 'tracking'),
    purpose: one('offers', 'loyalty'),
    given: fc.boolean(),
    at,
  })
  const voucher = fc.record({
    kind: one('gift_card', 'discount_amount'),
    name: one('Bon', 'Carte'),
    at,
    expires_at: maybe(later),
    expired_at: maybe(at),
    uses_left: one(0, 1),
    balance_cents: one(0, 500, 1500),
    used: maybe(fc.record({ at, back_cents: one(0, 250, 500) })),
  })
  const stay = <T extends string>(key: T, values: string[]) =>
    fc.uniqueArray(fc.record({ [key]: one(...values), at, left: fc.boolean() }) as never, {
      selector: (stays: any) => stays[key],
      maxLength: 2,
    }) as fc.Arbitrary<({ [K in T]: string } & { at: number; left: boolean })[]>
  const evening = <T>(more: Record<string, fc.Arbitrary<unknown>>) =>
    fc.uniqueArray(fc.record({ private_sale: one(...CAMPAIGNS), at, ...more }) as fc.Arbitrary<any>, {
      selector: (answer) => answer.private_sale,
      maxLength: 2,
    }) as fc.Arbitrary<T[]>
  return fc.record({
    postal_code: maybe(one(...CODES)),
    city: maybe(one('Saint-Étienne', 'Lyon')),
    source: one('till', 'import', 'api'),
    import_id: maybe(one(...IMPORTS)),
    created_store_id: maybe(one(...STORES)),
    emails: one(0, 1, 2),
    phones: one(0, 1),
    messages: few(message),
    consents: few(consent, 5),
    preferences: few(fc.record({ frequency: one('normal', 'less'), paused_until: maybe(later), at }), 2),
    answers: evening<{ private_sale: string; answer: string; at: number }>({ answer: one('yes', 'no') }),
    arrivals: evening<{ private_sale: string; at: number }>({}),
    friend_of: maybe(
      fc.record({ referrer_id: fc.constant(''), at, rewarded_at: maybe(at), ended: fc.boolean() }),
    ),
    vouchers: few(voucher),
    tier: maybe(fc.record({ tier_id: one('argent', 'or'), since: at })),
    clubs: stay('club', CLUBS),
    lists: stay('list', LISTS),
    household: fc.boolean(),
    activities: few(fc.record({ activity: one('review', 'visit'), at, cancelled: fc.boolean() })),
    rewards: few(fc.record({ name: one('Bon', 'Carte'), at, cancelled: fc.boolean() })),
    tags: fc.uniqueArray(fc.record({ tag: one('vip', 'presse'), at }), { selector: ({ tag }) => tag }),
    accounts: fc.uniqueArray(
      fc.record({ unit: one('points', 'euros', 'tier_x'), balance: one(0, 500, 1200), held: fc.constant(0) }),
      { selector: ({ unit }) => unit, maxLength: 3 },
    ),
    lots: few(
      fc.record({
        unit: one('points', 'euros'),
        remaining: one(0, 400, 900),
        matured: fc.boolean(),
        expires_at: maybe(later),
      }),
    ),
  })
}
