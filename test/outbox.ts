/** Messages to send, and what became of them. */
import { newId } from '../server/lib/id.ts'
import { sendMessage, type MessageWish } from '../server/features/messages/actions.ts'
import type { QueuedMessage } from '../server/features/messages/shape.ts'
import { openShop } from './shop.ts'
import { LIMITS } from '../server/features/pressure/settings.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Where it is the middle of the day now. */
function zoneOfNoon(): string {
  const ahead = 12 - new Date().getUTCHours()
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** Nobody is texted at night, on a Sunday or on a holiday: in this shop it is noon, and it has decided to write on any day. */
export async function openShopByDay(): Promise<Shop> {
  const shop = await openShop({ time_zone: zoneOfNoon() })
  const { version, rules } = (await shop.get('/pressure-rules')).body
  const any_day = { ...rules.hours, sms: LIMITS.hours.sms, push: LIMITS.hours.sms }
  const wanted = { ...rules, hours: any_day, sunday_decision: 'On écrit aussi le dimanche' }
  const { status, body } = await shop.put('/pressure-rules', { version, rules: wanted })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return shop
}

export const mail = (wish: Partial<MessageWish> = {}): MessageWish => ({
  message_id: newId(),
  channel: 'email',
  purpose: 'service',
  template: 'test',
  recipient: 'ada@exemple.fr',
  subject: 'Votre reçu',
  text: 'Merci de votre visite.',
  ...wish,
})
export const sms = (wish: Partial<MessageWish> = {}) =>
  mail({ channel: 'sms', recipient: '+33612345678', ...wish })

export const send = (shop: Shop, wish: MessageWish) => shop.within((ctx) => sendMessage(ctx, wish))
export const stored = (shop: Shop, message_id: string) =>
  shop.within(({ tx }) =>
    tx
      .selectFrom('message')
      .selectAll()
      .where('tenant_id', '=', shop.tenant_id)
      .where('message_id', '=', message_id)
      .executeTakeFirstOrThrow(),
  )
export const received = async (shop: Shop) => (await shop.get('/mailbox')).body.items as any[]

export async function addCustomer(shop: Shop) {
  const [customer_id, now] = [newId(), new Date()]
  await shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('customer')
      .values({
        tenant_id,
        customer_id,
        account_id: customer_id,
        first_name: 'Ada',
        source: 'till',
        created_at: now,
        created_by: 'test',
        updated_at: now,
      })
      .execute(),
  )
  return customer_id
}

export const consent = (
  shop: Shop,
  customer_id: string,
  given: boolean,
  occurred_at = new Date(),
  channel = 'email',
) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .insertInto('consent')
      .values({
        tenant_id,
        customer_id,
        consent_id: newId(),
        channel,
        purpose: 'offers',
        given,
        text_version: 1,
        language: 'fr',
        text_hash: Buffer.from('x'),
        source: 'till',
        actor: 'test',
        occurred_at,
        recorded_at: occurred_at,
      })
      .execute(),
  )

/** One of many: what a campaign would queue for one person. */
export const queued = (customer_id: string, wish: Partial<QueuedMessage> = {}): QueuedMessage => ({
  message_id: newId(),
  customer_id,
  channel: 'email',
  purpose: 'service',
  recipient: `${customer_id.slice(-12)}@exemple.fr`,
  content: { subject: 'Vos points', text: 'Bonjour Ada.', html: '<p>Bonjour Ada.</p>' },
  origin: { kind: 'campaign', id: newId(), step: null },
  store_id: null,
  priority: 10,
  due_at: new Date(),
  useful_until: null,
  cost_millicents: 100,
  ...wish,
})
