/** Simulations through HTTP, the job and its thread: asked, followed, called off, shared; from sales and from a file. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { app, as, db, openShop, owner, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { runJobs } from '../../../test/jobs.ts'
import { sendFile } from '../imports/sample.ts'
import { fingerprint } from '../../../test/everything.ts'
import { changeSimulation } from './queries.ts'
import { recoverSimulations, runSimulation } from './run.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const NEVER_USED = {
  takes_chosen: 1,
  pays_with_units: 1,
  uses_voucher: {
    gift_card: 1,
    discount_amount: 1,
    discount_percent: 1,
    free_product: 1,
    service: 1,
    experience: 1,
    private_sale: 1,
    donation: 1,
  },
}

async function shopWithSales({ sales = 12, cents = 5000 } = {}) {
  const shop = await openShop()
  const people = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Bea')]
  const began = Date.now() - 200 * 86_400_000
  for (let n = 0; n < sales; n++) {
    const { status, body } = await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      ...(n % 3 < 2 && { customer_id: people[n % 3]!.customer_id }),
      occurred_at: new Date(began + n * 10 * 86_400_000).toISOString(),
      lines: [{ quantity_milli: 1000, unit_price_cents: cents, label: 'robe', category: 'Robes' }],
    })
    assert.equal(status, 200, JSON.stringify(body))
  }
  return { shop, people }
}

const wishOf = (changes: object = {}) => ({
  name: 'Printemps',
  source: { kind: 'sales' },
  variants: [{ variant_id: 'a', name: 'Points', programme: pointsProgramme() }],
  margin: { basis_points: 5000 },
  behaviour: NEVER_USED,
  ...changes,
})

async function simulated(shop: Shop, wish: object = wishOf()) {
  const simulation_id = newId()
  const asked = await shop.put(`/simulations/${simulation_id}`, wish)
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  assert.equal(asked.body.state, 'waiting')
  await runJobs()
  const { status, body } = await shop.get(`/simulations/${simulation_id}`)
  assert.equal(status, 200)
  return { simulation_id, body }
}

test('a draft is replayed on the shop’s sales, and what it would have cost is reckoned to the cent', async () => {
  const { shop } = await shopWithSales()
  const before = await fingerprint(shop.tenant_id)
  const { body } = await simulated(shop)
  assert.equal(body.state, 'done', JSON.stringify(body.error))
  const { result } = body
  // Ada and Bea bought four times for 50 € each: 200 points at the fourth, a gift card of 10 € each, used by nobody yet.
  assert.deepEqual(
    [result.sales, result.members, result.anonymous_sales, result.anonymous_cents],
    [8, 2, 4, 20_000],
  )
  const [{ figures, verdict, traps, suggestions, sensitivity }] = result.variants
  assert.equal(figures.turnover_cents, 40_000)
  assert.equal(figures.margin_cents, 20_000)
  assert.deepEqual([figures.rewards_given, figures.rewarded_members], [2, 2])
  assert.deepEqual([figures.used_cents, figures.cost_cents], [0, 2000])
  assert.equal(figures.generosity_basis_points, 500)
  // 2000 ÷ (20 000 − 2000) = 11.11 %
  assert.equal(figures.break_even_basis_points, 1111)
  assert.match(
    verdict.fr,
    /coûterait 5\u00a0% de votre chiffre d’affaires, soit 20\u00a0€\. Il se paie si vos clients reviennent 11\u00a0% plus souvent/,
  )
  assert.equal(
    figures.months.reduce((sum: number, one: any) => sum + one.given, 0),
    2,
  )
  assert.equal(figures.months.at(-1).owed_vouchers_cents, 2000)
  assert.deepEqual(figures.never, [])
  assert.ok(Array.isArray(traps) && Array.isArray(suggestions))
  const plain = sensitivity.uplift.find((one: any) => one.uplift_basis_points === 0)
  assert.deepEqual([plain.cost_cents, plain.net_cents], [2000, -2000])
  // Nothing but the simulation and the word about it was written: no point, no lot, no voucher.
  const after = await fingerprint(shop.tenant_id)
  const changed = Object.keys(after).filter((table) => after[table] !== before[table])
  assert.deepEqual(changed.sort(), ['audit_entry', 'simulation'])
})

test('the same wish twice is one simulation; another under its id is refused', async () => {
  const { shop } = await shopWithSales({ sales: 3 })
  const simulation_id = newId()
  const both = await Promise.all([1, 2].map(() => shop.put(`/simulations/${simulation_id}`, wishOf())))
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  )
  const other = await shop.put(`/simulations/${simulation_id}`, wishOf({ name: 'Été' }))
  assert.deepEqual([other.status, other.body.code], [409, 'simulation_id_reused'])
  await runJobs()
  assert.equal((await shop.get('/simulations')).body.items.length, 1)
})

test('versions, drafts and a proposal side by side, each with its figures', async () => {
  const { shop } = await shopWithSales({ sales: 24 })
  await writeProgramme(shop, pointsProgramme())
  const dear = pointsProgramme({ rewards: [{ ...pointsProgramme().rewards[0]!, cost: 100_000 }] })
  const { body } = await simulated(
    shop,
    wishOf({
      variants: [
        { variant_id: 'now', name: 'En service', version: 1 },
        { variant_id: 'dear', name: 'Plus cher', programme: dear },
        { variant_id: 'new', name: 'Proposé' },
      ],
    }),
  )
  assert.equal(body.state, 'done', JSON.stringify(body.error))
  const [now, costly, proposed] = body.result.variants
  assert.ok(now.figures.rewards_given > 0 && costly.figures.rewards_given === 0)
  assert.ok(proposed.reasons.length >= 3 && proposed.programme.rewards.length === 1)
  assert.equal(costly.figures.never[0].why, 'too_little')
  assert.deepEqual(costly.figures.rewarded_members, 0)
})

test('what cannot be simulated says why', async () => {
  const shop = await openShop()
  const ask = async (changes: object) => {
    const { status, body } = await shop.put(`/simulations/${newId()}`, wishOf(changes))
    return [status, body.code]
  }
  const variant = { variant_id: 'a', name: 'X' }
  assert.deepEqual(await ask({ variants: [{ ...variant, version: 7 }] }), [422, 'simulation_version_unknown'])
  const none = { ...pointsProgramme(), earning: [] }
  assert.deepEqual(await ask({ variants: [{ ...variant, programme: none }] }), [
    422,
    'simulation_programme_has_problems',
  ])
  assert.deepEqual(await ask({ from: '2026-05-02', to: '2026-05-01' }), [422, 'simulation_dates_wrong'])
  assert.deepEqual(await ask({ source: { kind: 'file', import_id: newId() } }), [404, 'import_not_found'])
  assert.deepEqual(await ask({ variants: Array(5).fill(variant) }), [400, 'invalid_request'])
  const { body } = await simulated(shop)
  assert.equal(body.state, 'done')
  assert.match(body.result.variants[0].verdict.fr, /Aucune vente à rejouer/)
})

test('a file is simulated without being taken in', async () => {
  const shop = await openShop()
  const rows = Array.from({ length: 40 }, (_, n) => {
    const day = new Date(Date.UTC(2025, 2, 1 + n * 3)).toISOString().slice(0, 10)
    return `T${n};${day};${n % 4 === 3 ? '' : `C${n % 4}`};R1;1;25,00;25,00`
  })
  // The first line of C0 comes back.
  rows.push(
    'T99;2025-07-20;C0;R1;-1;25,00;-25,00',
    'T98;2025-07-21;C1;R9;-1;99,00;-99,00',
    'T97;pas une date;C1;R1;1;5,00;5,00',
  )
  const content = ['Ticket;Date;N° client;Référence;Quantité;Prix unitaire;Total ligne', ...rows].join('\r\n')
  const { import_id, body: sent } = await sendFile(await shop.keyFor('owner'), content, {
    kind: 'sales',
    name: 'v.csv',
  })
  assert.ok(sent.import_id, JSON.stringify(sent))
  const { body } = await simulated(shop, wishOf({ source: { kind: 'file', import_id } }))
  assert.equal(body.state, 'done', JSON.stringify(body.error))
  const { result } = body
  assert.deepEqual([result.sales, result.members, result.anonymous_sales], [30, 3, 10])
  assert.deepEqual([result.returns_without_sale, result.refused_lines], [1, 1])
  const [{ figures }] = result.variants
  assert.equal(figures.turnover_cents, 30 * 2500 - 2500)
  // Ten visits of 25 € each: one gift card each at 200 points; one purchase of C0 came back after it.
  assert.equal(figures.rewards_given, 3)
  const { rows: kept } = await owner.query('select count(*)::int as n from sale where tenant_id = $1', [
    shop.tenant_id,
  ])
  assert.equal(kept[0].n, 0)
})

test('called off, it stops and stays so', async () => {
  const { shop } = await shopWithSales({ sales: 3 })
  const simulation_id = newId()
  await shop.put(`/simulations/${simulation_id}`, wishOf())
  const answers = await Promise.all(
    [1, 2, 3].map(() => shop.put(`/simulations/${simulation_id}/cancellation`)),
  )
  assert.deepEqual(
    answers.map(({ body }) => body.state),
    ['cancelled', 'cancelled', 'cancelled'],
  )
  await runJobs()
  const { body } = await shop.get(`/simulations/${simulation_id}`)
  assert.deepEqual([body.state, body.result], ['cancelled', null])
})

test('called off while its thread works, the thread ends and nothing is written', async () => {
  const { shop } = await shopWithSales({ sales: 2 })
  const simulation_id = newId()
  await shop.put(`/simulations/${simulation_id}`, wishOf())
  const run = runSimulation({ db, pool }, { tenant_id: shop.tenant_id, simulation_id })
  for (;;) {
    const { state } = (await shop.get(`/simulations/${simulation_id}`)).body
    if (state !== 'waiting') break
  }
  await shop.put(`/simulations/${simulation_id}/cancellation`)
  await run
  const { body } = await shop.get(`/simulations/${simulation_id}`)
  assert.ok(body.state === 'cancelled' || body.state === 'done')
  if (body.state === 'cancelled') assert.equal(body.result, null)
})

test('a worker that was killed in the middle leaves nothing half done: the next one begins again', async () => {
  const { shop } = await shopWithSales()
  const simulation_id = newId()
  await shop.put(`/simulations/${simulation_id}`, wishOf())
  // What a killed process leaves behind: its job gone with it, its last word minutes ago.
  const dead = newId()
  await owner.query(
    `update simulation set state = 'running', phase = 'replaying', done = 4, total = 9, driver = $2, started_at = $3,
      updated_at = $3 where simulation_id = $1`,
    [simulation_id, dead, new Date(Date.now() - 120_000)],
  )
  await recoverSimulations(db, 60_000)
  await runJobs()
  const { body } = await shop.get(`/simulations/${simulation_id}`)
  assert.equal(body.state, 'done', JSON.stringify(body.error))
  assert.equal(body.result.variants[0].figures.rewards_given, 2)
  // One that only seemed dead is not heard any more.
  const late = await shop.within((ctx) =>
    changeSimulation(ctx, simulation_id, { state: 'failed' }, { driver: dead, states: ['running'] }),
  )
  assert.equal(late, false)
})

test('a thread that dies is told in a sentence, and the same can be asked again', async () => {
  const { shop } = await shopWithSales()
  const simulation_id = newId()
  await shop.put(`/simulations/${simulation_id}`, wishOf())
  const nowhere = { options: { connectionString: 'postgres://nobody@127.0.0.1:1/none' } } as typeof pool
  await assert.rejects(runSimulation({ db, pool: nowhere }, { tenant_id: shop.tenant_id, simulation_id }))
  const { body } = await shop.get(`/simulations/${simulation_id}`)
  assert.equal(body.state, 'failed')
  assert.match(body.error.fr, /s’est arrêtée par notre faute. Recommencez/)
  const { body: again } = await simulated(shop, body.wish)
  assert.equal(again.state, 'done')
})

test('two at once are both worked out, each with its own figures', async () => {
  const { shop } = await shopWithSales()
  const dear = pointsProgramme({ rewards: [{ ...pointsProgramme().rewards[0]!, cost: 100_000 }] })
  const wishes = [wishOf(), wishOf({ variants: [{ variant_id: 'b', name: 'Cher', programme: dear }] })]
  const ids = wishes.map(() => newId())
  for (const [n, id] of ids.entries()) await shop.put(`/simulations/${id}`, wishes[n]!)
  await Promise.all(
    ids.map((simulation_id) => runSimulation({ db, pool }, { tenant_id: shop.tenant_id, simulation_id })),
  )
  const given = await Promise.all(
    ids.map(
      async (id) => (await shop.get(`/simulations/${id}`)).body.result.variants[0].figures.rewards_given,
    ),
  )
  assert.deepEqual(given, [2, 0])
})

test('of no sale and of one sale it says what there is to say', async () => {
  const { shop } = await shopWithSales({ sales: 1, cents: 25_000 })
  const { body } = await simulated(
    shop,
    wishOf({ variants: [...wishOf().variants, { variant_id: 'p', name: 'Proposé' }] }),
  )
  assert.equal(body.state, 'done', JSON.stringify(body.error))
  assert.deepEqual([body.result.sales, body.result.members], [1, 1])
  assert.equal(body.result.variants[0].figures.rewards_given, 1)
})

test('its events end with its end', async () => {
  const { shop } = await shopWithSales({ sales: 2 })
  const { simulation_id } = await simulated(shop)
  const { body, headers } = await shop.get(`/simulations/${simulation_id}/events`)
  assert.match(String(headers['content-type']), /event-stream/)
  const events = String(body).trim().split('\n\n')
  assert.equal(events.length, 1)
  assert.equal(JSON.parse(events[0]!.split('data: ')[1]!).state, 'done')
})

test('a link shows a finished comparison to whoever has it, until it is taken back', async () => {
  const { shop, people } = await shopWithSales()
  const { simulation_id } = await simulated(shop)
  const first = (await shop.put(`/simulations/${simulation_id}/share`)).body.url
  const again = (await shop.put(`/simulations/${simulation_id}/share`)).body.url
  assert.equal(first, again)
  const token = first.split('#')[1]
  const stranger = as(null)
  const shown = await stranger('GET', `/shared-simulations/${token}`)
  assert.equal(shown.status, 200)
  assert.equal(shown.body.result.variants[0].figures.rewards_given, 2)
  const text = JSON.stringify(shown.body)
  for (const secret of [people[0]!.customer_id, people[0]!.card_number, 'Ada'])
    assert.ok(!text.includes(secret))
  for (const language of ['fr', 'en']) {
    const { statusCode, rawPayload, headers } = await app.inject(
      `/api/shared-simulations/${token}/report.pdf?language=${language}`,
    )
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'application/pdf')
    assert.ok(rawPayload.subarray(0, 5).toString() === '%PDF-' && rawPayload.length > 10_000)
  }
  assert.equal((await stranger('GET', `/simulations/${simulation_id}`)).status, 401)
  assert.equal((await shop.call('DELETE', `/simulations/${simulation_id}/share`)).status, 204)
  assert.equal((await stranger('GET', `/shared-simulations/${token}`)).status, 404)
  const renewed = (await shop.put(`/simulations/${simulation_id}/share`)).body.url
  assert.notEqual(renewed, first)
  assert.equal((await shop.call('DELETE', `/simulations/${simulation_id}`)).status, 204)
  assert.equal((await stranger('GET', `/shared-simulations/${renewed.split('#')[1]}`)).status, 404)
  assert.deepEqual((await shop.get('/simulations')).body.items, [])
})
