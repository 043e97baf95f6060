/** The owner's part of the day: the shop, its programme, its people, its tills and its files. */
import assert from 'node:assert/strict'
import { newId } from '../../server/lib/id.ts'
import { sendFile } from '../../server/features/imports/sample.ts'
import { messages } from '../card-holder.ts'
import { runJobs } from '../jobs.ts'
import { browser, ORIGIN, PASSWORD, signedIn } from '../person.ts'
import { chosenProgramme, pointsProgramme } from '../programme.ts'
import { as } from '../shop.ts'
import { verbs, type Day } from './verbs.ts'

export async function openTheHouse({ shop, get, put, post, patch, remove }: Day): Promise<void> {
  await get('/tenant')
  await patch('/tenant', { name: 'Lili Rose', settings: {} })
  await put(`/merchants/${newId()}`, { name: 'Lili Rose SARL' })
  const store_id = newId()
  await put(`/stores/${store_id}`, { name: 'Lyon', merchant_id: shop.merchant_id, city: 'Lyon' })
  await put(`/stores/${store_id}/closure`)
  await remove(`/stores/${store_id}/closure`)
  for (const path of ['/stores', `/stores/${store_id}`, '/merchants', '/setup', '/api-keys']) await get(path)
  const product_id = newId()
  await put(`/products/${product_id}`, { sku: 'R1', name: 'Robe', price_cents: 5000, category: 'Robes' })
  await put(`/products/${product_id}/retirement`)
  await remove(`/products/${product_id}/retirement`)
  for (const path of [
    '/products',
    '/products?q=robe&category=Robes',
    `/products/${product_id}`,
    '/categories',
  ])
    await get(path)
  const programme = {
    ...chosenProgramme(),
    rewards: [...chosenProgramme().rewards, ...pointsProgramme().rewards],
  }
  await post('/programmes/preview', { programme })
  await put('/programmes/1', { programme })
  await put('/programmes/2', { programme, effective_at: new Date(Date.now() + 86_400_000).toISOString() })
  await put('/programmes/2/withdrawal')
  for (const path of ['/programmes', '/programmes/current', '/consent-texts', '/rewards']) await get(path)
  const list_id = newId()
  const criteria = { measure: 'spend_cents', at_least: 10_000, within_days: 30 }
  await put(`/lists/${list_id}`, { name: 'Ventes privées', benefit: 'Avant-première', criteria })
  await put(`/alert-rules/${newId()}`, {
    name: 'Gros panier',
    criteria: { measure: 'sale_cents', at_least: 20_000 },
  })
  const rule_id = newId()
  await put(`/alert-rules/${rule_id}`, { name: 'Fidèle', criteria })
  for (const path of ['/lists', '/alert-rules']) await get(path)
  await remove(`/alert-rules/${rule_id}`)
}

export async function staffSignsIn({ shop, get, put, remove }: Day, email: string): Promise<void> {
  const page = await signedIn(shop, email)
  const mine = verbs(page)
  for (const path of ['/me', '/tenants', '/sessions', '/sign-in/get-session']) await mine.get(path)
  await mine.post('/sign-in/request-password-reset', { email })
  await mine.post('/sign-in/sign-out')
  const staff_id = newId()
  await put(`/staff/${staff_id}`, { name: 'Zoé', role: 'seller', store_ids: [shop.store_id], pin: '4071' })
  await put(`/staff/${staff_id}/invitation`, { email: 'zoe@exemple.fr' })
  await runJobs()
  const mail = (await messages(shop)).find((one) => /invitation\//.test(one.body_text))
  const token = /invitation\/([\w-]+)/.exec(mail.body_text)![1]
  const zoe = browser(shop, { origin: ORIGIN })
  await verbs(zoe).get(`/invitations/${token}`)
  await verbs(zoe).put(`/invitations/${token}/acceptance`, { name: 'Zoé', password: PASSWORD })
  await get('/staff')
  const api_key_id = newId()
  await put(`/api-keys/${api_key_id}`, { name: 'Boutique en ligne', role: 'seller' })
  await remove(`/api-keys/${api_key_id}`)
}

export async function tillIsPaired({ shop, get, put, remove }: Day): Promise<void> {
  const device_id = newId()
  const { pairing_code } = await put(`/devices/${device_id}`, { store_id: shop.store_id, name: 'Caisse 1' })
  const { token } = await verbs(as(null)).post('/pairing', { code: pairing_code })
  const till = verbs(as(token))
  const { staff } = await till.get('/till/bootstrap')
  await till.get('/till/products')
  await till.get('/till/customers')
  const seller = staff.find((one: any) => one.name === 'Zoé')
  await till.put('/till/shift', { staff_id: seller.staff_id, pin: '4071' })
  await get('/devices')
  await remove(`/devices/${device_id}`)
}

export async function bringFilesIn({ shop, key, get, put, remove }: Day): Promise<void> {
  const customers =
    'Nom;Prénom;E-mail;Portable;Points\r\nDupont;Marie;marie@exemple.fr;0612340000;120\r\nPetit;Anne;;;\r\n'
  const products = 'Référence;Désignation;Prix;Rayon\r\nP1;Écharpe;25,00;Accessoires\r\n'
  for (const [kind, content] of [
    ['customers', customers],
    ['products', products],
  ] as const) {
    const { import_id, body, status } = await sendFile(key, content, { kind })
    assert.equal(status, 200, JSON.stringify(body))
    await put(`/imports/${import_id}/rehearsal`)
    await runJobs()
    await put(`/imports/${import_id}/run`)
    await put(`/imports/${import_id}/pause`)
    await remove(`/imports/${import_id}/pause`)
    await runJobs()
    const { state } = await get(`/imports/${import_id}`)
    assert.equal(state, 'done')
    await get(`/imports/${import_id}/refusals.csv`)
    await put(`/imports/${import_id}/undo`)
    await runJobs()
  }
  await get('/imports')
  await shop.react()
}
