/** A passage for who reads on a phone: chosen in the editor, and read where the message opens in the browser. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addTemplate } from '../../server/features/campaigns/campaigns.fixture.ts'
import { pageOf } from '../../server/features/preferences/view.fixture.ts'
import { openShop } from '../shop.ts'
import { signInAt } from './campaigns.fixture.ts'
import { errorsOf, openProduct, picture, SIZES } from './product.ts'

const product = await openProduct(['console'])
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36'

test('a passage for phones is chosen from the menu, and read on a phone', async (t) => {
  const shop = await openShop()
  const template_id = await addTemplate(shop, 'email')
  const { page, context } = await product.open(`/t/${shop.slug}/messages/templates/${template_id}`, {
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  t.after(() => context.close())
  await signInAt(page, shop)
  await page.getByRole('listitem').filter({ hasText: 'Texte' }).first().getByRole('button').first().click()
  const words = page.getByRole('textbox', { name: 'Texte', exact: true })
  await words.fill('Venez voir ')
  await words.press('End')
  await button(page, 'Seulement si…').click()
  await page.getByText('Selon l’appareil de lecture').scrollIntoViewIfNeeded()
  await page.getByText(/Un e-mail est écrit avant d’être lu/).waitFor()
  await picture(page, 'devices-menu')
  await page.getByRole('menuitem', { name: 'Téléphone', exact: true }).click()
  await words.getByText('Si le client a un téléphone sous les yeux').waitFor()
  await words.getByText('Sinon').first().waitFor()
  await picture(page, 'devices-chips')
  // Written before it is read, as a mail program shows it: what is otherwise.
  await page.frameLocator('iframe').getByText('Venez voir un autre passage').waitFor()
  await button(page, /^Mettre en service/).click()
  await page.getByText('Version 2 en service').waitFor()
  assert.deepEqual(errorsOf(page), [])

  const path = await pageOf(shop, template_id, 2)
  const phone = await product.open(path, {
    viewport: SIZES.phone,
    isMobile: true,
    hasTouch: true,
    userAgent: ANDROID,
  })
  t.after(() => phone.context.close())
  await phone.page.getByText('Venez voir ce passage').first().waitFor()
  await picture(phone.page, 'devices-phone')
  assert.equal(await phone.page.getByText('un autre passage').count(), 0)
  const desk = await product.open(path, { viewport: SIZES.desk })
  t.after(() => desk.context.close())
  await desk.page.getByText('Venez voir un autre passage').first().waitFor()
})
