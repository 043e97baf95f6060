/** The screens of campaigns on each device, by day and by night: with nothing yet, with a lot, and with long names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { addTemplate, planOf, rehearsed } from '../../server/features/campaigns/campaigns.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { isoDate, localDayOf } from '../../server/lib/time.ts'
import { runJobs } from '../jobs.ts'
import { shopWithReaders, signInAt, type Shop } from './campaigns.fixture.ts'
import { everywhere, openProduct, SIZES } from './product.ts'

const product = await openProduct(['console'])
const PATIENT_MS = 60_000
const LONG = 'Avant-première de la collection printemps-été chez Lili Rose, rue Gambetta et place du Peuple'
const NAMES = [LONG, 'Soldes', 'Joyeux anniversaire', 'La lettre du mardi', 'Portes ouvertes']

async function enter(t: TestContext, shop: Shop, path: string) {
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, { viewport: SIZES.desk })
  context.setDefaultTimeout(PATIENT_MS)
  t.after(() => context.close())
  await signInAt(page, shop)
  const go = (to: string) => page.goto(`${product.base}/t/${shop.slug}${to}`)
  return { page, go }
}

const textPlan = (template_id: string, changes: object = {}) =>
  planOf(template_id, {
    variants: [{ variant: 'A', share: 1, messages: [{ channel: 'sms', template_id }] }],
    ...changes,
  })

test('with no campaign, and with many', async (t) => {
  const { shop } = await shopWithReaders(12)
  const { page, go } = await enter(t, shop, '/messages')
  await page.getByText('Aucune campagne pour l’instant').waitFor()
  await everywhere(page, 'campaigns-none')
  const template_id = await addTemplate(shop, 'sms')
  const today = localDayOf(Date.now(), 'Europe/Paris')
  const days = [isoDate(today + 1), null, isoDate(today + 12), null]
  for (let at = 0; at < 24; at++) {
    const date = days[at % days.length] ?? null
    const schedule = { date, hour: null, clock: 'shop', spread_minutes: 0, per_hour_max: null }
    const name = `${NAMES[at % NAMES.length]}${at < NAMES.length ? '' : ` (${at})`}`
    const plan = textPlan(template_id, { name, schedule })
    assert.equal((await shop.put(`/campaigns/${newId()}`, plan)).status, 200)
  }
  await page.reload()
  await page.getByRole('link', { name: LONG }).first().waitFor()
  await everywhere(page, 'campaigns-many')
  await go('/messages/calendar')
  await page.getByText('mobiles ce mois-ci').or(page.getByText('mobile ce mois-ci')).waitFor()
  await everywhere(page, 'campaigns-calendar')
})

test('while one is written', async (t) => {
  const { shop } = await shopWithReaders(12)
  const template_id = await addTemplate(shop, 'sms')
  const { campaign_id } = await rehearsed(shop, textPlan(template_id, { name: LONG, budget_cents: 5_000 }))
  const { page, go } = await enter(t, shop, `/messages/campaigns/${campaign_id}/write`)
  await page.getByText('Nom de la campagne').first().waitFor()
  for (const [step, sign] of [
    ['who', 'Nom de la campagne'],
    ['what', 'Joindre un avantage'],
    ['when', 'Quand cela part-il'],
    ['check', 'Recevront le message'],
    ['go', 'Groupe témoin'],
  ]) {
    await go(`/messages/campaigns/${campaign_id}/write?step=${step}`)
    await page.getByText(sign!).first().waitFor()
    await everywhere(page, `campaigns-${step}`)
  }
})

/** The messages of these people are due now. */
async function letGo(shop: Shop, campaign_id: string, people: string[]) {
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('message')
      .set({ due_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('origin_id', '=', campaign_id)
      .where('customer_id', 'in', people)
      .execute(),
  )
  await runJobs()
}

test('while it goes out, when it is held, what it brought, and who comes to a private sale', async (t) => {
  const { shop, people } = await shopWithReaders(24)
  const template_id = await addTemplate(shop, 'sms')
  const plan = textPlan(template_id, {
    name: LONG,
    kind: 'private_sale',
    control: { basis_points: 2_000, people: null },
    schedule: { date: null, hour: null, clock: 'shop', spread_minutes: 240, per_hour_max: null },
  })
  const { campaign_id } = await rehearsed(shop, plan)
  const sale = {
    title: LONG,
    words: 'Un verre et les nouvelles robes.',
    store_id: null,
    place: '12 rue Gambetta, à l’étage',
    picture_ids: [],
    tier_ids: [],
    audience_id: null,
    guests_max: 3,
    seats_max: 40,
    starts_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    ends_at: new Date(Date.now() + 3 * 86_400_000 + 7_200_000).toISOString(),
  }
  assert.equal((await shop.put(`/campaigns/${campaign_id}/private-sale`, sale)).status, 200)
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).status, 200)
  await runJobs()
  const { page } = await enter(t, shop, `/messages/campaigns/${campaign_id}`)
  await page.getByText(/partis? sur/).waitFor()
  await everywhere(page, 'campaigns-sending')
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByText('Mise en pause par').waitFor()
  await everywhere(page, 'campaigns-paused')
  await page.getByRole('link', { name: 'Résultats' }).first().click()
  await page.getByText(/^0 parti sur \d+$/).waitFor()
  assert.equal(
    await page.getByText('Arrivés', { exact: true }).count(),
    0,
    'nothing is said of what has not left',
  )
  await everywhere(page, 'campaigns-results-before')
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.getByText(/^Les premiers partent le/).waitFor()
  await letGo(shop, campaign_id, people.slice(0, 9))
  await page.reload()
  await page.getByText(/^\d parti.* sur \d+$/).waitFor()
  for (const customer_id of people.slice(0, 9))
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: 4900,
    })
  await page.getByRole('link', { name: 'Résultats' }).first().click()
  await page.getByText('Arrivés', { exact: true }).waitFor()
  await everywhere(page, 'campaigns-results')
  await page.getByRole('link', { name: 'Personnes' }).click()
  await page.getByText('Destinataires').first().waitFor()
  await everywhere(page, 'campaigns-people')
  await page.getByRole('link', { name: 'Invités' }).click()
  await page.getByText('Viennent', { exact: true }).waitFor()
  await everywhere(page, 'campaigns-guests')
})
