/** The whole programme at the counter: every kind of reward, points that pay, a tier, good deeds, clubs, friends, a lock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { pairAndSignIn, pay, pointsOf, press, scan, typeAmount, until } from './counter.ts'
import { openFullCounter } from './full-programme.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['till'])

async function fine(page: Page, name: string) {
  await page.waitForTimeout(250)
  await picture(page, `loyalty-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function openTill(code: string, how: object = {}) {
  const { page, context } = await product.open('/till/', { reducedMotion: 'reduce', ...how })
  await pairAndSignIn(page, code)
  return { page, context }
}

const marieStands = async (page: Page, card: string) => {
  await scan(page, card)
  await page.getByRole('heading', { name: 'Marie', level: 2 }).waitFor()
}

test('a tier is crossed at the counter and said, with the kitty beside the points', async () => {
  const { code, card } = await openFullCounter()
  const { page, context } = await openTill(code)
  await marieStands(page, card)
  await page.getByText('Bronze').waitFor()
  await page.getByText(/encore 20.*avant Argent/).waitFor()
  await page.getByText(/Aussi.*5,60/).waitFor()
  await typeAmount(page, '2400')
  await page.getByText(/Gagne 24 points/).waitFor()
  await fine(page, 'face')
  await pay(page)
  await page.getByText('Nouveau statut').waitFor()
  await fine(page, 'tier-crossed')
  await press(page, 'Client suivant')
  await marieStands(page, card)
  await page.getByText('Argent').first().waitFor()
  await context.close()
})
