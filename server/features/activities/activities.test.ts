import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { as, openShop, pool } from '../../../test/shop.ts'
import { auditTenant } from '../points/audit.ts'
import type { EarningRule, Programme } from '../programmes/programme.ts'
import { ActivityCancelled, ActivityRecorded } from './events.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

const rule = (activity: string, units: number, more: Partial<EarningRule> = {}): EarningRule => ({
  rule_id: activity,
  unit: 'points',
  counts: { by: 'activity', units, activity },
  when: {},
  ...more,
})

async function shopWhere(earning: EarningRule[], changes: Partial<Programme> = {}) {
  const shop = await openShop()
  const programme = pointsProgramme()
  await writeProgramme(shop, pointsProgramme({ earning: [...programme.earning, ...earning], ...changes }))
  const { customer_id } = await addCustomer(shop)
  const did = (activity: string, more: object = {}, activity_id = newId()) =>
    shop.put(`/customers/${customer_id}/activities/${activity_id}`, {
      activity,
      occurred_at: new Date().toISOString(),
      ...more,
    })
  const account = async () =>
    (await shop.get(`/customers/${customer_id}`)).body.accounts.find((one: any) => one.unit === 'points')
  return { shop, customer_id, did, account }
}

async function isRight(shop: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
}

test('a review earns its points once, however often it is sent, and says why', async () => {
  const { shop, did, account, customer_id } = await shopWhere([rule('review', 50)])
  const [id, wish] = [newId(), { occurred_at: '2026-03-02T10:00:00Z', properties: { stars: 5 } }]
  const answers = await Promise.all(Array.from({ length: 10 }, () => did('review', wish, id)))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const [{ earned, name }] = answers.map(({ body }) => body)
  assert.deepEqual([name, earned[0].units, earned[0].words], ['Avis laissé', 50, '50 points'])
  assert.equal(earned[0].why.length, 1)
  assert.equal((await account()).balance, 50)
  assert.equal((await shop.announced(ActivityRecorded)).length, 1)
  const other = await did('review', { ...wish, properties: { stars: 1 } }, id)
  assert.deepEqual([other.status, other.body.code], [409, 'activity_id_reused'])
  const { items } = (await shop.get(`/customers/${customer_id}/activities`)).body
  assert.deepEqual(
    items.map((one: any) => [one.activity, one.earned[0].units]),
    [['review', 50]],
  )
  await isRight(shop)
})

test('what the programme gives nothing for is written down all the same', async () => {
  const { did, account, shop } = await shopWhere([])
  const { status, body } = await did('knitting_evening')
  assert.deepEqual([status, body.name, body.earned], [200, 'Knitting evening', []])
  assert.equal((await account())?.balance ?? 0, 0)
  await isRight(shop)
})

test('without a programme an activity is only written down', async () => {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop)
  const { status, body } = await shop.put(`/customers/${customer_id}/activities/${newId()}`, {
    activity: 'visit',
    occurred_at: new Date().toISOString(),
  })
  assert.deepEqual([status, body.earned, body.triggered], [200, [], []])
})

test('of ten visits at once a cap of three a day lets three count, and a cancelled one makes room', async () => {
  const caps = [{ per: 'day' as const, units_max: 3, over: 'reduce' as const }]
  const { shop, did, account, customer_id } = await shopWhere([rule('visit', 1, { caps })])
  const answers = await Promise.all(Array.from({ length: 10 }, () => did('visit')))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  assert.equal((await account()).balance, 3)
  const counted = answers.find(({ body }) => body.earned[0]?.units === 1)!.body
  const cancelled = await shop.put(
    `/customers/${customer_id}/activities/${counted.activity_id}/cancellation`,
    { reason: 'Passé par erreur' },
  )
  assert.deepEqual(
    cancelled.body.taken_back.map((one: any) => [one.unit, one.units, one.owed]),
    [['points', 1, 0]],
  )
  assert.equal((await account()).balance, 2)
  assert.equal((await did('visit')).body.earned[0].units, 1, 'the room is there again')
  assert.equal((await account()).balance, 3)
  await isRight(shop)
})

