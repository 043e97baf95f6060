/** Slices under way: what was never offered goes on after a crash, a late worker offers no more, workers share a speed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { post } from '../../../test/jobs.ts'
import { addCustomer, consent, queued, stored, type Shop } from '../../../test/outbox.ts'
import { config, db, openShop } from '../../../test/shop.ts'
import { openCarriers, type Carrier } from './carriers.ts'
import { openPen } from './compose.ts'
import { recoverMessages } from './deliver.ts'
import { leasePaces, writePaces } from './pace-queries.ts'
import { FREE, leaseOf, paceAfter, tokensOf, BURST_MS } from './pace.ts'
import { handOver, partOf } from './parts.ts'
import { queueMessages } from './queue.ts'
import { openRoutes } from './routes-open.ts'
import { sendDue } from './send.ts'
import type { Purpose } from './shape.ts'
import { takeSlice } from './slice.ts'

const PEOPLE = 50

async function fiftyOffers(shop: Shop, purpose: Purpose = 'marketing') {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => addCustomer(shop)))
  await Promise.all(people.map((id) => consent(shop, id, true, new Date(Date.now() - 60_000))))
  const wishes = people.map((id, nth) => queued(id, { purpose, recipient: `p${nth}@exemple.fr` }))
  await shop.within((ctx) => queueMessages(ctx, wishes))
  return wishes.map(({ message_id }) => message_id)
}

async function claim(shop: Shop) {
  const who = { tenant_id: shop.tenant_id, actor: 'system' }
  const routes = await openRoutes(db, who, 'email', PEOPLE)
  const slice = await shop.within((ctx) => takeSlice(ctx, 'email', openPen(config), PEOPLE, routes))
  assert.equal(slice.ready.length, PEOPLE)
  return { slice, who: () => who }
}

const statesOf = async (shop: Shop, ids: string[]) =>
  Map.groupBy(await Promise.all(ids.map((id) => stored(shop, id))), ({ state }) => state)

const slicesOf = (shop: Shop) =>
  shop.within(({ tx, tenant_id }) =>
    tx.selectFrom('sending_slice').selectAll().where('tenant_id', '=', tenant_id).execute(),
  )

test('a worker that dies: offers that may have left are unknown, the others go on as if never claimed', async () => {
  const shop = await openShop()
  const ids = await fiftyOffers(shop)
  const { slice } = await claim(shop)
  assert.ok(slice.offered > 0 && slice.offered < PEOPLE, `${slice.offered} offered`)
  await recoverMessages(db, 3_600_000)
  assert.equal((await statesOf(shop, ids)).get('handing_over')?.length, PEOPLE, 'its worker may be there yet')
  await recoverMessages(db, 0)
  const states = await statesOf(shop, ids)
  assert.deepEqual(
    new Set(states.get('unknown')!.map(({ message_id }) => message_id)),
    new Set(slice.ready.slice(0, slice.offered).map(({ message_id }) => message_id)),
  )
  const waiting = states.get('queued')!
  assert.equal(waiting.length, PEOPLE - slice.offered)
  assert.ok(waiting.every(({ attempts, handed_at, due_at }) => attempts === 0 && !handed_at && due_at))
  assert.deepEqual(await slicesOf(shop), [])
  await recoverMessages(db, 0)
  assert.equal((await statesOf(shop, ids)).get('queued')?.length, waiting.length, 'once')
  await sendDue(db, openCarriers(db, config, post), openPen(config), {
    tenant_id: shop.tenant_id,
    channel: 'email',
  })
  const after = await statesOf(shop, ids)
  assert.deepEqual([after.get('sent')?.length, after.get('unknown')?.length], [waiting.length, slice.offered])
})

test('what may leave is committed before it does; a slice given to another is offered no further', async () => {
  const shop = await openShop()
  const ids = await fiftyOffers(shop)
  const { slice, who } = await claim(shop)
  const left: string[] = []
  const carrier: Carrier = async (part) => {
    const [row] = await slicesOf(shop)
    for (const { message_id } of part) {
      if (row)
        assert.ok(row.message_ids.slice(0, row.offered).includes(message_id), 'written before it leaves')
      left.push(message_id)
    }
    // Somebody takes this worker for lost as soon as it has begun.
    await recoverMessages(db, 0)
    return part.map(() => ({ handed: null, ref: null }))
  }
  const recorded: string[] = []
  await handOver(db, who, slice, carrier, 2 * partOf(0), async ({ ready }) => {
    recorded.push(...ready.map(({ message_id }) => message_id))
  })
  assert.ok(left.length >= partOf(0) && left.length <= slice.offered, `${left.length} left`)
  assert.deepEqual([...recorded].sort(), [...left].sort())
  const states = await statesOf(shop, ids)
  assert.equal(states.get('queued')!.length, PEOPLE - slice.offered)
  for (const { message_id } of states.get('queued')!) assert.ok(!left.includes(message_id))
})

test('ten workers lease one provider’s speed: together no more than it allows, and what was not used is not made up for', async () => {
  const shop = await openShop()
  const at = (ms: number) => new Date(Date.UTC(2026, 4, 4, 9) + ms)
  const lease = (ms: number, wanted: number, route = 'slow') =>
    shop.within(async (ctx) => {
      const [got] = await leasePaces({ ...ctx, now: at(ms) }, 'email', [{ route, wanted }], BURST_MS)
      return got
    })
  await shop.within((ctx) =>
    writePaces(ctx, 'email', [
      { route: 'slow', per_minute: 60, wait_until: null, why: 'slow_down' },
      { route: 'waits', per_minute: 60, wait_until: at(60_000), why: 'slow_down' },
      { route: 'free', ...FREE },
    ]),
  )
  const together = async (ms: number, wanted: number) =>
    (await Promise.all(Array.from({ length: 10 }, () => lease(ms, wanted)))).reduce(
      (sum, got) => sum + got!.granted,
      0,
    )
  assert.equal(await together(0, 3), BURST_MS / 1_000)
  assert.equal(await together(0, 3), 0)
  assert.equal(await together(999, 3), 0)
  assert.equal(await together(5_000, 3), 5)
  assert.equal(await together(3_600_000, 30), BURST_MS / 1_000, 'an hour of silence')
  const none = await lease(3_600_000, 1)
  assert.deepEqual([none!.granted, none!.next_at], [0, at(3_601_000)])
  assert.equal(await lease(0, 1, 'waits'), undefined)
  assert.equal(await lease(0, 1, 'free'), undefined)
})

test('a lease is small, and forgotten when it was not used', () => {
  for (const [per_minute, wanted, tokens, expected] of [
    [30, 500, 0, 1],
    [60, 500, 0, 2],
    [60, 1, 0, 1],
    [600, 500, 5, 15],
    [600, 500, 20, 0],
    [600, 500, 30, 0],
  ] as const)
    assert.equal(leaseOf(per_minute, wanted, tokens), expected, `${per_minute} ${wanted} ${tokens}`)
  assert.equal(tokensOf(undefined, 0), 0)
  assert.equal(tokensOf({ tokens: 4, at_ms: 0 }, BURST_MS - 1), 4)
  assert.equal(tokensOf({ tokens: 4, at_ms: 0 }, BURST_MS), 0)
})

test('what was under way when a provider said slow down says it again: that is one no', () => {
  const now = new Date('2026-05-04T09:00:00Z')
  const later = (ms: number) => new Date(now.getTime() + ms)
  const slowed = { taken: 0, slowed: 5, policy: 0 }
  const once = paceAfter(FREE, slowed, 600, now)
  assert.deepEqual([once.per_minute, once.why], [300, 'slow_down'])
  assert.equal(paceAfter(once, slowed, 600, later(10)), once)
  assert.equal(paceAfter(once, slowed, 600, once.wait_until!).per_minute, 150)
})
