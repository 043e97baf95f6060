/** Years on a ladder, lived day by day through HTTP and the night's work, by a clock that this file turns. */
import { afterEach, mock, test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { config, db, openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { night } from '../../tasks.ts'
import { auditTenant } from '../points/audit.ts'
import { settleDueAccounts } from '../points/nightly.ts'
import type { Ladder } from '../programmes/programme.ts'
import { TierChanged, TierGrantEnded } from './events.ts'
import { tierTasks } from './tasks.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

/** Bronze from the first euro on, silver from 300 €, gold from 1 000 €. */
const ladderOf = (changes: Partial<Ladder> = {}): Ladder => ({
  ladder_id: 'statut',
  name: 'Statut',
  measures: { by: 'amount' },
  period: { kind: 'calendar', of: 'year' },
  starts: 'at_once',
  keeps_periods: 1,
  grace_days: 0,
  drops: 'to_earned',
  tiers: [
    { tier_id: 'bronze', name: 'Bronze', threshold: 0, benefits: [] },
    { tier_id: 'silver', name: 'Argent', threshold: 300_00, benefits: [] },
    {
      tier_id: 'gold',
      name: 'Or',
      threshold: 1_000_00,
      benefits: [{ kind: 'service', text: 'Retouches offertes' }],
    },
  ],
  ...changes,
})

/** Turns the clock to a time in Paris, and lets the night do what is due until then. */
const turnTo = (local: string) => {
  const at = Date.parse(`${local}Z`) - (/-0[4-9]-|-10-[01]/.test(local) ? 2 : 1) * 3_600_000
  mock.timers.setTime(at)
}

async function climb(ladder: Ladder, from = '2024-01-02T10:00') {
  mock.timers.enable({ apis: ['Date'], now: Date.parse(`${from}Z`) - 3_600_000 })
  const shop = await openShop()
  await writeProgramme(shop, pointsProgramme({ ladders: [ladder], rewards: [] }))
  const { customer_id } = await addCustomer(shop)
  const buy = async (local: string, euros: number) => {
    await until(local)
    const sale_id = newId()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date().toISOString(),
      amount_cents: euros * 100,
    })
    assert.ok(status < 300, JSON.stringify(body))
    return sale_id
  }
  const until = async (local: string) => {
    turnTo(local)
    await settleDueAccounts(db, shop.tenant_id, new Date(), night({ config }))
  }
  const giveBack = async (sale_id: string) => {
    const lines = [{ line_no: 1, quantity_milli: 1000 }]
    const { status, body } = await shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines })
    assert.equal(status, 200, JSON.stringify(body))
  }
  const standing = async () => (await shop.get(`/customers/${customer_id}/tiers`)).body.items[0]
  /** [tier, euros that count, last day of the tier in Paris]. */
  const stands = async () => {
    const { tier, value, until: ends } = await standing()
    return [tier?.tier_id ?? null, value / 100, ends && lastDay(ends)]
  }
  return { shop, customer_id, buy, until, giveBack, standing, stands }
}

const lastDay = (instant: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.parse(instant) - 1)

async function isRight(shop: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
}

afterEach(() => mock.timers.reset())

test('five years by calendar year: reached at once, kept a year more, then what the year before earned', async () => {
  const { shop, buy, until, stands, standing } = await climb(ladderOf())
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await buy('2024-03-10T11:00', 299)
  assert.deepEqual(await stands(), ['bronze', 299, null])
  assert.deepEqual((await standing()).next.missing, 100)
  await buy('2024-06-10T11:00', 1)
  assert.deepEqual(await stands(), ['silver', 300, '2025-12-31'])
  await buy('2024-11-20T11:00', 700)
  assert.deepEqual(await stands(), ['gold', 1000, '2025-12-31'])
  await until('2025-01-01T00:05')
  assert.deepEqual(await stands(), ['gold', 0, '2025-12-31'], 'what counted has left, the tier stays')
  await buy('2025-05-05T11:00', 350)
  assert.deepEqual((await standing()).to_keep, 650_00)
  await until('2025-12-31T23:55')
  assert.deepEqual(await stands(), ['gold', 350, '2025-12-31'])
  await until('2026-01-01T00:05')
  assert.deepEqual(await stands(), ['silver', 0, '2026-12-31'], '350 € in 2025 earn silver for the next year')
  await until('2028-02-29T12:00')
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await buy('2028-12-31T23:50', 1000)
  assert.deepEqual(await stands(), ['gold', 1000, '2029-12-31'])
  await until('2029-01-01T00:05')
  assert.deepEqual(await stands(), ['gold', 0, '2029-12-31'])
  const changes = (await shop.announced(TierChanged)).map(({ payload }) => (payload as any).to)
  assert.deepEqual(changes, ['silver', 'gold', 'silver', 'bronze', 'gold'])
  await isRight(shop)
})

test('by rolling months over a leap day, one step at a time', async () => {
  const ladder = ladderOf({ period: { kind: 'rolling', months: 12 }, keeps_periods: 0, drops: 'one_step' })
  const { shop, buy, until, stands } = await climb(ladder)
  await buy('2024-02-29T18:00', 1000)
  assert.deepEqual(await stands(), ['gold', 1000, '2025-02-28'])
  await until('2025-02-28T23:50')
  assert.deepEqual(await stands(), ['gold', 1000, '2025-02-28'])
  await until('2025-03-01T00:05')
  assert.deepEqual(await stands(), ['gold', 0, '2026-02-28'], 'what counted on its last day renews it')
  await until('2026-03-01T00:05')
  assert.deepEqual(await stands(), ['silver', 0, '2027-02-28'], 'one step')
  await until('2027-03-01T00:05')
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await isRight(shop)
})

