import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../keep/shapes.ts'
import { daysToBirthday, hintsFor } from './hints.ts'

const person = (change: Partial<Person>): Person => ({
  customer_id: 'c',
  account_id: 'c',
  first_name: 'Ada',
  last_initial: null,
  card: null,
  last4s: [],
  phone_hashes: [],
  email_hashes: [],
  created_at: '2024-01-01T00:00:00Z',
  home_store_id: null,
  birthday: null,
  asked: [],
  accounts: [],
  vouchers: [],
  ...change,
})

test('days to the next birthday, over the new year and from a leap day', () => {
  assert.equal(daysToBirthday('11-22', '2026-11-22'), 0)
  assert.equal(daysToBirthday('11-23', '2026-11-22'), 1)
  assert.equal(daysToBirthday('11-21', '2026-11-22'), 364)
  assert.equal(daysToBirthday('01-01', '2026-12-31'), 1)
  assert.equal(daysToBirthday('02-29', '2026-02-28'), 1)
})

test('at most three hints; consent only about what reaches them and was not answered', () => {
  const today = '2026-11-22'
  assert.deepEqual(hintsFor(person({}), today, ['email', 'sms']), [])
  assert.deepEqual(hintsFor(person({ birthday: '11-29' }), today, []), [{ kind: 'birthday', days: 7 }])
  assert.deepEqual(hintsFor(person({ birthday: '11-30' }), today, []), [])
  const reached = person({ last4s: ['5678'], email_hashes: ['x'], asked: ['email'] })
  assert.deepEqual(hintsFor(reached, today, ['email', 'sms']), [{ kind: 'consent', channels: ['sms'] }])
  const expiring = { units: 5, expires_at: '2026-12-01T00:00:00Z' }
  const account = { unit: 'a', available: 5, pending: 0, debt: 0, remainders: {}, expiring }
  const busy = person({ birthday: '11-22', accounts: [account, { ...account, unit: 'b' }], last4s: ['5678'] })
  assert.deepEqual(
    hintsFor(busy, today, ['sms']).map(({ kind }) => kind),
    ['birthday', 'expiring', 'expiring'],
  )
})
