import { test } from 'node:test'
import assert from 'node:assert/strict'
import { codeFrom, DEFAULT_TERMS, isCode, readCode, whyNot, type Known, type Side } from './rules.ts'

const side = (customer_id: string, more: Partial<Side> = {}): Side => ({
  customer_id,
  account_id: customer_id,
  contacts: [],
  address: null,
  ...more,
})
const known = (more: Partial<Known> = {}): Known => ({
  referrer: side('ada'),
  friend: side('bea'),
  friend_has_bought: false,
  friend_was_brought: false,
  above: [],
  this_month: 0,
  device_is_known: false,
  ...more,
})
const lilacs = { line1: '4, rue des Lilas', postal_code: '42000' }

const CASES: [string, Partial<Known>, string | null][] = [
  ['a new customer comes', {}, null],
  ['oneself', { friend: side('ada') }, 'referral_self'],
  ['one household', { friend: side('bea', { account_id: 'ada' }) }, 'referral_same_home'],
  [
    'one telephone',
    {
      referrer: side('ada', { contacts: ['phone:+33612345678'] }),
      friend: side('bea', { contacts: ['email:b@x.fr', 'phone:+33612345678'] }),
    },
    'referral_same_person',
  ],
  [
    'one address, written otherwise',
    {
      referrer: side('ada', { address: lilacs }),
      friend: side('bea', { address: { line1: '4 Rue des LILAS', postal_code: '42000' } }),
    },
    'referral_same_home',
  ],
  [
    'half an address says nothing',
    {
      referrer: side('ada', { address: { line1: '4 rue des Lilas', postal_code: null } }),
      friend: side('bea', { address: { line1: '4 rue des Lilas', postal_code: null } }),
    },
    null,
  ],
  [
    'the same street in another town',
    {
      referrer: side('ada', { address: lilacs }),
      friend: side('bea', { address: { ...lilacs, postal_code: '69001' } }),
    },
    null,
  ],
  ['a ring of three', { above: ['cleo', 'bea'] }, 'referral_ring'],
  ['bought before', { friend_has_bought: true }, 'referral_friend_known'],
  ['brought before', { friend_was_brought: true }, 'referral_friend_brought'],
  ['a telephone that brought many', { device_is_known: true }, 'referral_same_device'],
  ['the last of the month', { this_month: DEFAULT_TERMS.month_max - 1 }, null],
  ['one more than the month allows', { this_month: DEFAULT_TERMS.month_max }, 'referral_too_many'],
]

for (const [says, given, expected] of CASES)
  test(`who may bring whom: ${says}`, () => assert.equal(whyNot(known(given), DEFAULT_TERMS), expected))

test('a code is seven clear letters, read however it is typed', () => {
  const code = codeFrom(Uint8Array.from({ length: 32 }, (_, at) => at * 7))
  assert.ok(isCode(code))
  assert.match(code, /^[23456789BCDFGHJKMNPQRSTVWXYZ]{7}$/)
  assert.equal(readCode(`${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `), code)
})

test('no letter of a code is likelier than another', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++)
    for (const letter of codeFrom(Uint8Array.of(byte))) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  assert.equal(counts.size, 28)
  assert.equal(new Set(counts.values()).size, 1)
})