test('a tier that is lost at its review is kept for the days of grace, and saved by a purchase in them', async () => {
  const { shop, buy, until, stands, standing } = await climb(ladderOf({ keeps_periods: 0, grace_days: 30 }))
  await buy('2024-05-01T11:00', 400)
  await until('2025-01-01T00:05')
  const { in_grace, follows, to_keep } = await standing()
  assert.deepEqual([in_grace, follows.tier_id, to_keep], [true, 'bronze', 300_00])
  assert.deepEqual(await stands(), ['silver', 0, '2025-01-30'])
  await buy('2025-01-20T11:00', 300)
  assert.deepEqual(await stands(), ['silver', 300, '2025-12-31'], 'saved')
  await until('2026-01-30T23:00')
  assert.deepEqual(await stands(), ['silver', 0, '2026-01-30'])
  await until('2026-01-31T00:05')
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await isRight(shop)
})

test('a tier that begins with the next period is not there before, and a long silence is decided year by year', async () => {
  const { shop, buy, until, stands, standing } = await climb(ladderOf({ starts: 'next_period' }))
  await buy('2024-09-09T11:00', 1200)
  assert.deepEqual(await stands(), ['bronze', 1200, '2024-12-31'])
  assert.equal((await standing()).follows.tier_id, 'gold')
  await until('2028-07-01T12:00')
  assert.deepEqual(await stands(), ['bronze', 0, null])
  const moves = (await standing()).changes.map((one: any) => [one.to_tier, lastDay(one.occurred_at)])
  assert.deepEqual(moves, [
    ['bronze', '2026-12-31'],
    ['gold', '2024-12-31'],
  ])
  await isRight(shop)
})

test('a return takes back the tier that its purchase had reached, and none that others hold', async () => {
  const { shop, buy, stands, giveBack } = await climb(ladderOf())
  await buy('2024-02-01T11:00', 350)
  const dear = await buy('2024-03-01T11:00', 700)
  assert.deepEqual(await stands(), ['gold', 1050, '2025-12-31'])
  const small = await buy('2024-03-02T11:00', 10)
  await giveBack(small)
  assert.deepEqual(await stands(), ['gold', 1050, '2025-12-31'])
  await giveBack(dear)
  assert.deepEqual(await stands(), ['silver', 350, '2025-12-31'])
  const changes = (await shop.announced(TierChanged)).map(({ payload }) => (payload as any).to)
  assert.deepEqual(changes, ['silver', 'gold', 'silver'])
  await isRight(shop)
})

test('what comes back in another year takes nothing from that year', async () => {
  const { shop, buy, until, stands, giveBack } = await climb(ladderOf())
  const old = await buy('2024-12-20T11:00', 400)
  await until('2025-01-01T00:05')
  await buy('2025-01-05T11:00', 320)
  assert.deepEqual(await stands(), ['silver', 320, '2026-12-31'])
  await giveBack(old)
  assert.deepEqual(await stands(), ['silver', 320, '2026-12-31'], 'this year holds it')
  await isRight(shop)
})

test('a tier given by hand is a floor until its last day, and merit stands above it', async () => {
  const { shop, customer_id, buy, until, stands, standing } = await climb(ladderOf({ keeps_periods: 0 }))
  const path = `/customers/${customer_id}/tiers/statut/grant`
  const wish = { tier_id: 'silver', reason: 'Cliente de toujours', until: '2024-06-30' }
  assert.equal((await shop.put(path, wish)).status, 200)
  assert.equal((await shop.put(path, wish)).status, 200, 'the same again changes nothing')
  assert.deepEqual(await stands(), ['silver', 0, null])
  assert.equal((await standing()).grant.reason, 'Cliente de toujours')
  await buy('2024-03-01T11:00', 1000)
  assert.deepEqual(await stands(), ['gold', 1000, '2024-12-31'])
  await until('2025-01-01T00:05')
  assert.deepEqual(await stands(), ['bronze', 0, null], 'the floor went with its last day')
  const ended = (await shop.announced(TierGrantEnded)).length
  assert.equal(ended, 1)
  assert.equal((await standing()).grant, null)
  assert.equal((await shop.put(path, { ...wish, until: '2024-12-31' })).body.code, 'tier_grant_past')
  assert.equal((await shop.put(path, { ...wish, tier_id: 'ruby' })).body.code, 'tier_unknown')
  assert.equal((await shop.put(path.replace('statut', 'autre'), wish)).body.code, 'ladder_unknown')
  await shop.put(path, { tier_id: 'gold', reason: 'Geste' })
  assert.deepEqual(await stands(), ['gold', 0, null])
  await shop.call('DELETE', path)
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await shop.put(path, { tier_id: 'silver', reason: 'Un été', until: '2025-08-31' })
  turnTo('2025-09-01T00:04')
  await tierTasks({ db }).end_tier_grants!({}, undefined as never)
  assert.equal((await shop.announced(TierGrantEnded)).length, 3)
  assert.deepEqual(await stands(), ['bronze', 0, null])
  await isRight(shop)
})
