import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { dayOfIsoDate, isoDate, localDayOf } from '../../server/lib/time.ts'
import { readPhone } from '../../server/lib/phone.ts'
import { isOpen } from '../../server/features/stores/rules.ts'
import { auditTenant } from '../../server/features/points/audit.ts'
import { app, config, databaseUrl, db, owner, pool } from '../../test/shop.ts'
import { BELLEVUE_HOURS, CENTRE_HOURS, saleWeek, saleWeeksFrom, weekdayOf } from './calendar.ts'
import { makePeople } from './people.ts'
import { seedDemo } from './seed.ts'
import { demoShop, WHOLE } from './shop.ts'
import { makeVisits, type Visit } from './visits.ts'

const NOON = new Date('2026-06-13T10:00:00Z')

function plan(seed: number, now = NOON) {
  const shop = demoShop(seed, now, WHOLE)
  const people = makePeople(shop, WHOLE.customers)
  return { shop, people, visits: makeVisits(shop, people) }
}
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const totalOf = ({ lines }: Visit) =>
  lines.reduce((sum, line) => sum + line.product.price_cents * line.quantity - line.discount_cents, 0)
const share = <T>(all: T[], some: (one: T) => boolean) => all.filter(some).length / all.length

test('one seed and one clock make one shop; another seed makes another', () => {
  assert.equal(hashOf(plan(7)), hashOf(plan(7)))
  assert.notEqual(hashOf(plan(7).visits), hashOf(plan(8).visits))
})

test('the shop lives as a clothes shop does', () => {
  for (const seed of [2003, 7]) {
    const { shop, people, visits } = plan(seed)
    const between = (value: number, from: number, to: number, what: string) =>
      assert.ok(value >= from && value <= to, `${what} is ${value}, with seed ${seed}`)
    between(people.length, 890, 900, 'customers')
    between(visits.length, 10_000, 15_000, 'sales')
    between(
      visits.reduce((sum, visit) => sum + totalOf(visit), 0) / visits.length,
      42_00,
      48_00,
      'the mean basket',
    )
    between(
      share(visits, ({ person }) => person !== null),
      0.59,
      0.65,
      'the share with a card',
    )
    between(
      share(visits, ({ back }) => back !== null),
      0.02,
      0.04,
      'what comes back',
    )
    between(shop.products.length, 130, 170, 'products')
    const byDay = Map.groupBy(visits, ({ at }) => weekdayOf(localDayOf(at.getTime(), shop.time_zone)))
    assert.equal(byDay.get('sunday'), undefined)
    for (const [day, sold] of byDay)
      if (day !== 'saturday') assert.ok(sold.length < byDay.get('saturday')!.length)
    const reduced = (visit: Visit) => visit.lines.some(({ discount_cents }) => discount_cents > 0)
    const inSales = (visit: Visit) => saleWeek(localDayOf(visit.at.getTime(), shop.time_zone)) > 0
    between(share(visits.filter(inSales), reduced), 0.65, 0.9, 'reduced during the sales')
    between(
      share(
        visits.filter((visit) => !inSales(visit)),
        reduced,
      ),
      0.02,
      0.2,
      'reduced at other times',
    )
    const came = new Map(Map.groupBy(visits, ({ person }) => person?.customer_id).entries())
    between(
      people.filter(({ customer_id }) => !came.has(customer_id)).length,
      40,
      120,
      'cards that never bought',
    )
    between(
      people.filter(({ customer_id }) => came.get(customer_id)?.length === 1).length,
      120,
      300,
      'who came once',
    )
  }
})

test('nobody buys before having a card, while the shop is closed, or after now', () => {
  const { shop, visits } = plan(2003)
  for (const { at, store, person } of visits) {
    const opening_hours = store === 0 ? CENTRE_HOURS : BELLEVUE_HOURS
    assert.ok(
      isOpen({ time_zone: shop.time_zone, opening_hours, exceptions: [] }, at),
      `${at.toISOString()} in store ${store}`,
    )
    assert.ok(at < NOON && (!person || person.joined_at < at))
  }
  assert.ok(
    visits.some(({ at }) => isoDate(localDayOf(at.getTime(), shop.time_zone)) === '2026-06-13'),
    'this morning too',
  )
})

test('the sales begin on the days of the decree', () => {
  const begins = (year: number) => Object.values(saleWeeksFrom(year)).map(isoDate)
  assert.deepEqual(begins(2024), ['2024-01-10', '2024-06-26'])
  assert.deepEqual(begins(2025), ['2025-01-08', '2025-06-25'])
  assert.deepEqual(begins(2026), ['2026-01-07', '2026-06-24'])
  assert.equal(saleWeek(dayOfIsoDate('2026-01-06')), 0)
  assert.equal(saleWeek(dayOfIsoDate('2026-02-04')), 0)
  assert.equal(saleWeek(dayOfIsoDate('2026-02-03')), 4)
})

