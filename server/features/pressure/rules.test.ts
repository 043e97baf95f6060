import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Channel, Purpose } from '../messages/shape.ts'
import { decide, recheck, type PersonState, type Setting } from './rules.ts'
import { sayHeld } from './say.ts'
import { DEFAULT_PRICES, DEFAULT_RULES, type PressureRules } from './settings.ts'
import type { Candidate } from './shape.ts'

const DAY_MS = 86_400_000
const NOW = new Date('2026-12-01T10:00:00Z')
const ago = (days: number) => NOW.getTime() - days * DAY_MS
const yes = { given: true, at_ms: ago(100) }
const no = { given: false, at_ms: ago(5) }
const address = { recipient: 'x', bad: null }

const ada = (over: Partial<PersonState> = {}): PersonState => ({
  left: false,
  erased: false,
  zone: 'Europe/Paris',
  region: 'common',
  addresses: { email: address, sms: address, push: address, letter: address, phone: address },
  consents: { 'email/offers': yes, 'sms/offers': yes, 'push/offers': yes, 'phone/offers': yes },
  said: [],
  complaint_at_ms: null,
  paused_until_ms: null,
  less_often: false,
  household_letters_ms: [],
  ...over,
})
const setting = (rules: Partial<PressureRules> = {}): Setting => ({
  rules: { ...DEFAULT_RULES, ...rules },
  prices: DEFAULT_PRICES,
  reach: {},
  volumes: {},
})
const offer = (over: Partial<Candidate> = {}): Candidate => ({
  message_id: 'new',
  customer_id: 'ada',
  channels: ['sms'],
  cheapest: false,
  purpose: 'marketing',
  priority: 0,
  origin: { kind: 'campaign', id: 'c', step: null },
  store_id: null,
  due_at: NOW,
  useful_until: null,
  ...over,
})
let nth = 0
const said = (channel: Channel, days: number, purpose: Purpose = 'marketing') => ({
  message_id: `m${nth++}`,
  channel,
  purpose,
  at_ms: ago(days),
})
const codeOf = (person: PersonState, candidate = offer(), rules: Partial<PressureRules> = {}) => {
  const decision = decide(candidate, person, setting(rules), NOW)
  return decision.go ? decision.channel : decision.held.map(({ code }) => code).join(' ')
}

test('C3: two mobile messages in 30 rolling days, texts and notifications together, and not a third', () => {
  assert.equal(codeOf(ada({ said: [said('sms', 3)] })), 'sms')
  assert.equal(codeOf(ada({ said: [said('sms', 3), said('push', 29.99)] })), 'cap_channel')
  // Half open: a message exactly thirty days old is out of the window.
  assert.equal(codeOf(ada({ said: [said('sms', 3), said('push', 30)] })), 'sms')
  assert.equal(codeOf(ada({ said: [said('sms', -1), said('push', 1)] })), 'cap_channel')
})

test('a held message says why and when, in French and in English', () => {
  const decision = decide(offer(), ada({ said: [said('sms', 3), said('push', 19)] }), setting(), NOW)
  assert.ok(!decision.go)
  assert.equal(
    sayHeld(decision.held, 'fr', 'Europe/Paris'),
    'Retenu\u202f: déjà 2 messages mobiles en 30 jours, le prochain possible le 12 décembre.',
  )
  assert.equal(
    sayHeld(decision.held, 'en', 'Europe/Paris'),
    'Held: already 2 mobile messages in 30 days, the next possible on 12 December.',
  )
})

test('A-01: an offer needs a yes of its own channel and purpose; a yes to one is a yes to nothing else', () => {
  assert.equal(codeOf(ada({ consents: {} })), 'no_consent')
  assert.equal(codeOf(ada({ consents: { 'email/offers': yes } })), 'no_consent')
  assert.equal(codeOf(ada({ consents: { 'sms/news': yes } })), 'no_consent')
  assert.equal(codeOf(ada({ consents: { 'sms/news': yes } }), offer({ consent_purpose: 'news' })), 'sms')
  assert.equal(codeOf(ada({ consents: { 'sms/offers': no } })), 'withdrawn')
})

