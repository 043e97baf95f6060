/** Whoever was held on the day of an occasion is tried again while it lasts, and written to once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { config, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { DAY_MS, isoDate, localDayOf } from '../../lib/time.ts'
import { recordConsents } from '../consents/actions.ts'
import { openCodes } from '../vouchers/codes.ts'
import { addReaders, addTemplate, planOf, rehearsed, type Shop } from './campaigns.fixture.ts'
import { instantOf } from './schedule.ts'
import { beginRun, sendSlice } from './send.ts'

const codes = openCodes(config.home)
const ZONE = 'Europe/Paris'
const today = () => localDayOf(Date.now(), ZONE)
const at = (days: number) => new Date(instantOf(today() + days, '10:00', ZONE))

/** A birthday campaign under way, and people whose birthday is tomorrow. */
async function birthdays(people: number, control_basis_points = 0) {
  const shop = await openShop()
  const born = await addReaders(shop, people)
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('customer')
      .set({ birth_date: `1988${isoDate(today() + 1).slice(4)}` })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  const plan = planOf(await addTemplate(shop), {
    kind: 'birthday',
    control: { basis_points: control_basis_points, people: null },
    schedule: { date: null, hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
    recurrence: { weekdays: [], days: 0, missing_units_max: 1, until: null },
  })
  const { campaign_id } = await rehearsed(shop, plan)
  const launched = await shop.put(`/campaigns/${campaign_id}/launch`)
  assert.equal(launched.status, 200, JSON.stringify(launched.body))
  const morning = (days: number) =>
    shop.within(async (ctx) => {
      await ctx.tx
        .updateTable('campaign_launch')
        .set({ starts_at: at(days), next_at: at(days) })
        .where('tenant_id', '=', ctx.tenant_id)
        .where('campaign_id', '=', campaign_id)
        .execute()
      await beginRun(ctx, campaign_id)
      while (await sendSlice(ctx, codes, campaign_id));
    }, at(days))
  const outcomes = async () =>
    Object.fromEntries(
      (await shop.get(`/campaigns/${campaign_id}/recipients?limit=100`)).body.items.map((one: any) => [
        one.customer_id,
        one.code ? `${one.outcome}: ${one.code}` : one.outcome,
      ]),
    )
  const counts = async () => {
    const { queued, held, control, people_done } = (await shop.get(`/campaigns/${campaign_id}`)).body
    return { queued, held, control, people_done }
  }
  return { shop, campaign_id, born, morning, outcomes, counts }
}

/** An answer by e-mail, given at that hour. */
const says = (shop: Shop, customer_id: string, given: boolean, when: Date) =>
  shop.within(
    (ctx) =>
      recordConsents(
        ctx,
        customer_id,
        [{ channel: 'email', purpose: 'offers', given, ...(given && { text_version: 1 }) }],
        { source: 'till', store_id: null, device_id: null },
      ),
    when,
  )

const messages = async (shop: Shop, campaign_id: string) =>
  (
    await shop.within(({ tx, tenant_id }) =>
      tx
        .selectFrom('message')
        .select(['customer_id', 'due_at', 'useful_until'])
        .where('tenant_id', '=', tenant_id)
        .where('origin_id', '=', campaign_id)
        .execute(),
    )
  ).map(({ customer_id, due_at, useful_until }) => [
    customer_id,
    due_at!.toISOString(),
    useful_until!.toISOString(),
  ])

test('held on her birthday, she is wished it the day after when nothing holds her any more, and no later than it lasts', async () => {
  const { shop, campaign_id, born, morning, outcomes, counts } = await birthdays(3)
  const [free, held, silent] = born as [string, string, string]
  await says(shop, held, false, at(0))
  await says(shop, silent, false, at(0))
  await morning(1)
  assert.deepEqual(await outcomes(), {
    [free]: 'queued',
    [held]: 'held: withdrawn',
    [silent]: 'held: withdrawn',
  })
  assert.deepEqual(await counts(), { queued: 1, held: 2, control: 0, people_done: 3 })
  await says(shop, held, true, new Date(at(1).getTime() + 3_600_000))
  await morning(1)
  assert.equal((await outcomes())[held], 'held: withdrawn', 'the same run does not try twice')
  await morning(2)
  assert.deepEqual(await outcomes(), { [free]: 'queued', [held]: 'queued', [silent]: 'held: withdrawn' })
  assert.deepEqual(await counts(), { queued: 2, held: 1, control: 0, people_done: 3 })
  const until = new Date(at(1).getTime() + 2 * DAY_MS).toISOString()
  assert.deepEqual(
    (await messages(shop, campaign_id)).sort(),
    [
      [free, at(1).toISOString(), until],
      [held, at(2).toISOString(), until],
    ].sort(),
    'of use until the end of the occasion, not of the second try',
  )
  // The day after that it is over, whatever she says.
  await says(shop, silent, true, new Date(at(2).getTime() + 3_600_000))
  await morning(3)
  assert.equal((await outcomes())[silent], 'held: withdrawn')
  assert.equal((await messages(shop, campaign_id)).length, 2)
})

test('whoever was not there on the day is not wished it late, and whoever is held out stays held out', async () => {
  const { shop, born, morning, outcomes, counts } = await birthdays(20, 5000)
  const [unheard] = born as [string]
  await says(shop, unheard, false, at(0))
  await morning(1)
  const first = await outcomes()
  const late = newId()
  await shop.within(async ({ tx, tenant_id, now }) => {
    await tx
      .insertInto('customer')
      .values({
        tenant_id,
        customer_id: late,
        account_id: late,
        first_name: 'Nouvelle',
        birth_date: `1988${isoDate(today() + 1).slice(4)}`,
        source: 'test',
        created_at: now,
        created_by: 'test',
        updated_at: now,
      })
      .execute()
  })
  await morning(2)
  assert.deepEqual(await outcomes(), first)
  const { control, queued, held } = await counts()
  assert.ok(control > 0 && queued > 0)
  assert.deepEqual([held, control + queued + held], [1, 20])
})

test('whoever has left the group, or is tried again at once by ten workers, is written to at most once', async () => {
  const { shop, campaign_id, born, morning, counts } = await birthdays(6)
  for (const id of born) await says(shop, id, false, at(0))
  await morning(1)
  for (const id of born) await says(shop, id, true, new Date(at(1).getTime() + 3_600_000))
  await shop.within(({ tx, tenant_id, now }) =>
    tx
      .updateTable('customer')
      .set({ left_at: now })
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', born[0]!)
      .execute(),
  )
  await Promise.all(Array.from({ length: 10 }, () => morning(2)))
  assert.equal((await messages(shop, campaign_id)).length, 5)
  assert.deepEqual(await counts(), { queued: 5, held: 1, control: 0, people_done: 6 })
})
