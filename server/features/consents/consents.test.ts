import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { as, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { ConsentGiven, ConsentWithdrawn } from './events.ts'

async function shopWithPerson() {
  const shop = await openShop()
  const customer_id = newId()
  await shop.put(`/customers/${customer_id}`, { first_name: 'Marie' })
  const answer = (body: object, id = newId()) => shop.put(`/customers/${customer_id}/consents/${id}`, body)
  const given = async () =>
    (await shop.get(`/customers/${customer_id}`)).body.consents
      .filter((c: any) => c.given)
      .map((c: any) => c.channel)
  return { shop, customer_id, answer, given }
}
const email = { channel: 'email', purpose: 'offers', language: 'fr' }

test('a card needs no consent, and none means no', async () => {
  const { given, shop, customer_id } = await shopWithPerson()
  assert.deepEqual(await given(), [])
  assert.deepEqual((await shop.get(`/customers/${customer_id}/consents`)).body.items, [])
})

test('a yes without the text that was shown is refused; with it, it is kept with its proof', async () => {
  const { answer, given, shop, customer_id } = await shopWithPerson()
  assert.equal((await answer({ ...email, given: true })).body.code, 'consent_needs_text')
  assert.equal((await answer({ ...email, given: true, text_version: 7 })).body.code, 'consent_text_not_found')
  assert.equal(
    (await answer({ ...email, purpose: 'surveys', given: true, text_version: 1 })).body.code,
    'consent_text_not_found',
  )
  assert.deepEqual(await given(), [])
  const seller = as(await shop.keyFor('seller'))
  const yes = await seller('PUT', `/customers/${customer_id}/consents/${newId()}`, {
    ...email,
    given: true,
    text_version: 1,
  })
  assert.equal(yes.status, 200, JSON.stringify(yes.body))
  assert.deepEqual(await given(), ['email'])
  const [proof] = (await shop.get(`/customers/${customer_id}/consents`)).body.items
  assert.match(proof.text, /Lili Rose/)
  assert.match(proof.text, /arrêter à tout moment/)
  assert.equal(proof.text_hash, createHash('sha256').update(proof.text).digest('hex'))
  assert.match(proof.actor, /^key:/)
  assert.equal((await shop.announced(ConsentGiven)).length, 1)
})

test('the last answer counts, whatever order they come in; a no needs no text', async () => {
  const { answer, given, shop } = await shopWithPerson()
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await answer({ ...email, given: false, occurred_at: at(10) })
  await answer({ ...email, given: true, text_version: 1, occurred_at: at(30) })
  assert.deepEqual(await given(), [])
  await answer({ ...email, given: true, text_version: 1, occurred_at: at(5) })
  assert.deepEqual(await given(), ['email'])
  await answer({ ...email, given: false })
  assert.deepEqual(await given(), [])
  assert.equal((await shop.announced(ConsentWithdrawn)).length, 2)
  assert.equal(
    (await answer({ ...email, given: false, occurred_at: at(-60) })).body.code,
    'consent_in_future',
  )
})

test('one channel’s yes is no other’s, and the same answer twice is one', async () => {
  const { answer, given, shop } = await shopWithPerson()
  const id = newId()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => answer({ ...email, given: true, text_version: 1 }, id)),
  )
  assert.deepEqual(
    answers.map((a) => a.status),
    Array(10).fill(200),
  )
  assert.deepEqual(await given(), ['email'])
  assert.equal((await shop.announced(ConsentGiven)).length, 1)
  assert.equal((await answer({ ...email, given: false }, id)).body.code, 'consent_id_reused')
})

test('the app cannot change or remove an answer', async () => {
  const { answer, shop } = await shopWithPerson()
  await answer({ ...email, given: true, text_version: 1 })
  await assert.rejects(
    shop.within(({ tx }) => tx.updateTable('consent').set({ given: false }).execute()),
    /permission denied/,
  )
  await assert.rejects(
    shop.within(({ tx }) => tx.deleteFrom('consent').execute()),
    /permission denied/,
  )
})

test('a text that stands is never changed; a new version is in force', async () => {
  const { shop, answer } = await shopWithPerson()
  const texts = async () =>
    (await shop.get('/consent-texts')).body.items.filter(
      (t: any) => t.channel === 'email' && t.language === 'fr',
    )
  const text = 'J’accepte de recevoir les nouveautés de la boutique, et je peux arrêter quand je veux.'
  assert.equal((await shop.put('/consent-texts/email/offers/1/fr', { text })).body.code, 'consent_text_fixed')
  assert.equal((await shop.put('/consent-texts/email/offers/2/fr', { text })).status, 200)
  assert.equal((await shop.put('/consent-texts/email/offers/2/fr', { text })).status, 200)
  assert.equal(
    (await shop.put('/consent-texts/email/offers/2/fr', { text: `${text} Ou pas.` })).body.code,
    'consent_text_fixed',
  )
  assert.deepEqual(
    (await texts()).map((t: any) => [t.version, t.in_force]),
    [
      [1, false],
      [2, true],
    ],
  )
  assert.equal((await answer({ ...email, given: true, text_version: 2 })).status, 200)
})

test('who leaves says no to everything, may come back, and is not signed up again by it', async () => {
  const { shop, customer_id, answer, given } = await shopWithPerson()
  await answer({ ...email, given: true, text_version: 1 })
  const left = await shop.put(`/customers/${customer_id}/departure`, { why: 'Déménage' })
  assert.equal(left.status, 200, JSON.stringify(left.body))
  assert.deepEqual(left.body.withdrawn, [{ channel: 'email', purpose: 'offers' }])
  assert.ok(left.body.kept.length > 0)
  assert.deepEqual(await given(), [])
  assert.equal(
    (await shop.call('PUT', `/customers/${customer_id}/departure`)).body.left_at,
    left.body.left_at,
  )
  assert.equal((await answer({ ...email, given: true, text_version: 1 })).body.code, 'customer_left')
  assert.equal((await answer({ ...email, channel: 'sms', given: false })).status, 200)
  assert.equal(
    (await shop.call('PATCH', `/customers/${customer_id}`, { first_name: 'Anne' })).body.code,
    'customer_left',
  )
  const back = await shop.call('DELETE', `/customers/${customer_id}/departure`)
  assert.equal(back.body.left_at, null)
  assert.deepEqual(await given(), [])
})
