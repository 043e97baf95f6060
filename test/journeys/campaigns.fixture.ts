/** A shop whose customers may be written to by text and e-mail, where it is noon now, with its jobs done as they come. */
import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../programme.ts'
import { openShopByDay, type Shop } from '../outbox.ts'

export type { Shop }

const SENDER = {
  legal_name: 'Lili Rose SARL',
  postal_address: '12 rue Gambetta, 42000 Saint-Étienne',
  sms_stop: '36180',
  sms_name: 'Lili Rose',
}

const NAMES = [
  'Camille',
  'Inès',
  'Marie',
  'Sofia',
  'Chloé',
  'Léa',
  'Manon',
  'Jade',
  'Louise',
  'Alice',
  'Nina',
  'Zoé',
]

export async function shopWithReaders(count = 24) {
  const shop = await openShopByDay()
  await writeProgramme(shop, pointsProgramme())
  const said = (await shop.get('/brand')).body
  const brand = said.brand ?? said
  const told = await shop.put('/brand', { ...brand, ...SENDER })
  assert.equal(told.status, 200, JSON.stringify(told.body))
  const people = []
  for (let at = 0; at < count; at++) {
    const { customer_id } = await addCustomer(shop, NAMES[at % NAMES.length])
    people.push(customer_id)
    const phone = `+336${String(12_000_000 + at).padStart(8, '0')}`
    await addAddress(shop, customer_id, 'phone', phone, 'mobile')
    await addAddress(shop, customer_id, 'email', `client${at}.${customer_id.slice(-5)}@example.org`)
    await sayYes(shop, customer_id, 'sms')
    await sayYes(shop, customer_id, 'email')
  }
  return { shop, people }
}

const addAddress = (shop: Shop, customer_id: string, kind: 'phone' | 'email', value: string, type?: string) =>
  shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('identifier')
      .values({
        tenant_id,
        customer_id,
        kind,
        value,
        given: value,
        type: type ?? null,
        source: 'test',
        recorded_at: now,
        recorded_by: 'test',
      })
      .execute(),
  )

export const sayYes = (shop: Shop, customer_id: string, channel: string) =>
  shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('consent')
      .values({
        tenant_id,
        customer_id,
        consent_id: newId(),
        channel,
        purpose: 'offers',
        given: true,
        text_version: 1,
        language: 'fr',
        text_hash: Buffer.from('test'),
        source: 'test',
        actor: 'test',
        occurred_at: new Date(now.getTime() - 86_400_000),
        recorded_at: now,
      })
      .execute(),
  )

/** Does what waits, again and again, as a worker does beside the web server. */
export function keepWorking() {
  let stopped = false
  const working = (async () => {
    while (!stopped) {
      await runJobs()
      await new Promise((next) => setTimeout(next, 150))
    }
  })()
  const stop = async () => {
    stopped = true
    await working
  }
  after(stop)
  return stop
}

/** Of a person who reads, thinks and types: a click takes about half a second, a letter a fourteenth. */
const CLICK_MS = 450
const LETTER_MS = 70

export function handsOf(page: Page) {
  const think = () => page.waitForTimeout(CLICK_MS)
  return {
    click: async (
      name: string | RegExp,
      role: 'button' | 'link' | 'radio' | 'switch' | 'checkbox' = 'button',
    ) => {
      await think()
      await page.getByRole(role, { name }).first().click()
    },
    type: async (label: string | RegExp, text: string) => {
      await think()
      const field = page.getByRole('textbox', { name: label, exact: true }).first()
      await field.click()
      await field.pressSequentially(text, { delay: LETTER_MS })
    },
    fill: async (label: string | RegExp, text: string) => {
      await think()
      await page.getByLabel(label).first().fill(text)
    },
  }
}

export async function signInAt(page: Page, shop: Shop) {
  const owner = await personOf(shop, 'owner')
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).first().click()
}