test('A-10: what was withdrawn after it was queued does not leave', () => {
  const wish = {
    channel: 'sms' as const,
    purpose: 'marketing' as const,
    consent_purpose: 'offers',
    useful_until: null,
  }
  assert.equal(recheck(ada(), wish, DEFAULT_RULES, NOW), null)
  assert.equal(recheck(ada({ consents: { 'sms/offers': no } }), wish, DEFAULT_RULES, NOW)?.code, 'withdrawn')
  assert.equal(recheck(ada({ complaint_at_ms: ago(0) }), wish, DEFAULT_RULES, NOW)?.code, 'complaint_open')
  assert.equal(recheck(ada({ left: true }), wish, DEFAULT_RULES, NOW)?.code, 'left')
  const late = new Date('2026-12-01T21:00:00Z')
  assert.equal(recheck(ada(), wish, DEFAULT_RULES, late)?.details.next_at, '2026-12-02T07:00:00.000Z')
})

test('A-14: a letter needs no yes, and stops at a no', () => {
  const letter = offer({ channels: ['letter'] })
  assert.equal(codeOf(ada({ consents: {} }), letter), 'letter')
  assert.equal(codeOf(ada({ consents: { 'letter/offers': no } }), letter), 'withdrawn')
  // Letters have no hours: a Sunday night is as good as any time.
  const night = decide(letter, ada(), setting(), new Date('2026-12-06T23:00:00Z'))
  assert.ok(night.go && night.due_at.toISOString() === '2026-12-06T23:00:00.000Z')
})

test('A-15: notifications need their own yes in the app', () => {
  const push = offer({ channels: ['push'] })
  assert.equal(codeOf(ada(), push), 'push')
  assert.equal(codeOf(ada({ consents: { 'sms/offers': yes } }), push), 'no_consent')
})

test('a card in the phone has the yes, the hours and the caps of notifications, and needs to be in the phone', () => {
  const wallet = offer({ channels: ['wallet'] })
  assert.equal(codeOf(ada(), wallet), 'no_address')
  const none = decide(wallet, ada(), setting(), NOW)
  assert.ok(!none.go)
  assert.equal(sayHeld(none.held, 'fr', 'Europe/Paris'), 'Retenu\u202f: n’a pas la carte dans son téléphone.')
  const addresses = { sms: address, wallet: address }
  assert.equal(codeOf(ada({ addresses }), wallet), 'wallet')
  assert.equal(codeOf(ada({ addresses, consents: { 'sms/offers': yes } }), wallet), 'no_consent')
  // A mobile message, whichever of them comes third.
  const two = { addresses, said: [said('wallet', 3), said('push', 19)] }
  assert.equal(codeOf(ada(two), wallet), 'cap_channel')
  assert.equal(codeOf(ada(two)), 'cap_channel')
  assert.equal(codeOf(ada({ addresses, said: [said('sms', 3)] }), wallet), 'wallet')
  // A cap that names it is its own.
  const own = { channels: ['wallet' as const], purposes: ['marketing' as const], max: 1 }
  const caps = [{ ...own, window: { kind: 'rolling' as const, days: 30 } }]
  assert.equal(codeOf(ada({ addresses, said: [said('wallet', 3)] }), wallet, { caps }), 'cap_channel')
  assert.equal(codeOf(ada({ addresses, said: [said('push', 3)] }), wallet, { caps }), 'wallet')
  const night = decide(wallet, ada({ addresses }), setting(), new Date('2026-12-01T22:00:00Z'))
  assert.ok(night.go && night.due_at.toISOString() === '2026-12-02T07:00:00.000Z')
  assert.equal(codeOf(ada({ addresses }), wallet, { closed_channels: ['push'] }), 'wallet')
})

test('B-04: what was asked for goes at three in the morning, whatever was said before, and to who has complained', () => {
  const night = new Date('2026-12-06T02:00:00Z')
  const person = ada({
    consents: { 'sms/offers': no },
    complaint_at_ms: ago(1),
    said: [said('sms', 1), said('sms', 2)],
  })
  const decision = decide(offer({ purpose: 'service', due_at: night }), person, setting(), night)
  assert.ok(decision.go && decision.due_at.getTime() === night.getTime())
})

test('C-01 and C-04: calls need a yes, which ends after a year', () => {
  const call = offer({ channels: ['phone'] })
  const since = (days: number) => ada({ consents: { 'phone/offers': { given: true, at_ms: ago(days) } } })
  assert.equal(codeOf(ada({ consents: {} }), call), 'no_consent')
  assert.equal(codeOf(since(364.9), call), 'phone')
  assert.equal(codeOf(since(365), call), 'consent_expired')
  assert.equal(
    codeOf(ada({ consents: {} }), offer({ channels: ['phone'], purpose: 'loyalty' })),
    'no_consent',
  )
})

