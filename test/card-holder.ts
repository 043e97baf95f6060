/** Shops with a customer whose card is opened, or about to be. */
import assert from 'node:assert/strict'
import { runJobs } from './jobs.ts'
import { addCustomer as addHolder } from './programme.ts'
import { as, openShop } from './shop.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>

export const slugOf = (shop: Shop) => `shop-${shop.tenant_id.slice(-12)}`
export const MOBILE = '+33612345678'

/** Calls as a phone does: without a key, at the shop's own address. */
export const atShop = (shop: Shop) => as(null, { host: `${slugOf(shop)}.example` })

export async function shopWithHolder(
  identifiers: [kind: 'email' | 'phone', value: string][] = [['phone', MOBILE]],
  open: () => Promise<Shop> = openShop,
) {
  const shop = await open()
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('tenant')
      .set({ host_name: `${slugOf(shop)}.example` })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  const holder = await addCustomer(shop, 'Camille', identifiers)
  return { shop, public: atShop(shop), ...holder }
}

export async function addCustomer(
  shop: Shop,
  first_name: string,
  identifiers: [kind: 'email' | 'phone', value: string][],
) {
  const holder = await addHolder(shop, first_name)
  for (const [kind, value] of identifiers)
    await shop.within(({ tx, tenant_id }) =>
      tx
        .insertInto('identifier')
        .values({
          tenant_id,
          customer_id: holder.customer_id,
          kind,
          value,
          given: value,
          source: 'till',
          recorded_at: new Date(),
          recorded_by: 'test',
        })
        .execute(),
    )
  return holder
}

export const messages = async (shop: Shop) => {
  await runJobs()
  const { items } = (await shop.get('/mailbox')).body
  return Promise.all(
    items.map(async ({ received_id }: any) => (await shop.get(`/mailbox/${received_id}`)).body),
  ) as Promise<any[]>
}
export const codeIn = (text: string) => /\b(\d{3}) (\d{3})\b/.exec(text)!.slice(1).join('')
export const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** The code that came to the phone. */
export async function askAndRead(shop: Shop, recipient = '06 12 34 56 78', channel = 'sms') {
  const asked = await atShop(shop)('POST', '/card/codes', { recipient, channel })
  assert.equal(asked.status, 202)
  return codeIn((await messages(shop))[0].body_text)
}

export async function openedCard(
  identifiers?: [kind: 'email' | 'phone', value: string][],
  open?: () => Promise<Shop>,
) {
  const opened = await shopWithHolder(identifiers, open)
  const { url } = (await opened.shop.put(`/customers/${opened.customer_id}/card-link`)).body
  const { body } = await opened.public('POST', '/card/open', { link: url.split('#o=')[1] })
  return { ...opened, token: body.token as string, card: as(body.token) }
}
