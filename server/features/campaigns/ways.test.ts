/** The ways to a person in the order of a campaign: a card in the phone, what comes after it, and what is no way at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consent } from '../../../test/outbox.ts'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import type { CampaignWish } from './wish.ts'

const LATER: CampaignWish['schedule'] = {
  date: '2099-01-05',
  hour: '10:00',
  clock: 'shop',
  spread_minutes: 0,
  per_hour_max: null,
}

/** A card that a phone has registered, and the yes to notifications. */
async function keepCard(shop: Shop, customer_id: string) {
  const pass_id = newId()
  await shop.within(async ({ tx, tenant_id, now }) => {
    const pass = { tenant_id, pass_id, customer_id, kind: 'apple', face_hash: Buffer.from('x'), headline: '' }
    await tx
      .insertInto('wallet_pass')
      .values({ ...pass, made_at: now, changed_at: now })
      .execute()
    const phone = { tenant_id, pass_id, phone_id: 'phone', push_token: 'abcdef01' }
    await tx
      .insertInto('wallet_phone')
      .values({ ...phone, registered_at: now })
      .execute()
  })
  await consent(shop, customer_id, true, new Date(), 'push')
}

const said = async (shop: Shop, messages: CampaignWish['variants'][number]['messages']) => {
  const plan = planOf('', { variants: [{ variant: 'A', share: 1, messages }], schedule: LATER })
  const { campaign_id, rehearsal, written } = await rehearsed(shop, plan)
  if (!rehearsal) return { written, people: [] }
  const path = `/campaigns/${campaign_id}/rehearsals/${rehearsal.rehearsal_id}/people`
  return { written, people: (await shop.get(path)).body.items as any[] }
}

test('who keeps the card in a phone is told there, the others by what comes next, and it says why', async () => {
  const shop = await openShop()
  const [ada, bea] = await addReaders(shop, 2)
  await keepCard(shop, ada!)
  const { people } = await said(shop, [
    { channel: 'wallet', template_id: await addTemplate(shop, 'wallet') },
    { channel: 'email', template_id: await addTemplate(shop) },
  ])
  const of = (id: string) => people.find(({ customer_id }) => customer_id === id)
  assert.deepEqual([of(ada!).channel, of(bea!).channel], ['wallet', 'email'])
  assert.deepEqual(
    of(bea!).reasons.map(({ code, sentence }: any) => [code, sentence]),
    [['no_address', 'n’a pas la carte dans son téléphone']],
  )
})

test('a post reaches nobody: it is tried for no one, and no campaign is one alone', async () => {
  const shop = await openShop()
  await addReaders(shop, 1)
  const post = { channel: 'social' as const, template_id: await addTemplate(shop, 'social') }
  const alone = await said(shop, [post])
  assert.deepEqual([alone.written.status, alone.written.body.code], [422, 'campaign_post_alone'])
  const { people } = await said(shop, [post, { channel: 'email', template_id: await addTemplate(shop) }])
  assert.deepEqual([people[0].channel, people[0].reasons], ['email', []])
})
