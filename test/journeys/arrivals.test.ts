/** The door of a private sale at the till: a card is scanned, whoever is expected is known without a network, and ticked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addTemplate, planOf, rehearsed } from '../../server/features/campaigns/campaigns.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { addMarie, openCounter, pairAndSignIn, press, scan, until, type Shop } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['till'])

async function fine(page: Page, name: string) {
  await picture(page, `till-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

/** On now; Marie comes with a friend. */
async function privateSale(shop: Shop, customer_id: string) {
  const plan = planOf(await addTemplate(shop), { kind: 'private_sale', name: 'Avant-première' })
  await shop.put(`/customers/${customer_id}/consents/${newId()}`, {
    channel: 'email',
    purpose: 'offers',
    given: true,
    text_version: 1,
  })
  const { campaign_id } = await rehearsed(shop, plan)
  const written = await shop.put(`/campaigns/${campaign_id}/private-sale`, {
    title: 'Avant-première d’hiver',
    words: 'Rien que pour vous.',
    starts_at: new Date(Date.now() - 3_600_000).toISOString(),
    ends_at: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    store_id: null,
    place: 'En boutique',
    picture_ids: [],
    tier_ids: [],
    audience_id: null,
    guests_max: 3,
    seats_max: 40,
  })
  assert.equal(written.status, 200, JSON.stringify(written.body))
  const launched = await shop.put(`/campaigns/${campaign_id}/launch`)
  assert.equal(launched.status, 200, JSON.stringify(launched.body))
  const answered = await shop.put(`/campaigns/${campaign_id}/guests/${customer_id}/answer`, {
    answer: 'yes',
    people: 2,
  })
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  return campaign_id
}

test('whoever comes to the private sale is known at the till and ticked, also without a network', async () => {
  const { shop, code } = await openCounter()
  const { customer_id, card } = await addMarie(shop)
  const bob = newId()
  const made = await shop.put(`/customers/${bob}`, { first_name: 'Bob', phones: ['06 98 76 54 32'] })
  const campaign_id = await privateSale(shop, customer_id)
  const guests = async () =>
    (await shop.get(`/campaigns/${campaign_id}/guests`)).body.items as {
      customer_id: string
      people: number | null
      arrived_at: string | null
    }[]
  const looks = [
    ['phone', 'light'],
    ['tablet', 'dark'],
  ] as const
  const { page, context } = await product.open('/till/', { reducedMotion: 'reduce' })
  await pairAndSignIn(page, code)

  await scan(page, card)
  // The list comes after the customers, while the till is already at work.
  await page.getByText('Sur la liste, vient à 2').waitFor({ timeout: 30_000 })
  for (const [size, colorScheme] of looks) {
    await page.setViewportSize(SIZES[size])
    await page.emulateMedia({ colorScheme })
    await fine(page, `arrival-${size}-${colorScheme}`)
  }
  await page.setViewportSize(SIZES.desk)
  await page.emulateMedia({ colorScheme: 'light' })

  await context.setOffline(true)
  const before = Date.now()
  await press(page, 'Noter l’arrivée')
  await page.getByText(/Sur place depuis/).waitFor()
  await fine(page, 'arrival-there')
  assert.equal((await guests())[0]!.arrived_at, null, 'the server does not know yet')
  // Once there is a network again it tells, and of the moment when she came.
  await context.setOffline(false)
  await until(async () => (await guests())[0]!.arrived_at !== null, 'her arrival is known')
  const [marie] = await guests()
  assert.ok(Date.parse(marie!.arrived_at!) >= before - 1_000 && Date.parse(marie!.arrived_at!) <= Date.now())

  await scan(page, made.body.customer.card_number as string)
  await page.getByText('N’est pas sur la liste').waitFor()
  await press(page, 'Noter l’arrivée')
  await page.getByText(/Sur place depuis/).waitFor()
  await until(async () => (await guests()).some((one) => one.customer_id === bob), 'he is on the list now')
  await context.close()
})
