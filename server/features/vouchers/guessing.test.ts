import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, openShop } from '../../../test/shop.ts'
import { GuessingSuspected } from './events.ts'
import { GUESSES_MAX, isThrottled } from './rules.ts'

const WRONG = 'ABCD-EFGH-JKLM-NPQR-STUV-WXY'
const guess = (call: ReturnType<typeof as>, code = WRONG) => call('POST', '/vouchers/lookup', { code })

test('atk-P01 guesses are counted before they are answered, and the shop is told', async () => {
  const shop = await openShop()
  const voucher_id = newId()
  const gift = { kind: 'gift_card', origin: 'offered', name: 'Carte', value_cents: 1000 }
  const { code } = (await shop.put(`/vouchers/${voucher_id}`, gift)).body
  const call = as(await shop.keyFor('seller'))
  const answers = await Promise.all(Array.from({ length: GUESSES_MAX.key + 60 }, () => guess(call)))
  const tested = answers.filter((answer) => answer.status === 404)
  const refused = answers.filter((answer) => answer.status === 429)
  assert.ok(tested.length > 0 && tested.length <= GUESSES_MAX.key, `${tested.length} tested`)
  assert.equal(tested.length + refused.length, answers.length)
  assert.ok(refused.every((answer) => answer.body.code === 'too_many_tries'))
  // Once over, a right code is no more told apart from a wrong one.
  for (let i = tested.length; i <= GUESSES_MAX.key; i++) await guess(call)
  assert.equal((await guess(call, code)).status, 429)
  const [alarm, ...others] = await shop.announced(GuessingSuspected)
  assert.deepEqual([alarm!.payload, others.length], [{ tries: 51, sources: 1, minutes: 5 }, 0])
  const rows = await shop.within(({ tx }) => tx.selectFrom('code_guess').selectAll().execute())
  assert.equal(rows.length, answers.length + (GUESSES_MAX.key + 1 - tested.length) + 1)
  assert.ok(!JSON.stringify(rows).includes('127.0.0.1'))
})

test('atk-P01 a right code is never counted, and another shop’s guesses are not ours', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const gift = { kind: 'gift_card', origin: 'offered', name: 'Carte', value_cents: 1000 }
  const { code } = (await shop.put(`/vouchers/${newId()}`, gift)).body
  await Promise.all(Array.from({ length: 60 }, () => guess(other.call)))
  const answers = await Promise.all(Array.from({ length: 200 }, () => guess(shop.call, code)))
  assert.ok(answers.every((answer) => answer.status === 200))
  assert.equal((await shop.within(({ tx }) => tx.selectFrom('code_guess').selectAll().execute())).length, 0)
  assert.equal((await shop.announced(GuessingSuspected)).length, 0)
})

test('atk-P03 a code that is nearly right, cut short or too long is as wrong as any', async () => {
  const shop = await openShop()
  const gift = { kind: 'gift_card', origin: 'offered', name: 'Carte', value_cents: 1000 }
  const { code } = (await shop.put(`/vouchers/${newId()}`, gift)).body as { code: string }
  const last = code.endsWith('2') ? '3' : '2'
  for (const wrong of [code.slice(0, -1) + last, code.slice(0, -1), `${code}2`, code.slice(-4), '%', ' '])
    assert.equal((await guess(shop.call, wrong)).body.code, 'voucher_not_found', wrong)
})

test('each axis has its edge', () => {
  const guesses = { source: 0, place: 0, everybody: 0 }
  const { person, key, place, everybody } = GUESSES_MAX
  assert.equal(isThrottled('device:1', { ...guesses, source: person }), false)
  assert.equal(isThrottled('device:1', { ...guesses, source: person + 1 }), true)
  assert.equal(isThrottled('key:1', { ...guesses, source: person + 1 }), false)
  assert.equal(isThrottled('key:1', { ...guesses, source: key + 1 }), true)
  assert.equal(isThrottled('staff:1', { ...guesses, place: place + 1 }), true)
  assert.equal(isThrottled('staff:1', { ...guesses, everybody: everybody + 1 }), true)
})
