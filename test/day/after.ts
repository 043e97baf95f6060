/** What follows from it: the owner looks back, the customer looks at the card, the clock does the night's work. */
import { closeMonth } from '../../server/features/accounting/actions.ts'
import { newId } from '../../server/lib/id.ts'
import { atShop, codeIn, messages } from '../card-holder.ts'
import { runJobs } from '../jobs.ts'
import { CHOSEN_ID } from '../programme.ts'
import { as, owner } from '../shop.ts'
import { verbs, type Day } from './verbs.ts'

export async function lookBack({ shop, get, put, remove }: Day, customer_id: string): Promise<void> {
  await shop.react()
  const { items: lists } = await get('/lists')
  await put(`/lists/${lists[0].list_id}/members/${customer_id}`)
  for (const path of ['', '/timeline', '/statement', '/statement?unit=points'])
    await get(`/customers/${customer_id}${path}`)
  const filters = [
    '',
    'sort=spent',
    `q=perrin&store_id=${shop.store_id}`,
    `tag=robes&list_id=${lists[0].list_id}`,
    'recency=active',
    'consent_email=true&created_from=2020-01-01T00:00:00Z&created_to=2099-01-01T00:00:00Z',
    'spent_cents_min=100&birthday_month=5',
    'left=yes',
  ]
  for (const filter of filters) await get(`/customers?${filter}`)
  await get('/customers/export')
  await remove(`/lists/${lists[0].list_id}/members/${customer_id}`)
  const { items: alerts } = await get('/alerts')
  await put(`/alerts/${alerts[0].alert_id}/sight`)
  for (const path of ['/figures/home', `/figures/home?store_id=${shop.store_id}`, '/audit', '/mailbox'])
    await get(path)
  await accounts({ shop, get, put } as Day)
}

/** The month as it stands, and as it is closed once it is over. */
async function accounts({ shop, get, put }: Day): Promise<void> {
  const { items } = await get('/accounting/months')
  const { month } = items[0]
  await get(`/accounting/months/${month}`)
  await get(`/accounting/months/${month}?on=${month}-28`)
  const { settings } = await get('/accounting/settings')
  await put('/accounting/settings', { version: 1, settings: { ...settings, margin_bp: 5500 } })
  const later = new Date(Date.now() + 45 * 86_400_000)
  await shop.within((ctx) => closeMonth(ctx, month, 'Sandra'), later)
  await get('/accounting/months')
  for (const part of ['', '/proof', '/journal.csv']) await get(`/accounting/months/${month}${part}`)
}

export async function cardOnThePhone({ shop, put }: Day, customer_id: string): Promise<void> {
  const { url } = await put(`/customers/${customer_id}/card-link`)
  const open = verbs(atShop(shop))
  const { token } = await open.post('/card/open', { link: url.split('#o=')[1] })
  const card = verbs(as(token))
  for (const path of ['/card', '/card/sales', '/card/statement', '/card/me', '/card/export'])
    await card.get(path)
  const { items } = await card.get('/card/sales')
  await card.get(`/card/sales/${items[0].sale_id}`)
  await card.patch('/card/me', { first_name: 'Camille' })
  await card.put(`/card/consents/${newId()}`, {
    channel: 'sms',
    purpose: 'offers',
    given: false,
    language: 'fr',
  })
  await card.put(`/card/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  await card.remove('/card/session')
  await open.post('/card/codes', { recipient: '0612345678', channel: 'sms' })
  await runJobs()
  const [text] = await messages(shop)
  const signed = await open.post('/card/sign-in', { recipient: '0612345678', code: codeIn(text.body_text) })
  await verbs(as(signed.token)).put('/card/departure', {})
}

/** What the clock starts, all at once. */
export async function night({ shop }: Day): Promise<void> {
  const names = [
    'settle_points',
    'evaluate_lists',
    'lapse_voucher_holds',
    'expire_vouchers',
    'recover_messages',
    'forget_text_ways',
    'recover_imports',
    'forget_imported_files',
    'sweep_sign_in',
  ]
  for (const name of names) await owner.query('select graphile_worker.add_job($1)', [name])
  await runJobs()
  await shop.react()
}
