/** An audience that a campaign writes to, or will, stays: it is put away once the campaign is over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { fillAudience } from '../audiences/tasks.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import { beginRun, sendSlice } from './send.ts'
import type { CampaignWish } from './wish.ts'

const codes = openCodes(config.home)
const DAY_MS = 86_400_000
const LATER: CampaignWish['schedule'] = {
  date: '2099-01-05',
  hour: '10:00',
  clock: 'shop',
  spread_minutes: 0,
  per_hour_max: null,
}

async function everybody(shop: Shop) {
  const audience_id = newId()
  const written = await shop.put(`/audiences/${audience_id}`, { name: 'Tout le monde', rule: { all: [] } })
  assert.equal(written.status, 200, JSON.stringify(written.body))
  await fillAudience(db, shop.tenant_id, audience_id)
  return audience_id
}

/** The names of what holds it, or null once it was put away; it is taken up again. */
async function heldBy(shop: Shop, audience_id: string): Promise<string[] | null> {
  const used = (await shop.get(`/audiences/${audience_id}`)).body.used_by
  const { status, body } = await shop.put(`/audiences/${audience_id}/archive`)
  if (status === 200) {
    assert.deepEqual(used, [])
    assert.equal((await shop.call('DELETE', `/audiences/${audience_id}/archive`)).status, 200)
    return null
  }
  assert.deepEqual([status, body.code, body.used_by], [409, 'audience_used', used])
  assert.ok(used.every(({ kind }: { kind: string }) => kind === 'campaign'))
  return used.map(({ name }: { name: string }) => name)
}

async function launch(shop: Shop, plan: CampaignWish) {
  const { campaign_id, rehearsal } = await rehearsed(shop, plan)
  assert.equal(rehearsal?.state, 'done', JSON.stringify(rehearsal))
  assert.equal((await shop.put(`/campaigns/${campaign_id}/launch`)).status, 200)
  return campaign_id
}

/** Its hour has come; `slices` of it are done, all of them without a number. */
const send = (shop: Shop, campaign_id: string, slices = Infinity) =>
  shop.within(async (ctx) => {
    await ctx.tx
      .updateTable('campaign_launch')
      .set({ starts_at: ctx.now, next_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute()
    await beginRun(ctx, campaign_id)
    for (let at = 0; at < slices && (await sendSlice(ctx, codes, campaign_id)); at++);
  })

test('an audience is not archived while a campaign is planned or goes out, and is when it is over', async () => {
  const shop = await openShop()
  await addReaders(shop, 3)
  const audience_id = await everybody(shop)
  const plan = planOf(await addTemplate(shop), { audience_id, schedule: LATER })
  await rehearsed(shop, plan)
  assert.equal(await heldBy(shop, audience_id), null, 'a draft does not hold it')
  await fillAudience(db, shop.tenant_id, audience_id)
  const campaign_id = await launch(shop, plan)
  assert.deepEqual(await heldBy(shop, audience_id), ['Soldes'], 'planned')
  await shop.put(`/campaigns/${campaign_id}/pause`)
  assert.deepEqual(await heldBy(shop, audience_id), ['Soldes'], 'paused')
  await shop.call('DELETE', `/campaigns/${campaign_id}/pause`)
  await send(shop, campaign_id, 1)
  assert.deepEqual(await heldBy(shop, audience_id), ['Soldes'], 'half done')
  await send(shop, campaign_id)
  assert.equal(await heldBy(shop, audience_id), null, 'everybody was decided for')
})

test('what recurs holds its audience until it is stopped', async () => {
  const shop = await openShop()
  await addReaders(shop, 3)
  const audience_id = await everybody(shop)
  const recurrence = { weekdays: [], days: 0, missing_units_max: 1, until: null }
  const schedule = { ...LATER, date: null }
  const plan = planOf(await addTemplate(shop), { kind: 'birthday', audience_id, schedule, recurrence })
  const campaign_id = await launch(shop, plan)
  await send(shop, campaign_id)
  assert.deepEqual(await heldBy(shop, audience_id), ['Soldes'])
  await shop.put(`/campaigns/${campaign_id}/stop`)
  assert.equal(await heldBy(shop, audience_id), null)
})

test('a private sale holds the audience to which it is open until it is over', async () => {
  const shop = await openShop()
  await addReaders(shop, 3)
  const audience_id = await everybody(shop)
  const campaign_id = await launch(
    shop,
    planOf(await addTemplate(shop), { kind: 'private_sale', schedule: { ...LATER, date: null, hour: null } }),
  )
  const sale = await shop.put(`/campaigns/${campaign_id}/private-sale`, {
    title: 'Avant-première',
    words: '',
    starts_at: new Date(Date.now() + DAY_MS).toISOString(),
    ends_at: new Date(Date.now() + 2 * DAY_MS).toISOString(),
    store_id: null,
    place: '',
    picture_ids: [],
    tier_ids: [],
    audience_id,
    guests_max: 1,
    seats_max: null,
  })
  assert.equal(sale.status, 200, JSON.stringify(sale.body))
  await send(shop, campaign_id)
  assert.deepEqual(await heldBy(shop, audience_id), ['Soldes'])
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('private_sale')
      .set({ starts_at: new Date(now.getTime() - 2), ends_at: new Date(now.getTime() - 1) })
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .execute(),
  )
  assert.equal(await heldBy(shop, audience_id), null)
})

test('launched and archived at the same moment, one of the two is refused', async () => {
  const shop = await openShop()
  await addReaders(shop, 2)
  const template_id = await addTemplate(shop)
  for (let round = 0; round < 3; round++) {
    const audience_id = await everybody(shop)
    const { campaign_id } = await rehearsed(shop, planOf(template_id, { audience_id, schedule: LATER }))
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        at % 2 === round % 2
          ? shop.put(`/campaigns/${campaign_id}/launch`)
          : shop.put(`/audiences/${audience_id}/archive`),
      ),
    )
    const { archived_at } = (await shop.get(`/audiences/${audience_id}`)).body
    const { launched_at } = (await shop.get(`/campaigns/${campaign_id}`)).body
    assert.notEqual(archived_at === null, launched_at === null)
    const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
    assert.deepEqual(new Set(refused), new Set([archived_at ? 'campaign_audience_unknown' : 'audience_used']))
  }
})