test('no telephone of the demo rings, and no address is anybody’s', () => {
  const phones = new Set<string>()
  for (const { phones: given, emails } of plan(2003).people) {
    for (const phone of given) {
      assert.match(readPhone(phone)!.e164, /^\+33(63998|46571)/)
      if (phone.startsWith('06')) assert.ok(!phones.has(phone), `${phone} is one person’s`)
      phones.add(phone)
    }
    for (const email of emails) assert.match(email, /@example\.(org|com|net)$/)
  }
  assert.ok(phones.size > 500)
})

const SMALL = { customers: 90, days: 200 }

/** What the database holds of a demo, without what is drawn anew each time: codes, and the ids of what the server names. */
async function contentOf(tenant_id: string) {
  await owner.query(`set app.tenant_id = '${tenant_id}'`)
  const ask = async (text: string) => (await owner.query(text)).rows
  return {
    sales:
      await ask(`select s.sale_id, s.total_cents, s.occurred_at, s.recorded_at, s.receipt_number, c.first_name, s.answer->'accounts' as accounts
      from sale s left join customer c using (customer_id) order by s.occurred_at, s.sale_id`),
    people:
      await ask(`select c.*, null as content_hash, null as updated_at, null as created_by, f.sales_count, f.spent_cents,
        null as home_store_id, null as created_store_id,
        array(select kind || value from identifier i where i.customer_id = c.customer_id order by 1) as known_by,
        array(select channel || given from consent k where k.customer_id = c.customer_id order by 1) as consents
      from customer c left join customer_figures f using (customer_id) order by c.customer_id`),
    points: await ask('select account_id, unit, balance, earned, debt from account order by 1, 2'),
    vouchers: await ask(
      'select name, customer_id, balance_cents, valid_from, expires_at from voucher order by valid_from, customer_id, name, balance_cents',
    ),
    returns: await ask('select sale_id, total_cents, occurred_at, reason from sale_return order by 3, 1'),
    days: await ask(
      'select day, sales, sales_with_card, total_cents, new_cards from store_day order by day, total_cents',
    ),
    lines: await ask('select count(*), sum(total_cents) from sale_line'),
  }
}

test('the database is filled the same each time, every rule of the ledger holds, and the doors open', async () => {
  const said: string[] = []
  const parts = { config, pool, db, log: false as const }
  const fill = (afresh: boolean) =>
    seedDemo(parts, (fr) => said.push(fr), { owner_url: databaseUrl(), afresh, now: NOON, size: SMALL })
  const { tenant_id, email, password } = await fill(false)
  const first = await contentOf(tenant_id)

  const client = await pool.connect()
  assert.deepEqual(await auditTenant(client, tenant_id), [])
  client.release()

  const shop = demoShop(2003, NOON, SMALL)
  const visits = makeVisits(shop, makePeople(shop, SMALL.customers))
  assert.equal(first.sales.length, visits.length)
  assert.equal(first.returns.length, visits.filter(({ back }) => back).length)
  const sold = first.sales.reduce((sum, { total_cents }) => sum + total_cents, 0)
  assert.equal(
    first.days.reduce((sum, { total_cents }) => sum + total_cents, 0),
    sold,
    'every day was counted',
  )
  assert.equal(first.lines[0]!.sum, sold, 'every line was unfolded')
  assert.ok(first.vouchers.some(({ balance_cents }) => balance_cents === 0) && first.vouchers.length > 10)

  const signIn = await app.inject({
    method: 'POST',
    url: '/api/sign-in/sign-in/email',
    headers: { origin: config.public_url },
    payload: { email, password },
  })
  assert.equal(signIn.statusCode, 200, signIn.body)
  const link = /#o=(\S+)/.exec(said.join('\n'))![1]
  const card = await app.inject({ method: 'POST', url: '/api/card/open', payload: { link } })
  assert.equal(card.statusCode, 200, card.body)
  const code = /code (\d{3} \d{3})/.exec(said.join('\n'))![1]
  const till = await app.inject({ method: 'POST', url: '/api/pairing', payload: { code } })
  assert.equal(till.statusCode, 200, till.body)

  const again = await fill(true)
  assert.equal(again.tenant_id, tenant_id)
  assert.deepEqual(await contentOf(tenant_id), first)
})
