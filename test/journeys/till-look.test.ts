/** Every screen of the till at the three sizes, in light and dark: nobody is shut out, nothing scrolls, nothing is cut. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { chosenProgramme, pointsProgramme, writeProgramme } from '../programme.ts'
import { openCounter, pay, PIN, press, scan, typeAmount } from './counter.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['till'])

/** A finger's; what the house asks at the counter. */
const TARGET_PX = 48

/** Wide content would be cut by a phone; a found customer must be seen without a scroll. */
async function looksRight(page: Page, name: string, how: { scrolls?: boolean } = {}) {
  await page.waitForTimeout(350)
  await picture(page, name)
  const wrong = await page.evaluate(
    ({ mayScroll, target_px }) => {
      const said: string[] = []
      if (document.documentElement.scrollWidth > innerWidth) said.push('wider than the screen')
      const main = document.querySelector('main')
      if (!mayScroll && main && main.scrollHeight > main.clientHeight + 1)
        said.push(`scrolls by ${main.scrollHeight - main.clientHeight}`)
      for (const one of document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=hidden])')) {
        const box = one.getBoundingClientRect()
        const hidden =
          box.width <= 1 ||
          getComputedStyle(one).visibility === 'hidden' ||
          one.closest('[inert], .spoken-only')
        const labels = [one.closest('label'), one.closest('label')?.parentElement?.closest('label')]
        const target = {
          height: Math.max(...labels.map((label) => label?.getBoundingClientRect().height ?? 0)),
        }
        if (!hidden && Math.max(box.height, target.height) < target_px)
          said.push(`${one.ariaLabel ?? one.textContent} is ${Math.round(box.height)} px high`)
      }
      return said
    },
    { mayScroll: how.scrolls ?? false, target_px: TARGET_PX },
  )
  return [...wrong, ...(await seriousProblems(page))].map((problem) => `${name}: ${problem}`)
}

/** Much of everything: a long name, a reward to take, two vouchers, points that expire. */
async function openFullCounter() {
  const counter = await openCounter()
  const { shop } = counter
  await shop.call('PATCH', '/tenant', { name: 'Lili Rose' })
  const programme = {
    ...pointsProgramme(),
    rewards: [...pointsProgramme().rewards, { ...chosenProgramme().rewards[0]!, cost: 90 }],
  }
  await writeProgramme(shop, programme, 2, new Date('2020-02-01T00:00:00Z'))
  const customer_id = newId()
  const made = await shop.put(`/customers/${customer_id}`, {
    first_name: 'Marie-Antoinette',
    last_name: 'de La Rochefoucauld',
    phones: ['06 12 34 56 78'],
    emails: ['marie@example.org'],
    birth_date: `1984-${new Date().toISOString().slice(5, 10)}`,
  })
  for (const amount_cents of [21_000, 13_000])
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      amount_cents,
    })
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({ created_at: new Date('2023-03-02') })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', customer_id)
      .execute(),
  )
  await shop.put(`/vouchers/${newId()}`, {
    kind: 'discount_percent',
    origin: 'offered',
    name: 'Anniversaire',
    basis_points: 1000,
    customer_id,
    expires_at: new Date(Date.now() + 12 * 86_400_000).toISOString(),
  })
  await shop.put(`/customers/${newId()}`, {
    first_name: 'Marion',
    last_name: 'Petit',
    phones: ['07 81 23 56 78'],
  })
  return { ...counter, customer_id, card: made.body.customer.card_number as string }
}

for (const scheme of ['light', 'dark'] as const)
  for (const [size, viewport] of Object.entries(SIZES))
    test(`the till reads well: ${size}, ${scheme}`, async () => {
      const { code, card } = await openFullCounter()
      const { page, context } = await product.open('/till/', {
        viewport,
        colorScheme: scheme,
        hasTouch: size !== 'desk',
      })
      const problems: string[] = []
      const see = async (name: string, how = {}) =>
        void problems.push(...(await looksRight(page, `till-${name}-${size}-${scheme}`, how)))
      await page.getByLabel('Code de la caisse').first().waitFor()
      await see('pair')
      await page.keyboard.type(code)
      await page.getByText('Code de Nadia Benali').first().waitFor()
      await see('pin')
      await page.keyboard.type(PIN)
      await page.getByLabel('Rechercher un client').waitFor()
      await see('rest')
      await page.getByLabel('Rechercher un client').fill('5678')
      await page.getByRole('button', { name: /Marion/ }).waitFor()
      await see('results')
      await page.getByLabel('Rechercher un client').fill('zzzz')
      await page.getByText('Personne à ce nom').waitFor()
      await see('nobody')
      await scan(page, card)
      await page.getByRole('heading', { name: 'Marie-Antoinette', level: 2 }).waitFor()
      await see('found')
      await page.getByRole('button', { name: /5 € de remise/ }).click()
      await typeAmount(page, '6450')
      await page.getByText(/Gagne \d+ points/).waitFor()
      await see('amount')
      await scan(page, '3760000000017')
      await scan(page, '3760000000024')
      await page.getByRole('button', { name: 'Modifier Écharpe en laine' }).waitFor()
      await see('lines')
      await press(page, 'Modifier Écharpe en laine')
      await page.getByRole('dialog').waitFor()
      await see('line')
      await press(page, 'Terminé')
      await press(page, /^Encaisser/)
      await see('pay')
      await press(page, 'Carte bancaire')
      await page.getByText(/^\+\d+ points/).waitFor()
      await see('done')
      await press(page, 'QR code')
      await page.getByRole('img', { name: 'QR code' }).waitFor()
      await see('receipt')
      await press(page, 'Client suivant')
      await press(page, 'Nouvelle carte')
      await see('new-card')
      await page.getByLabel('Téléphone ou e-mail').fill('lea@example.org')
      await page.getByLabel('Prénom').fill('Léa')
      await page.keyboard.press('Enter')
      await page.getByRole('img', { name: 'Votre carte sur votre téléphone' }).waitFor()
      await see('welcome')
      await press(page, 'Terminé')
      await page.getByRole('heading', { name: 'Léa', level: 2 }).waitFor()
      await see('new-customer')
      await press(page, 'Abandonner')
      await press(page, 'Retour d’article')
      await page.getByText('Dernières ventes').waitFor()
      await see('find-sale')
      await page.getByRole('button', { name: /Marie-Antoinette/ }).click()
      await press(page, 'Tout')
      await see('return', { scrolls: true })
      await context.setOffline(true)
      await press(page, /^Annuler$/)
      await press(page, 'Vente sans carte')
      await typeAmount(page, '1000')
      await see('no-card')
      await pay(page, 'Espèces')
      await page.getByText('à confirmer dès que').waitFor()
      await see('offline')
      await press(page, 'Client suivant')
      await picture(page, `till-rest-offline-${size}-${scheme}`)
      await page.getByRole('link', { name: /en attente/ }).click()
      await see('waiting')
      assert.deepEqual(errorsOf(page), [])
      assert.equal(problems.length, 0, `\n${problems.join('\n')}`)
      await context.close()
    })
