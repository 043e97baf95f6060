/** A shop with people who may be written to, templates in service, and a campaign ready to go. */
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import type { Channel } from '../messages/shape.ts'
import type { CampaignWish } from './wish.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>

/** What may be said at any hour: quiet hours are another feature's to test. */
export const ALL_DAY = { days: [1, 2, 3, 4, 5, 6, 7], spans: [[0, 1440]], public_holidays: true }

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

/** In service, with plain words. */
export async function addTemplate(shop: Shop, channel: Channel = 'email', name = 'Modèle') {
  const template_id = newId()
  const now = new Date()
  await shop.within(async ({ tx, tenant_id }) => {
    await tx
      .insertInto('template')
      .values({
        tenant_id,
        template_id,
        channel,
        purpose: 'marketing',
        name,
        draft: '{}',
        draft_by: 'test',
        draft_at: now,
        last_version: 1,
        created_by: 'test',
        created_at: now,
      })
      .execute()
  })
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
