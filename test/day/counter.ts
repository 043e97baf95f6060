/** The counter's part of the day: customers, sales, gift cards and rewards. */
import { newId } from '../../server/lib/id.ts'
import { runJobs } from '../jobs.ts'
import { CHOSEN_ID } from '../programme.ts'
import { as } from '../shop.ts'
import { verbs, type Day } from './verbs.ts'

const now = () => new Date().toISOString()

export async function welcomeCustomers({ shop, get, put, patch, remove }: Day): Promise<string> {
  const [customer_id, other_id] = [newId(), newId()]
  await put(`/customers/${customer_id}`, {
    first_name: 'Camille',
    last_name: 'Perrin',
    emails: ['camille@exemple.fr'],
    phones: ['0612345678'],
    birth_date: '1990-05-04',
    home_store_id: shop.store_id,
    tags: ['robes'],
    card_number: '4000123400018',
    external_ids: [{ system: 'ancien', value: '1001' }],
    source: 'till',
    consents: [{ channel: 'email', purpose: 'offers', given: true, text_version: 1, language: 'fr' }],
  })
  await put(`/customers/${other_id}`, { first_name: 'Ada' })
  await patch(`/customers/${customer_id}`, { last_name: 'Perrin-Roy', emails: ['c.perrin@exemple.fr'] })
  const note_id = newId()
  await put(`/customers/${customer_id}/notes/${note_id}`, { text: 'Préfère le bleu' })
  await remove(`/customers/${customer_id}/notes/${note_id}`)
  await put(`/customers/${customer_id}/tags/bleu`)
  await remove(`/customers/${customer_id}/tags/bleu`)
  const answer = { channel: 'sms', purpose: 'offers', given: true, text_version: 1, language: 'fr' }
  await put(`/customers/${customer_id}/consents/${newId()}`, answer)
  await get(`/customers/${customer_id}/consents`)
  await get(`/customers/${customer_id}/values?field=last_name`)
  await put(`/customers/${other_id}/departure`, { why: 'déménagement' })
  await remove(`/customers/${other_id}/departure`)
  const sought = ['4000123400018', '0612345678', '5678', 'c.perrin@exemple.fr', 'perrin', 'camile perin']
  for (const q of sought) await get(`/customers/search?q=${encodeURIComponent(q)}&store_id=${shop.store_id}`)
  return customer_id
}

export async function sell({ shop, get, put, post }: Day, customer_id: string): Promise<void> {
  const sale = (more: object = {}) => ({
    store_id: shop.store_id,
    customer_id,
    occurred_at: now(),
    lines: [{ line_no: 1, label: 'Robe', category: 'Robes', quantity_milli: 2000, unit_price_cents: 15_000 }],
    payments: [{ means: 'card', amount_cents: 30_000 }],
    ...more,
  })
  await post('/sales/preview', sale())
  const sale_id = newId()
  await put(`/sales/${sale_id}`, sale({ receipt_number: 'A-1' }))
  await post('/sales/batch', {
    sales: [
      { sale_id: newId(), ...sale() },
      { sale_id: newId(), ...sale({ customer_id: undefined }) },
    ],
  })
  await shop.react()
  await get(`/sales/${sale_id}`)
  await get(`/sales?store_id=${shop.store_id}&customer_id=${customer_id}&receipt_number=A-1`)
  const lines = [{ line_no: 1, quantity_milli: 1000 }]
  await put(`/sales/${sale_id}/returns/${newId()}`, { lines, reason: 'taille', occurred_at: now() })
  await shop.react()
  const { url } = await put(`/sales/${sale_id}/receipt-link`)
  await verbs(as(null)).get(`/receipts/${url.split('#r=')[1]}`)
  await put(`/sales/${sale_id}/receipt-mails/${newId()}`, {})
  await runJobs()
}

export async function giftCards({ shop, get, put, post, remove }: Day, customer_id: string): Promise<void> {
  const voucher_id = newId()
  const voucher = { kind: 'gift_card', name: 'Carte cadeau', value_cents: 5000 }
  const payments = [{ means: 'card', amount_cents: 5000 }]
  const sold = await put(`/vouchers/${voucher_id}`, {
    ...voucher,
    origin: 'sold',
    customer_id,
    store_id: shop.store_id,
    payments,
  })
  await post('/vouchers/lookup', { code: sold.code ?? sold.voucher?.code })
  const [kept, released] = [newId(), newId()]
  await put(`/vouchers/${voucher_id}/holds/${kept}`, { amount_cents: 1000 })
  await put(`/vouchers/${voucher_id}/holds/${kept}/capture`, { amount_cents: 1000 })
  await put(`/vouchers/${voucher_id}/holds/${released}`, { amount_cents: 1000 })
  await remove(`/vouchers/${voucher_id}/holds/${released}`)
  const sale_id = newId()
  await put(`/sales/${sale_id}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: now(),
    lines: [{ line_no: 1, quantity_milli: 1000, unit_price_cents: 2000 }],
    vouchers: [{ voucher_id, amount_cents: 2000 }],
  })
  await put(`/sales/${sale_id}/returns/${newId()}`, {
    lines: [{ line_no: 1, quantity_milli: 1000 }],
    occurred_at: now(),
  })
  await get(`/vouchers/${voucher_id}`)
  await put(`/vouchers/${voucher_id}/code-sight`)
  await get(`/vouchers?kind=gift_card&state=open&customer_id=${customer_id}`)
  await get('/vouchers/export')
  await put(`/vouchers/${voucher_id}/withdrawal`, { reason: 'perdue' })
}

export async function rewards({ shop, get, put, remove }: Day, customer_id: string): Promise<void> {
  const correct = (amount: number, reason: string) =>
    put(`/customers/${customer_id}/corrections/${newId()}`, { unit: 'points', amount, reason })
  await correct(100, 'geste commercial')
  await correct(-5, 'erreur de saisie')
  await get(`/customers/${customer_id}/rewards`)
  const [taken, held] = [newId(), newId()]
  const path = `/customers/${customer_id}/redemptions`
  await put(`${path}/${taken}`, { reward_id: CHOSEN_ID, store_id: shop.store_id })
  await remove(`${path}/${taken}`)
  await put(`${path}/${held}`, { reward_id: CHOSEN_ID, hold: true, store_id: shop.store_id })
  await remove(`${path}/${held}`)
}
