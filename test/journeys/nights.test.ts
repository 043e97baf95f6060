/** Every view of loyalty is in reach on every screen, and a night under way is followed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PASSWORD, personOf } from '../person.ts'
import { openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])

async function shopAtNight() {
  const shop = await openShop()
  const night = { rewards_given: 3, lots_matured: 412, lots_expired: 57 }
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  await shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('nightly_run')
      .values([
        {
          ...night,
          tenant_id,
          ran_on: '2026-06-01',
          started_at: at(1500),
          reached_at: at(1498),
          finished_at: at(1498),
          accounts_due: 950,
          accounts_done: 950,
        },
        {
          ...night,
          tenant_id,
          ran_on: '2026-06-02',
          started_at: at(2),
          reached_at: at(0),
          finished_at: null,
          accounts_due: 1000,
          accounts_done: 400,
        },
      ])
      .execute(),
  )
  return shop
}

for (const [size, viewport] of Object.entries(SIZES))
  test(`the views of loyalty and the night under way: ${size}`, async () => {
    const shop = await shopAtNight()
    const owner = await personOf(shop, 'owner')
    for (const colorScheme of ['light', 'dark'] as const) {
      const how = { viewport, colorScheme, reducedMotion: 'reduce' } as const
      const { page, context } = await product.open(`/t/${shop.slug}/loyalty/nights`, how)
      await page.getByLabel('E-mail').fill(owner.email)
      await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Se connecter' }).first().click()
      await page.getByRole('region', { name: 'Nuit en cours' }).getByText('40').first().waitFor()
      await page.getByText('412').filter({ visible: true }).first().waitFor()
      await picture(page, `console-nights-${size}-${colorScheme}`)
      assert.deepEqual(await seriousProblems(page), [])
      const cut = async () =>
        page.evaluate(() =>
          [...document.querySelectorAll('nav a')]
            .filter((one) => one.checkVisibility() && one.closest('main'))
            .filter((one) => one.getBoundingClientRect().right > innerWidth)
            .map((one) => one.textContent),
        )
      assert.deepEqual(await cut(), [])
      for (const [group, first] of [
        ['Récompenses', 'Catalogue'],
        ['Statuts et clubs', 'Parrainage'],
        ['Programme', 'Budget'],
      ] as const) {
        await page.getByRole('navigation', { name: 'Parties de la fidélité' }).getByText(group).click()
        await page.getByRole('link', { name: first, exact: true }).waitFor()
        assert.deepEqual(await cut(), [], group)
      }
      await picture(page, `console-tabs-${size}-${colorScheme}`)
      assert.deepEqual(errorsOf(page), [])
      await context.close()
    }
  })
