/** Rules of the law that are taken on the strict side, each by its number in the list of them. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Channel, Purpose } from '../messages/shape.ts'
import { adultFrom, againAt, decide, recheck, type PersonState } from './rules.ts'
import { sayHeld } from './say.ts'
import { DEFAULT_PRICES, DEFAULT_RULES } from './settings.ts'

const ZONE = 'Europe/Paris'
/** A Tuesday at eleven in Paris: every channel is open. */
const NOW = new Date('2026-12-01T10:00:00Z')
const CHANNELS: Channel[] = ['email', 'sms', 'push', 'wallet', 'letter', 'phone']
const yes = { given: true, at_ms: NOW.getTime() - 100 * 86_400_000 }
const address = { recipient: 'x', bad: null }

const person = (over: Partial<PersonState> = {}): PersonState => ({
  left: false,
  erased: false,
  zone: ZONE,
  region: 'common',
  addresses: Object.fromEntries(CHANNELS.map((channel) => [channel, address])),
  consents: Object.fromEntries(['email', 'sms', 'push', 'phone'].map((one) => [`${one}/offers`, yes])),
  said: [],
  complaint_at_ms: null,
  paused_until_ms: null,
  less_often: false,
  household_letters_ms: [],
  ...over,
})

function by(channel: Channel, who: PersonState, now = NOW, purpose: Purpose = 'marketing') {
  const asked = {
    message_id: 'm',
    customer_id: 'c',
    channels: [channel],
    cheapest: false,
    purpose,
    priority: 0,
    origin: { kind: 'campaign' as const, id: 'o', step: null },
    store_id: null,
    due_at: now,
    useful_until: null,
  }
  const setting = { rules: DEFAULT_RULES, prices: DEFAULT_PRICES, reach: {}, volumes: {} }
  return decide(asked, who, setting, now)
}
const codes = (who: PersonState, now = NOW, purpose: Purpose = 'marketing') =>
  Object.fromEntries(
    CHANNELS.map((channel) => {
      const decision = by(channel, who, now, purpose)
      return [channel, decision.go ? 'go' : decision.held[0]!.code]
    }),
  )

test('B-09: minors get no offers on their phone, whatever they agreed to, until the day they are eighteen', () => {
  const adult_from_ms = adultFrom('2008-12-02', ZONE)
  assert.equal(new Date(adult_from_ms).toISOString(), '2026-12-01T23:00:00.000Z')
  const young = person({ adult_from_ms })
  const held = { sms: 'minor', push: 'minor', wallet: 'minor', phone: 'minor' }
  assert.deepEqual(codes(young), { email: 'go', letter: 'go', ...held })
  // The night between: the last instant and the first. What waits for morning is decided then.
  assert.equal(codes(young, new Date(adult_from_ms - 1)).sms, 'minor')
  assert.equal(codes(young, new Date(adult_from_ms)).sms, 'go')
  assert.deepEqual(
    codes(young, NOW, 'service'),
    Object.fromEntries(CHANNELS.map((channel) => [channel, 'go'])),
  )
  assert.equal(codes(young, NOW, 'loyalty').sms, 'go', 'what is about one’s own points is no offer')
  for (const adult_from of [null, undefined])
    assert.equal(codes(person({ adult_from_ms: adult_from! })).sms, 'go')
  const decision = by('sms', young)
  assert.ok(!decision.go)
  assert.equal(sayHeld(decision.held, 'fr', ZONE), 'Retenu\u202f: mineur jusqu’au 2 décembre.')
  // Queued before the birth date was known: it is refused as it leaves, and not kept for years.
  const wish = {
    channel: 'sms',
    purpose: 'marketing',
    consent_purpose: 'offers',
    useful_until: null,
  } as const
  const late = recheck(young, wish, DEFAULT_RULES, NOW)
  assert.equal(late?.code, 'minor')
  assert.equal(againAt(late!), null)
})

test('B-09: eighteen years after a 29 February is 1 March where there is none, on the wall where they live', () => {
  assert.equal(new Date(adultFrom('2008-02-29', 'Europe/Paris')).toISOString(), '2026-02-28T23:00:00.000Z')
  assert.equal(new Date(adultFrom('2008-12-02', 'Indian/Reunion')).toISOString(), '2026-12-01T20:00:00.000Z')
})

test('A-03: who only bought, and never said yes, is written to by none of the channels that ask for it', () => {
  const { letter, ...asked } = codes(person({ consents: {} }))
  assert.equal(letter, 'go')
  assert.deepEqual([...new Set(Object.values(asked))], ['no_consent'])
})

test('C-10: an hour that was agreed opens nothing: a call at nine in the evening waits for the next legal one', () => {
  const nine_pm = new Date('2026-12-01T20:00:00Z')
  const decision = by('phone', person(), nine_pm)
  assert.ok(decision.go)
  assert.equal(decision.due_at.toISOString(), '2026-12-02T09:00:00.000Z')
  const wish = {
    channel: 'phone',
    purpose: 'marketing',
    consent_purpose: 'offers',
    useful_until: null,
  } as const
  assert.equal(recheck(person(), wish, DEFAULT_RULES, nine_pm)?.code, 'quiet_hours')
})

test('C-11: a purchase is no contract in force: a call needs a yes to calls, also one about points', () => {
  const buyer = person({ consents: {} })
  assert.equal(codes(buyer).phone, 'no_consent')
  assert.equal(codes(buyer, NOW, 'loyalty').phone, 'no_consent')
})
