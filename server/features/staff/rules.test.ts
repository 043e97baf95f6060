import { test } from 'node:test'
import assert from 'node:assert/strict'
import { isWeakPassword, isWeakPin, leavesNoOwner, mayManage, type Member } from './rules.ts'

test('weak passwords', () => {
  const weak = [
    'aaaaaaaaaa',
    'abababababab',
    '0123456789',
    'motdepasse12',
    'Password2026',
    'adamartin',
    'Comptoir1',
  ]
  for (const password of weak) assert.ok(isWeakPassword(password, 'ada.martin@example.org'), password)
  for (const password of [
    'Lilas-et-roses',
    'correct horse battery',
    'nt7!kq2*zz0p',
    'ada.martin-aime-les-lilas',
  ])
    assert.ok(!isWeakPassword(password, 'ada.martin@example.org'), password)
})

test('weak PINs', () => {
  for (const pin of [
    '',
    '123',
    '1234567',
    'abcd',
    '0000',
    '1234',
    '9876',
    '1212',
    '123123',
    '111111',
    '2580',
  ])
    assert.ok(isWeakPin(pin), pin)
  for (const pin of ['4071', '1235', '90210', '138642', '1122']) assert.ok(!isWeakPin(pin), pin)
})

const [a, b] = ['a', 'b']
const owner: Member = { role: 'owner', store_ids: [] }
const manager: Member = { role: 'store_manager', store_ids: [a] }
const seller = (...store_ids: string[]): Member => ({ role: 'seller', store_ids })
const CASES: [Member, Member | null, Member | null, boolean][] = [
  [owner, owner, seller(), true],
  [manager, null, seller(a), true],
  [manager, null, seller(a, b), false],
  [manager, null, seller(), false],
  [manager, seller(b), seller(a), false],
  [manager, seller(a), { role: 'store_manager', store_ids: [a] }, false],
  [manager, owner, null, false],
  [{ role: 'store_manager', store_ids: [] }, null, seller(b), true],
  [{ role: 'marketing', store_ids: [] }, null, seller(a), false],
  [seller(a), seller(a), seller(a), false],
]
for (const [boss, before, after, expected] of CASES)
  test(`${boss.role} ${boss.store_ids} may${expected ? '' : ' not'} turn ${JSON.stringify(before)} into ${JSON.stringify(after)}`, () => {
    assert.equal(mayManage(boss, before, after), expected)
  })

test('an owner who can sign in must remain', () => {
  const [ada, bob, eve] = [
    { staff_id: 'ada', user_id: '1' },
    { staff_id: 'bob', user_id: '2' },
    { staff_id: 'eve', user_id: null },
  ]
  assert.equal(leavesNoOwner([ada, bob], 'ada'), false)
  assert.equal(leavesNoOwner([ada, eve], 'ada'), true)
  assert.equal(leavesNoOwner([ada, eve], 'eve'), false)
  assert.equal(leavesNoOwner([eve], 'eve'), true)
  assert.equal(leavesNoOwner([ada], 'zoe'), false)
})
