/** Corrections: within the role, within the day, and a second pair of eyes above what one may write alone. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { addCustomer, chosenProgramme, writeProgramme } from '../../../test/programme.ts'
import { personOf, signedIn } from '../../../test/person.ts'
import { openShop, type Call } from '../../../test/shop.ts'
import { decideCorrection, lapseCorrections } from './approve-correction.ts'
import { CorrectionAsked, CorrectionDecided, PointsCorrected } from './events.ts'

async function shopWith(settings = {}) {
  const shop = await openShop({ settings: { correction_approval_above_units: 100, ...settings } })
  await writeProgramme(shop, chosenProgramme())
  const { customer_id } = await addCustomer(shop)
  const person = async (role: 'owner' | 'service') => {
    const someone = await personOf(shop, role)
    return { ...someone, call: await signedIn(shop, someone.email) }
  }
  const ask = (call: Call, amount: number, correction_id = newId()) =>
    call('PUT', `/customers/${customer_id}/corrections/${correction_id}`, {
      unit: 'points',
      amount,
      reason: 'Geste commercial',
    })
  const points = async () =>
    (await shop.get(`/customers/${customer_id}`)).body.accounts.find(
      (one: { unit: string }) => one.unit === 'points',
    )?.available ?? 0
  const journal = async () =>
    (await shop.get('/audit')).body.items.map((one: { action: string }) => one.action) as string[]
  return { shop, customer_id, person, ask, points, journal }
}

test('what one may write alone is written; one more waits, and nothing moves until another approves', async () => {
  const { shop, person, ask, points } = await shopWith()
  const [ada, bea] = [await person('owner'), await person('owner')]
  assert.equal((await ask(ada.call, 100)).body.state, 'done')
  const correction_id = newId()
  assert.equal((await ask(ada.call, 101, correction_id)).body.state, 'waiting')
  assert.equal((await ask(ada.call, 101, correction_id)).body.state, 'waiting', 'again')
  assert.equal(await points(), 100)
  const other = await ask(ada.call, 102, correction_id)
  assert.deepEqual([other.status, other.body.code], [409, 'correction_id_reused'])
  const mine = await ada.call('GET', '/corrections/waiting')
  const theirs = await bea.call('GET', '/corrections/waiting')
  assert.deepEqual([mine.body.items[0].may, theirs.body.items[0].may], ['withdraw', 'decide'])
  const own = await ada.call('PUT', `/corrections/${correction_id}/approval`, {})
  assert.deepEqual([own.status, own.body.code], [403, 'correction_own'])
  for (let time = 0; time < 2; time++) {
    const approved = await bea.call('PUT', `/corrections/${correction_id}/approval`, {})
    assert.deepEqual(approved.body, { correction_id, outcome: 'approved', alone: false })
  }
  assert.equal(await points(), 201)
  assert.equal((await ask(ada.call, 101, correction_id)).body.state, 'done')
  assert.deepEqual((await bea.call('GET', '/corrections/waiting')).body.items, [])
  const late = await bea.call('PUT', `/corrections/${correction_id}/refusal`, { why: 'Finalement non' })
  assert.deepEqual([late.status, late.body.code], [409, 'correction_decided'])
  assert.equal((await shop.announced(CorrectionAsked)).length, 1)
  assert.equal((await shop.announced(CorrectionDecided)).length, 1)
  assert.equal((await shop.announced(PointsCorrected)).length, 2)
})

test('refused, nothing is written; a program cannot approve; ten who approve at once write it once', async () => {
  const { shop, person, ask, points } = await shopWith()
  const [ada, bea] = [await person('owner'), await person('owner')]
  const [refused, raced] = [newId(), newId()]
  await ask(ada.call, 500, refused)
  const program = await shop.put(`/corrections/${refused}/approval`, {})
  assert.deepEqual([program.status, program.body.code], [403, 'approval_needs_person'])
  assert.equal((await bea.call('PUT', `/corrections/${refused}/refusal`, { why: 'Sans ticket' })).status, 200)
  assert.equal((await ask(ada.call, 500, refused)).body.state, 'refused')
  assert.equal(await points(), 0)
  await ask(ada.call, 300, raced)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => bea.call('PUT', `/corrections/${raced}/approval`, {})),
  )
  assert.ok(answers.every(({ status }) => status === 200))
  assert.equal(await points(), 300)
})

test('the only owner approves their own, after saying why, and the journal says so; the limit of a role holds', async () => {
  const { person, ask, points, journal } = await shopWith()
  const [ada, desk] = [await person('owner'), await person('service')]
  const correction_id = newId()
  await ask(ada.call, 900, correction_id)
  assert.equal((await ada.call('GET', '/corrections/waiting')).body.items[0].may, 'alone')
  assert.equal((await desk.call('GET', '/corrections/waiting')).body.items[0].may, 'refuse')
  const over = await desk.call('PUT', `/corrections/${correction_id}/approval`, {})
  assert.deepEqual([over.status, over.body.code], [403, 'correction_too_large'])
  const silent = await ada.call('PUT', `/corrections/${correction_id}/approval`, {})
  assert.deepEqual([silent.status, silent.body.code], [422, 'correction_why_needed'])
  const said = await ada.call('PUT', `/corrections/${correction_id}/approval`, {
    why: 'Reprise de l’ancien carnet',
  })
  assert.deepEqual([said.status, said.body.alone], [200, true])
  assert.equal(await points(), 900)
  assert.ok((await journal()).includes('correction.approved_alone'))
  // The desk may write 500 at most, whoever would approve it.
  const large = await ask(desk.call, 501)
  assert.deepEqual([large.status, large.body.code], [403, 'correction_too_large'])
})

test('after fourteen days nobody may decide any more, and what cannot be taken off any more goes on waiting', async () => {
  const { shop, person, ask, customer_id } = await shopWith()
  const [ada, bea] = [await person('owner'), await person('owner')]
  const [old, short] = [newId(), newId()]
  await ask(ada.call, 150, old)
  await ask(ada.call, 100)
  await ask(ada.call, 90)
  await ask(ada.call, -120, short)
  await ask(ada.call, -100)
  const below = await bea.call('PUT', `/corrections/${short}/approval`, {})
  assert.deepEqual([below.status, below.body.code], [409, 'correction_below_zero'])
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  const by = { name: 'Bea', role: 'owner' as const, limit: null, is_person: true }
  const decide = (days: number) =>
    shop.within(
      (ctx) => decideCorrection(ctx, { correction_id: old, outcome: 'approved', why: null, by }),
      later(days),
    )
  await assert.rejects(decide(14.01), { code: 'correction_lapsed' })
  await shop.within(lapseCorrections, later(14.01))
  await shop.within(lapseCorrections, later(15))
  const lapsed = await shop.announced(CorrectionDecided)
  assert.deepEqual(
    lapsed.map((one) => [one.customer_id, (one.payload as { outcome: string }).outcome]),
    [
      [customer_id, 'lapsed'],
      [customer_id, 'lapsed'],
    ],
  )
})

test('so many a day and no more, also ten at once', async () => {
  const { person, ask } = await shopWith({
    spending_limits: { units_per_day: null, rewards_per_hour: null, corrections_per_day: 3 },
  })
  const [ada, bea] = [await person('owner'), await person('owner')]
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(ada.call, 5)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 3)
  assert.equal(answers.filter(({ body }) => body.code === 'corrections_too_many').length, 7)
  assert.equal((await ask(bea.call, 5)).status, 200, 'another person has their own count')
})
