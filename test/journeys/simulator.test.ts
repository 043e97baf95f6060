/** From a file of sales, before there is any programme, to a programme in force that was chosen by its figures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop, owner as database } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('domcontentloaded')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

async function enter(shop: Awaited<ReturnType<typeof openShop>>, path: string) {
  const owner = await personOf(shop, 'owner')
  const { page, context } = await product.open(`/t/${shop.slug}${path}`, {
    ...still,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return { page, context }
}

/** Sixteen months of a dress shop: 120 customers, most of them seldom, a few every fortnight; the same each time. */
function fileOfSales(): string {
  let seed = 7
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const rows = Array.from({ length: 1200 }, (_, n) => {
    const customer = Math.floor(random() ** 2 * 120)
    const at = new Date(Date.UTC(2025, 5, 1) + Math.floor(random() * 480) * 86_400_000)
      .toISOString()
      .slice(0, 10)
    const category = ['Robes', 'Bijoux', 'Sacs', 'Tabac'][Math.floor(random() * 3.1)]
    const price = (8 + random() * random() * 90).toFixed(2).replace('.', ',')
    return `T${n};${at} 1${Math.floor(random() * 9)}:30;${random() < 0.1 ? '' : `C${customer}`};R${n % 60};${category};1;${price}`
  })
  return ['Ticket;Date;N° client;Référence;Rayon;Quantité;Prix unitaire', ...rows].join('\r\n')
}

test('a file is simulated, a programme proposed, mended, put in force, and the next sale earns by it', async () => {
  const shop = await openShop()
  const { page } = await enter(shop, '/loyalty')
  await page.getByRole('link', { name: 'Simulateur' }).click()
  await heading(page, 'Que voulez-vous simuler').waitFor()

  // There is nothing to replay yet, and the button says so.
  const go = button(page, 'Simuler')
    .and(page.getByText('Simuler', { exact: true }))
    .or(button(page, /^Simuler$/))
  await page.getByText('Il faut des ventes').waitFor()
  assert.equal(await go.first().getAttribute('aria-disabled'), 'true')
  await page.locator('input[type=file]').setInputFiles({
    name: 'ventes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(fileOfSales()),
  })
  await page.getByText('Lu : la date, le montant, le client.').waitFor()
  await page.getByRole('checkbox', { name: 'Des points par euro' }).check()
  await page.getByLabel('Votre marge').fill('45')
  await fine(page, 'simulator-ask')
  await go.first().click()

  // It waits for a worker, may be left, and is followed to its end.
  await page.getByRole('region', { name: 'Dans un instant' }).waitFor()
  await fine(page, 'simulator-waiting')
  await runJobs()
  await heading(page, 'Se paie-t-il').waitFor()
  await page
    .getByText(/Ce programme coûterait .* de votre chiffre d’affaires/)
    .first()
    .waitFor()
  await page.getByText(/ventes de 120 clients rejouées/).waitFor()
  await heading(page, 'Pourquoi ce programme').waitFor()
  await fine(page, 'simulator-result')
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size)
    await fine(page, `simulator-result-${name}`)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.ok(!wider, `nothing is wider than the screen of a ${name}`)
  }
  await page.setViewportSize(SIZES.desk)
  await page.emulateMedia({ colorScheme: 'dark' })
  await fine(page, 'simulator-result-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  // The other variant in detail; its trap is mended, beside it.
  await button(page, 'Voir en détail').click()
  await page.getByText(/ne doivent pas rapporter rapporteraient/).waitFor()
  await button(page, 'Ne pas les compter').click()
  await page.getByRole('region', { name: 'Dans un instant' }).waitFor()
  await runJobs()
  await heading(page, 'Des points par euro, corrigé').waitFor()
  await page.getByText('Aucun piège trouvé').or(page.getByText('Ce qui tournerait mal')).first().waitFor()
  await page.getByText(/ne doivent pas rapporter rapporteraient/).waitFor({ state: 'detached' })

  await button(page, 'Mettre en service : Des points par euro, corrigé').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre en service' }).click()
  await page.getByText(/En vigueur depuis le/).waitFor()
  const { body: current } = await shop.get('/programmes/current')
  assert.deepEqual(current.programme.basis.excluded_categories, ['Tabac'])
  const { customer_id } = await addCustomer(shop)
  const sale = { store_id: shop.store_id, customer_id, occurred_at: new Date().toISOString() }
  const line = (category: string, unit_price_cents: number) => ({
    quantity_milli: 1000,
    unit_price_cents,
    category,
  })
  const { body } = await shop.put(`/sales/${newId()}`, {
    ...sale,
    lines: [line('Robes', 5000), line('Tabac', 1200)],
  })
  assert.deepEqual(body.earned, [{ unit: 'points', units: 50, pending: false }])

  // What it costs is held against what was said; nothing of the file was taken in.
  await page.getByRole('link', { name: 'Budget' }).click()
  await page.getByText(/Depuis la mise en service/).waitFor()
  await page.getByLabel('Budget du mois').fill('150')
  await button(page, 'Enregistrer').first().click()
  await page.getByText('sur 150 €').waitFor()
  await fine(page, 'simulator-budget')
  const { rows } = await database.query('select count(*)::int as n from sale where tenant_id = $1', [
    shop.tenant_id,
  ])
  assert.equal(rows[0].n, 1)
})

test('a finished comparison is sent as a link and as a PDF, and the link is taken back', async () => {
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme())
  const ada = await addCustomer(shop)
  for (let n = 0; n < 6; n++)
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id: ada.customer_id,
      occurred_at: new Date(Date.now() - (60 - n * 9) * 86_400_000).toISOString(),
      amount_cents: 6000,
    })
  const { page } = await enter(shop, '/loyalty/simulator?pick=in_force')
  await page.getByText('6 ventes à des clients connus').waitFor()
  await button(page, /^Simuler$/).click()
  await page.getByRole('region', { name: 'Dans un instant' }).waitFor()
  await runJobs()
  await heading(page, 'Se paie-t-il').waitFor()
  await page.getByText(/Ce programme coûterait/).waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF' }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'simulation.pdf')

  await button(page, 'Partager').click()
  const field = page.getByRole('textbox', { name: 'Un lien à envoyer' })
  await field.waitFor()
  const url = new URL(await field.inputValue())
  const link = `${product.base}${url.pathname}${url.hash}`
  const stranger = await product.open(link.slice(product.base.length), still)
  await heading(stranger.page, /Simulation du/).waitFor()
  await stranger.page.getByText(/Lili Rose, simulation du/).waitFor()
  assert.equal(await button(stranger.page, 'Mettre en service').count(), 0)
  await fine(stranger.page, 'simulator-shared')

  await button(page, 'Ne plus partager').click()
  await page.getByText('Le lien ne marche plus').waitFor()
  await stranger.page.reload()
  await heading(stranger.page, 'Ce lien n’est plus bon').waitFor()

  // Under way, it is called off at once; a worker that comes later finds nothing to do.
  await page.goto(`${product.base}/t/${shop.slug}/loyalty/simulator`)
  await button(page, /^Simuler$/).click()
  await button(page, 'Annuler la simulation').click()
  await page.getByText('Vous avez annulé cette simulation').waitFor()
  await runJobs()
  await page.reload()
  await page.getByText('Vous avez annulé cette simulation').waitFor()
})
