/** A shop with people who may be written to, templates in service, and a campaign ready to go. */
import assert from 'node:assert/strict'
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import type { Channel } from '../messages/shape.ts'
import type { CampaignWish } from './wish.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>

/** So many people with an e-mail address and a yes to offers by e-mail, all of one store. */
export async function addReaders(shop: Shop, count: number, name = 'p', store_id = shop.store_id) {
  const ids = Array.from({ length: count }, () => newId())
  const now = new Date()
  await shop.within(async ({ tx, tenant_id }) => {
    await tx
      .insertInto('customer')
      .values(
        ids.map((customer_id, at) => ({
          tenant_id,
          customer_id,
          account_id: customer_id,
          first_name: `${name}${at}`,
          home_store_id: store_id,
          source: 'test',
          created_at: now,
          created_by: 'test',
          updated_at: now,
        })),
      )
      .execute()
    await tx
      .insertInto('identifier')
      .values(
        ids.map((customer_id, at) => ({
          tenant_id,
          customer_id,
          kind: 'email',
          value: `${name}${at}.${customer_id.slice(-6)}@example.org`,
          given: `${name}${at}@example.org`,
          source: 'test',
          recorded_at: now,
          recorded_by: 'test',
        })),
      )
      .execute()
    await tx
      .insertInto('consent')
      .values(
        ids.map((customer_id) => ({
          tenant_id,
          customer_id,
          consent_id: newId(),
          channel: 'email',
          purpose: 'offers',
          given: true,
          text_version: 1,
          language: 'fr',
          text_hash: Buffer.from('test'),
          source: 'test',
          actor: 'test',
          occurred_at: new Date(now.getTime() - 86_400_000),
          recorded_at: now,
        })),
      )
      .execute()
  })
  return ids
}

const BRAND = {
  legal_name: 'Lili Rose SARL',
  postal_address: '12 rue Gambetta, 42000 Saint-Étienne',
  sms_stop: '36180',
  sms_name: 'Lili Rose',
}

const CONTENTS: Partial<Record<Channel, object>> = {
  email: {
    subject: 'Les soldes commencent',
    preheader: 'Jusqu’à moins 50 %',
    blocks: [{ block_id: 'a', kind: 'text', words: 'Bonjour {{ first_name }}, venez voir la boutique.' }],
  },
  sms: { text: 'Lili Rose : les soldes commencent samedi.' },
  push: { title: 'Les soldes', text: 'Elles commencent samedi.', picture_id: null, target: 'card' },
  wallet: { title: 'Les soldes', text: 'Elles commencent samedi.', picture_id: null, target: 'card' },
  social: { text: 'Les soldes commencent samedi.', picture_id: null, alt: '' },
}

/** Put in service as people do, by a shop that says who it is. */
export async function addTemplate(shop: Shop, channel: Channel = 'email', content = CONTENTS[channel]!) {
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .insertInto('brand')
      .values({ tenant_id, brand: JSON.stringify(BRAND), written_by: 'test', written_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  const template_id = newId()
  const body = { channel, purpose: 'marketing', name: `Modèle ${channel}`, draft: { fr: content, en: null } }
  const written = await shop.put(`/templates/${template_id}`, body)
  assert.equal(written.status, 200, JSON.stringify(written.body))
  const served = await shop.put(`/templates/${template_id}/versions/1`)
  assert.equal(served.status, 200, JSON.stringify(served.body))
  return template_id
}

export const planOf = (template_id: string, changes: Partial<CampaignWish> = {}): CampaignWish => ({
  name: 'Soldes',
  kind: 'one_off',
  brief: { goal: 'Faire revenir', for_whom: '', offer: '', tone: '' },
  purpose: 'marketing',
  audience_id: null,
  store_id: null,
  choice: 'in_order',
  variants: [{ variant: 'A', share: 1, messages: [{ channel: 'email', template_id }] }],
  offer: null,
  schedule: { date: null, hour: null, clock: 'shop', spread_minutes: 0, per_hour_max: null },
  budget_cents: null,
  control: { basis_points: 0, people: null },
  recurrence: null,
  priority: 30,
  window_days: 14,
  ...changes,
})

/** Written and rehearsed. */
export async function rehearsed(shop: Shop, plan: CampaignWish, call = shop.call) {
  const campaign_id = newId()
  const written = await call('PUT', `/campaigns/${campaign_id}`, plan)
  if (written.status !== 200) return { campaign_id, written, rehearsal: null }
  const rehearsal = await rehearse(shop, campaign_id, call)
  return { campaign_id, written, rehearsal }
}

export async function rehearse(shop: Shop, campaign_id: string, call = shop.call) {
  const rehearsal_id = newId()
  await call('PUT', `/campaigns/${campaign_id}/rehearsals/${rehearsal_id}`)
  await runJobs()
  return (await call('GET', `/campaigns/${campaign_id}/rehearsals/${rehearsal_id}`)).body
}

export { addCustomer }