test('C-09: four calls or tries in 30 days, whatever the shop sets', () => {
  const call = offer({ channels: ['phone'] })
  const calls = (count: number) => Array.from({ length: count }, (_, at) => said('phone', at + 1))
  const free = { caps: [] }
  assert.equal(codeOf(ada({ said: calls(3) }), call, free), 'phone')
  assert.equal(codeOf(ada({ said: calls(4) }), call, free), 'cap_channel')
})

test('D7: an open complaint holds offers back, and only offers; a shop may decide otherwise', () => {
  const person = ada({ complaint_at_ms: ago(2) })
  assert.equal(codeOf(person), 'complaint_open')
  assert.equal(codeOf(person, offer({ purpose: 'loyalty' })), 'sms')
  assert.equal(codeOf(person, offer(), { complaint_holds: false }), 'sms')
})

test('who has left or is erased hears nothing more; a last word of service goes', () => {
  assert.equal(codeOf(ada({ left: true })), 'left')
  assert.equal(codeOf(ada({ left: true }), offer({ purpose: 'service' })), 'sms')
  assert.equal(codeOf(ada({ erased: true }), offer({ purpose: 'service' })), 'left')
})

test('a bad address, none at all, a closed channel: the next channel is tried, and each reason is told', () => {
  const person = ada({ addresses: { email: { recipient: 'x', bad: 'hard' }, letter: address } })
  const decision = decide(offer({ channels: ['social', 'email', 'sms', 'letter'] }), person, setting(), NOW)
  assert.ok(decision.go)
  assert.deepEqual(
    [decision.channel, decision.passed_over.map(({ code }) => code)],
    ['letter', ['channel_closed', 'bad_address', 'no_address']],
  )
  assert.equal(codeOf(ada(), offer(), { closed_channels: ['sms'] }), 'channel_closed')
})

test('what would be of no use any more does not go; what hours would make useless says so', () => {
  const at = (iso: string) => new Date(iso)
  assert.equal(codeOf(ada(), offer({ useful_until: NOW })), 'too_late')
  const night = decide(
    offer({ useful_until: at('2026-12-02T06:00:00Z') }),
    ada(),
    setting(),
    at('2026-12-01T21:00:00Z'),
  )
  assert.ok(!night.go && night.held[0]!.code === 'quiet_hours')
})

test('one letter to a household, and again after thirty days', () => {
  const letter = offer({ channels: ['letter'] })
  assert.equal(codeOf(ada({ household_letters_ms: [ago(29)] }), letter), 'same_household')
  assert.equal(codeOf(ada({ household_letters_ms: [ago(30)] }), letter), 'letter')
})

test('who asked for less gets one offer in two weeks; who asked for a pause none until it is over', () => {
  assert.equal(codeOf(ada({ less_often: true, said: [said('email', 13)] })), 'cap_purpose')
  assert.equal(codeOf(ada({ less_often: true, said: [said('email', 14)] })), 'sms')
  assert.equal(codeOf(ada({ paused_until_ms: NOW.getTime() + 1 })), 'paused')
  assert.equal(codeOf(ada({ paused_until_ms: NOW.getTime() })), 'sms')
})

test('messages about one’s points count and are held, unless the shop says they do not', () => {
  const points = [said('sms', 1, 'loyalty'), said('sms', 2, 'loyalty')]
  assert.equal(codeOf(ada({ said: points })), 'cap_channel')
  assert.equal(codeOf(ada({ said: points }), offer(), { loyalty_counts: false }), 'sms')
  const offers = [said('sms', 1), said('sms', 2)]
  assert.equal(codeOf(ada({ said: offers }), offer({ purpose: 'loyalty' })), 'cap_channel')
  assert.equal(codeOf(ada({ said: offers }), offer({ purpose: 'loyalty' }), { loyalty_counts: false }), 'sms')
})

