/** The whole programme on the customer's phone: status, clubs, friends, rewards of each kind, in light and dark. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { openFullCounter } from './full-programme.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['card'])
type Counter = Awaited<ReturnType<typeof openFullCounter>>

async function fine(page: Page, name: string) {
  await page.waitForTimeout(250)
  await picture(page, `card-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function openPhone({ shop, customer_id }: Counter, how: object = {}) {
  const { url } = (await shop.put(`/customers/${customer_id}/card-link`)).body
  const opened = await product.open(`/t/${shop.slug}/card/${new URL(url).hash}`, {
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
    ...how,
  })
  await opened.page.getByRole('region', { name: 'Carte de Marie' }).waitFor()
  await opened.page.getByRole('heading', { name: 'Votre statut' }).waitFor()
  return opened
}

test('a club is joined, a friend gets the code, and rewards of each kind are taken on the phone', async () => {
  const counter = await openFullCounter(280)
  const { shop, customer_id } = counter
  const { page, context } = await openPhone(counter)
  await page.getByText(/Encore 20.*avant Argent/).waitFor()
  await page
    .getByText(/5,60.*cagnotte/)
    .first()
    .waitFor()
  await fine(page, 'first')
  for (const name of ['Retouche offerte', 'Atelier tricot', 'Soirée privée', '5 € de remise']) {
    const row = page.getByRole('listitem').filter({ hasText: name }).first()
    await row.getByRole('button').click()
    await page.getByRole('button', { name: 'Fermer' }).waitFor()
    if (name === 'Soirée privée') await fine(page, 'voucher')
    await page.getByRole('button', { name: 'Fermer' }).click()
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .waitFor()
  }
  const kinds = (await shop.get(`/customers/${customer_id}`)).body.vouchers.map(
    (one: { kind: string }) => one.kind,
  )
  assert.deepEqual(kinds.sort(), ['discount_amount', 'experience', 'private_sale', 'service'])
  await page.getByRole('button', { name: 'Rejoindre le club' }).click()
  await page.getByRole('button', { name: 'Quitter le club' }).waitFor()
  const code = (await shop.get(`/customers/${customer_id}/referrals`)).body.referral_code as string
  await page.getByText(code, { exact: true }).waitFor()
  await picture(page, 'card-whole')
  await fine(page, 'clubs')
  await context.close()
})

test('a friend’s link waits on the phone until there is a card to say it on', async () => {
  const counter = await openFullCounter(100)
  const { shop, customer_id } = counter
  const { referral_code, link } = (await shop.get(`/customers/${customer_id}/referrals`)).body
  const path = `/t/${shop.slug}/card/${new URL(link).hash}`
  const { page, context } = await product.open(path, { viewport: SIZES.phone, reducedMotion: 'reduce' })
  await page.getByText('Un ami vous invite. Son code :').waitFor()
  await page.getByText(referral_code, { exact: true }).waitFor()
  assert.equal(new URL(page.url()).hash, '', 'the code has left the address')
  await fine(page, 'invited')

  const friend_id = newId()
  await shop.put(`/customers/${friend_id}`, { first_name: 'Marie', emails: ['lea@example.org'] })
  const { url } = (await shop.put(`/customers/${friend_id}/card-link`)).body
  await page.goto('about:blank')
  await page.goto(`${product.base}/t/${shop.slug}/card/${new URL(url).hash}`)
  await page.getByRole('heading', { name: 'Un ami vous a invité' }).waitFor()
  await fine(page, 'invited-card')
  await page.getByRole('button', { name: 'Oui, le dire à la boutique' }).click()
  await page.getByText('C’est noté').waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Un ami vous a invité' }).count(), 0)
  assert.equal((await shop.get(`/customers/${friend_id}/referrals`)).body.brought_by.referrer_id, customer_id)
  await context.close()
})

for (const [size, viewport] of Object.entries(SIZES))
  test(`the whole card reads well: ${size}`, async () => {
    const counter = await openFullCounter(320)
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await openPhone(counter, {
        viewport,
        colorScheme,
        isMobile: size === 'phone',
      })
      await page.getByRole('heading', { name: 'Amener un ami' }).scrollIntoViewIfNeeded()
      await fine(page, `end-${size}-${colorScheme}`)
      await context.close()
    }
  })
