import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { as, db, openShop } from '../../../test/shop.ts'
import { openedCard } from '../../../test/card-holder.ts'
import { addCustomer } from '../../../test/programme.ts'
import { ClubJoined, ClubLeft } from './events.ts'
import { clubTasks } from './tasks.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

async function openClub(shop: Shop, wish: object = {}) {
  const club_id = newId()
  const written = await shop.put(`/clubs/${club_id}`, { name: 'Les brodeuses', joins: 'open', ...wish })
  assert.equal(written.status, 200)
  return club_id
}

const followed = (shop: Shop, club_id: string) =>
  clubTasks({ db }).follow_list!({ tenant_id: shop.tenant_id, club_id }, undefined as never)

test('a customer joins an open club once, leaves, and comes back: the history says both stays', async () => {
  const shop = await openShop()
  const club_id = await openClub(shop, { advantages: [{ kind: 'service', text: 'Ourlet offert' }] })
  const { customer_id } = await addCustomer(shop)
  const path = `/clubs/${club_id}/members/${customer_id}`
  const seller = as(await shop.keyFor('seller'))
  await Promise.all(Array.from({ length: 10 }, () => seller('PUT', path)))
  assert.equal((await shop.announced(ClubJoined)).length, 1)
  const [mine] = (await shop.get(`/customers/${customer_id}/clubs`)).body.clubs
  assert.deepEqual(
    [mine.name, mine.joined_how, mine.advantages],
    ['Les brodeuses', 'choice', [{ kind: 'service', text: 'Ourlet offert' }]],
  )
  assert.equal((await seller('DELETE', path)).status, 204)
  assert.equal((await shop.put(path)).body.clubs[0].joined_how, 'hand')
  const { clubs, past } = (await shop.get(`/customers/${customer_id}/clubs`)).body
  assert.deepEqual([clubs.length, past.length, past[0].left_how], [1, 1, 'choice'])
  assert.equal((await shop.announced(ClubLeft)).length, 1)
})

test('of ten who want the last two places, two have them', async () => {
  const shop = await openShop()
  const club_id = await openClub(shop, { members_max: 2 })
  const people = await Promise.all(Array.from({ length: 10 }, () => addCustomer(shop)))
  const answers = await Promise.all(
    people.map(({ customer_id }) => shop.put(`/clubs/${club_id}/members/${customer_id}`)),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 2)
  assert.deepEqual(
    [...new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))],
    ['club_full'],
  )
  assert.equal((await shop.get(`/clubs/${club_id}`)).body.members, 2)
})

test('a request waits for the shop, an invitation for the customer, and neither answers for the other', async () => {
  const { shop, card, customer_id } = await openedCard()
  const club_id = await openClub(shop, { joins: 'request' })
  const request_id = newId()
  const joined = await card('PUT', `/card/clubs/${club_id}/membership`)
  assert.equal(joined.body.code, 'club_not_open')
  const asked = await card('PUT', `/card/clubs/${club_id}/requests/${request_id}`)
  assert.deepEqual(
    asked.body.waiting.map((one: any) => one.kind),
    ['request'],
  )
  const again = await card('PUT', `/card/clubs/${club_id}/requests/${newId()}`)
  assert.equal(again.body.code, 'club_already_asked')
  const answer = `/card/clubs/${club_id}/requests/${request_id}/answer`
  assert.equal((await card('PUT', answer, { answer: 'accepted' })).body.code, 'club_answer_not_yours')
  const { items } = (await shop.get(`/clubs/${club_id}/requests`)).body
  assert.deepEqual(
    items.map((one: any) => [one.customer_id, one.kind]),
    [[customer_id, 'request']],
  )
  const yes = await shop.put(`/clubs/${club_id}/requests/${request_id}/answer`, { answer: 'accepted' })
  assert.deepEqual(yes.body, { request_id, answer: 'accepted' })
  assert.deepEqual(
    (await shop.put(`/clubs/${club_id}/requests/${request_id}/answer`, { answer: 'accepted' })).body,
    yes.body,
  )
  const no = await shop.put(`/clubs/${club_id}/requests/${request_id}/answer`, { answer: 'refused' })
  assert.equal(no.body.code, 'club_request_answered')
  assert.equal((await shop.get(`/customers/${customer_id}/clubs`)).body.clubs[0].joined_how, 'request')

  const salon = await openClub(shop, { joins: 'invitation', name: 'Le salon' })
  const invitation = newId()
  await shop.put(`/clubs/${salon}/requests/${invitation}`, { customer_id, kind: 'invitation' })
  const accept = `/card/clubs/${salon}/requests/${invitation}/answer`
  const inside = await card('PUT', accept, { answer: 'accepted' })
  assert.deepEqual(inside.body.mine.map((one: any) => one.name).sort(), ['Le salon', 'Les brodeuses'])
})

test('a club that follows a list has its people, within its places, and lets them go with it', async () => {
  const shop = await openShop()
  const list_id = newId()
  await shop.put(`/lists/${list_id}`, { name: 'Fidèles' })
  const people = await Promise.all(['Ada', 'Bea', 'Cléo'].map((name) => addCustomer(shop, name)))
  for (const { customer_id } of people) await shop.put(`/lists/${list_id}/members/${customer_id}`)
  const club_id = await openClub(shop, { joins: 'list', list_id, members_max: 2 })
  await followed(shop, club_id)
  const members = async () =>
    (await shop.get(`/clubs/${club_id}/members`)).body.items.map((one: any) => one.first_name).sort()
  assert.deepEqual(await members(), ['Ada', 'Bea'])
  const byHand = await shop.put(`/clubs/${club_id}/members/${people[2]!.customer_id}`)
  assert.equal(byHand.body.code, 'club_follows_list')
  await shop.call('DELETE', `/lists/${list_id}/members/${people[0]!.customer_id}`)
  await shop.react()
  assert.deepEqual(await members(), ['Bea', 'Cléo'], 'who waited has the place that is free')
  assert.equal((await shop.call('DELETE', `/clubs/${club_id}`)).status, 204)
  await followed(shop, club_id)
  assert.equal((await shop.announced(ClubLeft)).length, 3)
  assert.deepEqual((await shop.get('/clubs')).body.items, [])
})

test('a list that ends leaves its club empty by morning', async () => {
  const shop = await openShop()
  const [list_id, { customer_id }] = [newId(), await addCustomer(shop)]
  await shop.put(`/lists/${list_id}`, { name: 'Fidèles' })
  await shop.put(`/lists/${list_id}/members/${customer_id}`)
  const club_id = await openClub(shop, { joins: 'list', list_id })
  await followed(shop, club_id)
  assert.equal((await shop.get(`/clubs/${club_id}`)).body.members, 1)
  await shop.call('DELETE', `/lists/${list_id}`)
  await followed(shop, club_id)
  assert.equal((await shop.get(`/clubs/${club_id}`)).body.members, 0)
})

test('who leaves the shop is in no club any more', async () => {
  const { shop, card, customer_id } = await openedCard()
  const club_id = await openClub(shop)
  await card('PUT', `/card/clubs/${club_id}/membership`)
  assert.equal((await shop.get(`/clubs/${club_id}`)).body.members, 1)
  await card('PUT', '/card/departure', {})
  await shop.react()
  assert.equal((await shop.get(`/clubs/${club_id}`)).body.members, 0)
  const again = await shop.put(`/clubs/${club_id}/members/${customer_id}`)
  assert.equal(again.body.code, 'customer_left')
})