test('one a day, rolling or on the calendar: both readings, each at its boundary', () => {
  const once = (window: PressureRules['caps'][number]['window']) => ({
    caps: [{ channels: ['email' as const], purposes: ['marketing' as const], max: 1, window }],
  })
  const mail = offer({ channels: ['email'] })
  // Yesterday at 21:00 in Paris: fourteen hours ago, and another day on the calendar.
  const evening = ada({ said: [{ ...said('email', 0), at_ms: Date.parse('2026-11-30T20:00:00Z') }] })
  assert.equal(codeOf(evening, mail, once({ kind: 'rolling', days: 1 })), 'cap_channel')
  assert.equal(codeOf(evening, mail, once({ kind: 'calendar', unit: 'day' })), 'email')
  // The same instant in Nouméa is already the same day.
  assert.equal(
    codeOf({ ...evening, zone: 'Pacific/Noumea' }, mail, once({ kind: 'calendar', unit: 'day' })),
    'cap_channel',
  )
  const monday = ada({ said: [{ ...said('email', 0), at_ms: Date.parse('2026-11-30T00:00:00+01:00') }] })
  assert.equal(codeOf(monday, mail, once({ kind: 'calendar', unit: 'week' })), 'cap_channel')
  const sunday = ada({ said: [{ ...said('email', 0), at_ms: Date.parse('2026-11-29T23:59:59+01:00') }] })
  assert.equal(codeOf(sunday, mail, once({ kind: 'calendar', unit: 'week' })), 'email')
  assert.equal(codeOf(sunday, mail, once({ kind: 'calendar', unit: 'month' })), 'email')
})

test('cheapest effective first: a free notification, then what costs least for each person reached', () => {
  const all = offer({ channels: ['letter', 'sms', 'email', 'push'], cheapest: true })
  const order = (person: PersonState, extra: Partial<Setting> = {}) => {
    const decision = decide(all, person, { ...setting({ caps: [] }), ...extra }, NOW)
    return decision.go ? decision.channel : null
  }
  assert.equal(order(ada()), 'push')
  assert.equal(order(ada({ consents: { 'email/offers': yes, 'sms/offers': yes } })), 'email')
  assert.equal(order(ada({ consents: { 'sms/offers': yes } })), 'sms')
  // A mail that hardly anybody reads is no longer the cheapest way to be read.
  const past = { reach: { email: 1_000, sms: 9_500 } }
  assert.equal(order(ada({ consents: { 'email/offers': yes, 'sms/offers': yes } }), past), 'sms')
})

/** Counts anew, without the code under test: no span of `days` may hold more than `max`. */
const mostIn = (times: number[], days: number) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + days * DAY_MS).length))

test('no sequence of campaigns, in whatever order they are decided, breaks a cap', () => {
  const campaign = fc.record({
    day: fc.double({ min: 0, max: 90, noNaN: true }),
    channels: fc.shuffledSubarray<Channel>(['email', 'sms', 'push', 'letter', 'phone'], { minLength: 1 }),
    purpose: fc.constantFrom<Purpose>('marketing', 'loyalty', 'service'),
    cheapest: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(campaign, { maxLength: 60 }), fc.boolean(), (campaigns, less_often) => {
      const person = ada({
        less_often,
        consents: { ...ada().consents, 'phone/offers': { given: true, at_ms: NOW.getTime() } },
      })
      for (const [at, { day, ...rest }] of campaigns.entries()) {
        const due_at = new Date(NOW.getTime() + Math.floor(day * DAY_MS))
        const decision = decide(offer({ message_id: `c${at}`, due_at, ...rest }), person, setting(), NOW)
        if (decision.go)
          person.said.push({
            message_id: `c${at}`,
            channel: decision.channel,
            purpose: rest.purpose,
            at_ms: decision.due_at.getTime(),
          })
      }
      const times = (channels: Channel[], purposes: Purpose[]) =>
        person.said
          .filter((one) => channels.includes(one.channel) && purposes.includes(one.purpose))
          .map(({ at_ms }) => at_ms)
      const both: Purpose[] = ['marketing', 'loyalty']
      const all: Channel[] = ['email', 'sms', 'push', 'letter', 'phone']
      assert.ok(mostIn(times(['sms', 'push'], both), 30) <= 2)
      assert.ok(mostIn(times(['email'], both), 7) <= 3)
      assert.ok(mostIn(times(['letter'], ['marketing']), 30) <= 1)
      assert.ok(mostIn(times(['phone'], both), 30) <= 4)
      assert.ok(mostIn(times(all, both), 30) <= 12)
      if (less_often) assert.ok(mostIn(times(all, ['marketing']), 14) <= 1)
    }),
    { numRuns: 300 },
  )
})
