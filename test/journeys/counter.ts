/** A counter ready to sell, and what a seller's hands do there. Shared by the journeys of the till. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { launchKeeping } from '../../dev/browser.ts'
import { pointsProgramme, writeProgramme } from '../programme.ts'
import { openShop } from '../shop.ts'
import { SIZES, TIMEOUT_MS } from './product.ts'

export const PIN = '2468'
export type Shop = Awaited<ReturnType<typeof openShop>>

/** A shop with a seller, a few products and a customer who has 140 points of the 200 for a gift card. */
export async function openCounter(settings: object = {}) {
  const shop = await openShop({ settings })
  await writeProgramme(shop, pointsProgramme())
  await shop.put(`/staff/${newId()}`, { name: 'Nadia Benali', role: 'seller', store_ids: [], pin: PIN })
  for (const [sku, name, price_cents, barcode] of [
    ['ROBE-1', 'Robe portefeuille fleurie', 5990, '3760000000017'],
    ['ECH-1', 'Écharpe en laine', 2900, '3760000000024'],
  ] as const)
    await shop.put(`/products/${newId()}`, { sku, name, price_cents, barcode, category: 'Prêt-à-porter' })
  const device_id = newId()
  const { body } = await shop.put(`/devices/${device_id}`, { store_id: shop.store_id, name: 'Caisse 1' })
  return { shop, code: String(body.pairing_code).replace(/\D/g, ''), device_id }
}

/** A till whose device keeps its things, and can be killed as a whole, as by a dead battery. */
export async function launchTill(base: string, folder: string) {
  const context = await launchKeeping(folder, { locale: 'fr-FR', viewport: SIZES.desk })
  context.setDefaultTimeout(TIMEOUT_MS)
  after(() => context.close().catch(() => undefined))
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`${base}/till/`)
  const kill = async () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      if (readCommand(pid).includes(folder)) process.kill(Number(pid), 'SIGKILL')
    await until(
      async () => !readdirSync('/proc').some((pid) => readCommand(pid).includes(folder)),
      'it is dead',
    )
    for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
      rmSync(join(folder, lock), { force: true })
  }
  return { context, page, kill }
}

/** Of a process that may be gone by now. */
function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

export async function addMarie(shop: Awaited<ReturnType<typeof openShop>>, points = 140) {
  const customer_id = newId()
  const made = await shop.put(`/customers/${customer_id}`, {
    first_name: 'Marie',
    last_name: 'Dupont',
    phones: ['06 12 34 56 78'],
    emails: ['marie@example.org'],
  })
  if (points > 0)
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - 86_400_000).toISOString(),
      amount_cents: points * 100,
    })
  return { customer_id, card: made.body.customer.card_number as string }
}

/** Until the till also has its customers on the device: before that it could not do without a network. */
export async function pairAndSignIn(page: Page, code: string) {
  const directory = page.waitForResponse((one) => one.url().includes('/till/customers'))
  await page.getByLabel('Code de la caisse').first().waitFor()
  await page.keyboard.type(code)
  await page.getByText('Code de Nadia Benali').first().waitFor()
  await page.keyboard.type(PIN)
  await page.getByLabel('Rechercher un client').waitFor()
  await (await directory).finished()
  await page.waitForTimeout(200)
}

const keypad = (page: Page) => page.getByRole('group', { name: 'Montant' })
export async function typeAmount(page: Page, digits: string) {
  for (const key of digits.match(/00|\d/g) ?? [])
    await keypad(page).getByRole('button', { name: key, exact: true }).click()
}
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
export const pay = async (page: Page, means = 'Carte bancaire') => {
  await press(page, /^Encaisser/)
  await press(page, means)
}
/** As a scanner types: faster than this machine's browser may be fed from outside, so the keys are made inside. */
export const scan = (page: Page, text: string) =>
  page.evaluate((typed) => {
    for (const key of [...Array.from(typed), 'Enter']) {
      const how = { key, code: /^\d$/.test(key) ? `Digit${key}` : '', bubbles: true, cancelable: true }
      ;(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', how))
    }
  }, text)
/** What the server knows of somebody's points. */
export const pointsOf = async (shop: Shop, customer_id: string) =>
  (await shop.get(`/customers/${customer_id}`)).body.accounts.find(
    (one: { unit: string }) => one.unit === 'points',
  )?.available ?? 0
export const salesOf = async (shop: Shop, customer_id: string) =>
  (await shop.get(`/sales?customer_id=${customer_id}&limit=100`)).body.items as {
    sale_id: string
    total_cents: number
  }[]

export async function until(what: () => Promise<boolean>, sentence: string) {
  for (const began = Date.now(); Date.now() - began < TIMEOUT_MS;) {
    if (await what()) return
    await new Promise((next) => setTimeout(next, 100))
  }
  assert.fail(sentence)
}