test('an activity sets off a reward, and undoing it takes both back, once', async () => {
  const { shop, did, account, customer_id } = await shopWhere([rule('event_attended', 250)])
  const { body } = await did('event_attended')
  assert.equal(body.triggered.length, 1)
  assert.equal((await account()).balance, 50)
  const path = `/customers/${customer_id}/activities/${body.activity_id}/cancellation`
  const cancel = () => shop.put(path, { reason: 'N’est pas venue' })
  const answers = await Promise.all(Array.from({ length: 5 }, cancel))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const { balance, debt } = await account()
  assert.deepEqual([balance, debt], [0, 0])
  assert.equal((await shop.announced(ActivityCancelled)).length, 1)
  assert.deepEqual((await shop.get(`/customers/${customer_id}`)).body.vouchers, [])
  await isRight(shop)
})

test('points that an activity gave and that are spent become a debt when it was none', async () => {
  const { shop, did, account, customer_id } = await shopWhere([rule('survey_answered', 100)])
  const { body } = await did('survey_answered')
  await shop.put(`/customers/${customer_id}/corrections/${newId()}`, {
    unit: 'points',
    amount: -100,
    reason: 'Repris à la caisse',
  })
  const { body: back } = await shop.put(
    `/customers/${customer_id}/activities/${body.activity_id}/cancellation`,
    { reason: 'Réponse vide' },
  )
  assert.deepEqual([back.taken_back[0].owed, (await account()).debt], [100, 100])
  const next = await did('survey_answered')
  assert.equal(next.body.earned[0].debt_repaid, 100)
  assert.equal((await account()).debt, 0)
  await isRight(shop)
})

test('a profile that becomes complete earns once for ever, and never before', async () => {
  const { shop, account, customer_id, did } = await shopWhere([rule('profile_completed', 30)])
  const early = await did('profile_completed')
  assert.deepEqual(
    [early.body.code, early.body.missing],
    ['profile_incomplete', ['last_name', 'birth_date', 'contact', 'address']],
  )
  const change = (body: object) => shop.call('PATCH', `/customers/${customer_id}`, body)
  await change({ last_name: 'Lovelace', birth_date: '1985-12-10', emails: ['ada@example.org'] })
  await shop.react()
  await runJobs()
  assert.equal((await account())?.balance ?? 0, 0, 'the address is missing')
  const address = { line1: '4 rue des Lilas', postal_code: '42000', city: 'Saint-Étienne' }
  await change({ address })
  await shop.react()
  await runJobs()
  assert.equal((await account()).balance, 30)
  await change({ address: { ...address, line1: '5 rue des Lilas' } })
  await shop.react()
  await runJobs()
  assert.equal((await account()).balance, 30)
  assert.equal((await did('profile_completed')).body.code, 'profile_completed_before')
  await isRight(shop)
})

test('nobody writes down what comes by itself, the future, or another shop’s store', async () => {
  const { did, shop, customer_id } = await shopWhere([])
  assert.equal((await did('friend_brought')).body.code, 'activity_comes_by_itself')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  assert.equal((await did('visit', { occurred_at: tomorrow })).body.code, 'activity_in_the_future')
  const other = await openShop()
  assert.equal((await did('visit', { store_id: other.store_id })).body.code, 'activity_store_unknown')
  assert.equal((await did('Visit!')).status, 400)
  const seller = as(await shop.keyFor('seller'))
  const { body } = await did('visit')
  const path = `/customers/${customer_id}/activities/${body.activity_id}/cancellation`
  assert.equal((await seller('PUT', path, { reason: 'erreur' })).status, 403)
})

test('an activity keeps alive what ends by inactivity', async () => {
  const [unit] = pointsProgramme().units
  const { shop, did, customer_id } = await shopWhere([rule('visit', 0 + 1)], {
    units: [{ ...unit!, expiry: { kind: 'inactivity', months: 6 } }],
  })
  await did('visit', { occurred_at: new Date(Date.now() - 150 * 86_400_000).toISOString() })
  const ends = () =>
    shop.within(({ tx }) =>
      tx.selectFrom('lot').select('expires_at').where('account_id', '=', customer_id).execute(),
    )
  const [before] = await ends()
  await did('visit')
  const after = await ends()
  assert.equal(new Set(after.map(({ expires_at }) => expires_at!.getTime())).size, 1)
  assert.ok(after[0]!.expires_at! > before!.expires_at!)
  await isRight(shop)
})
