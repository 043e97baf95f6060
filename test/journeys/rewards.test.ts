/** The catalogue: a reward is added with its photo and stock, changed, used up, retired; a customer's service is marked as used. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { png } from '../../server/lib/photo.fixture.ts'
import type { Reward } from '../../server/features/programmes/programme.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function enter(rewards: Reward[] | null, path = '/loyalty/rewards', how: object = still) {
  const shop = await openShop()
  if (rewards) await writeProgramme(shop, pointsProgramme({ rewards }))
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, how)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return { shop, page }
}

const rewardOf = (changes: Partial<Reward>): Reward => ({
  reward_id: newId(),
  name: 'Sac en toile',
  unit: 'points',
  cost: 240,
  trigger: 'chosen',
  benefit: { kind: 'service', valid_days: 90 },
  ...changes,
})

test('a reward is added with its photo, limited, delivered, changed and retired', async () => {
  // Wide enough for the list and the record beside it.
  const { shop, page } = await enter([], undefined, { ...still, viewport: { width: 1600, height: 1000 } })
  await page.getByText('Aucune récompense au catalogue').waitFor()
  await fine(page, 'rewards-none')
  await button(page, 'Ajouter une récompense').first().click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('textbox', { name: 'Nom' }).fill('Sac en toile')
  await panel.getByLabel('Description').fill('En coton épais, cousu à Roanne.')
  await panel
    .locator('input[type=file]')
    .setInputFiles({ name: 'sac.png', mimeType: 'image/png', buffer: png() })
  await panel.getByRole('img', { name: /Photo de/ }).waitFor()
  await panel.getByLabel('Il en faut').fill('240')
  await panel.getByRole('switch', { name: 'Il n’y en a qu’un certain nombre' }).check()
  await fine(page, 'reward-new')
  await button(page, 'Ajouter au catalogue').click()
  await page.getByText('est au catalogue').waitFor()
  const card = page.getByRole('article')
  await card.getByText('240 points, soit 5').waitFor()
  await card.getByText('Épuisée').waitFor()

  await panel.getByLabel('Combien sont arrivées').fill('12')
  await panel.getByRole('textbox', { name: 'Pourquoi' }).fill('Livraison du 3 mars')
  await button(page, 'Noter').click()
  await card.getByText('Il en reste 12').waitFor()
  await panel.getByText('Livraison du 3 mars').waitFor()
  await fine(page, 'reward-stock')

  await panel.getByLabel('Il en faut').fill('200')
  await button(page, 'Enregistrer').click()
  await card.getByText('200 points, soit 5').waitFor()
  await button(page, 'Retirer du catalogue').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer du catalogue' }).click()
  await page.getByText('n’est plus au catalogue').waitFor()
  await button(page, 'Remettre au catalogue').click()
  await page.getByText('est de nouveau au catalogue').waitFor()
  const { version, items } = (await shop.get('/rewards')).body
  assert.deepEqual(
    [version, items[0].status, items[0].reward.cost, items[0].stock.left_count],
    [5, 'in_force', 200, 12],
  )
  assert.match(items[0].reward.picture_id, /^[0-9a-f-]{36}$/)
})

test('what cannot be is said beside its field, and somebody else’s change is not overwritten', async () => {
  const bag = rewardOf({ name: 'Tasse' })
  const { shop, page } = await enter([bag])
  await page.getByRole('link', { name: 'Tasse' }).click()
  const panel = page.getByRole('complementary')
  await panel.getByLabel('Il en faut').fill('0')
  await button(page, 'Enregistrer').click()
  await page.getByText('À corriger avant d’enregistrer').waitFor()
  const { reward_id, ...words } = bag
  await shop.put(`/rewards/${reward_id}`, { seen_version: 1, reward: { ...words, cost: 300 } })
  await panel.getByLabel('Il en faut').fill('250')
  await button(page, 'Enregistrer').click()
  await page.getByText('modifiée entre-temps').waitFor()
  await fine(page, 'reward-differs')
})

test('sixty rewards with long names are found again, on a telephone too', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const long =
    'Une soirée de dégustation pour deux personnes avec la vigneronne, accords mets et vins, dans la cave'
  const many = Array.from({ length: 57 }, (_, n) => rewardOf({ name: `Récompense ${n + 1}`, cost: 10 + n }))
  const rewards = [
    rewardOf({ name: long, benefit: { kind: 'experience', valid_days: 30 }, cost_cents: 4500, cost: 2400 }),
    rewardOf({ name: 'Terminée', dates: { from: null, to: day(-2) } }),
    rewardOf({
      name: 'Un don',
      benefit: { kind: 'donation', value_cents: 500, cause: 'SPA', valid_days: null },
    }),
    ...many,
  ]
  const { page } = await enter(rewards)
  await page.getByText(long).waitFor()
  assert.equal(await page.getByRole('article').count(), 60)
  await fine(page, 'rewards-many')
  await page.setViewportSize(SIZES.phone)
  await fine(page, 'rewards-many-phone')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(overflow <= 0, `the page is ${overflow} too wide`)
  await page.getByLabel('Chercher une récompense').fill('SOIREE')
  await page.getByRole('link', { name: long }).click()
  await fine(page, 'reward-phone')
})

test('before there is a programme the page says so', async () => {
  const { page } = await enter(null)
  await page.getByText('Il faut d’abord un programme').waitFor()
  await fine(page, 'rewards-no-programme')
})

test('a service that was taken is marked as used on its voucher, and the mark is taken back', async () => {
  const bag = rewardOf({ name: 'Retouche offerte', description: 'Un ourlet simple.' })
  const { shop, page } = await enter([bag], '/loyalty/vouchers')
  await page.getByText('Aucun bon, aucune carte cadeau').waitFor()
  const { customer_id } = await addCustomer(shop)
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: 30_000,
  })
  await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: bag.reward_id })
  await page.reload()
  await page.getByRole('link', { name: 'Retouche offerte' }).click()
  await page.getByText('Un ourlet simple.').waitFor()
  await button(page, 'Marquer comme utilisé').click()
  await page.getByText('est marqué comme utilisé').waitFor()
  await fine(page, 'voucher-used')
  await button(page, 'Annuler l’utilisation').click()
  await page.getByText('peut de nouveau servir').waitFor()
})
