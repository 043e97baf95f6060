/**
 * Random pasts of a shop with two companies against plain sums over its entries: what was issued is spent, expired,
 * reversed, corrected or outstanding, per issuer, per month; closed months stay, and the auditor finds nothing.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addCustomer, CHOSEN_ID } from '../../../test/programme.ts'
import { owner, pool } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { auditTenant, INVARIANTS as OF_THE_LEDGER } from '../points/audit.ts'
import { closeMonth, readMonth } from './actions.ts'
import { INVARIANTS } from './audit.ts'
import { ago, merge, monthAgo, recordedAt, shopWithHistory } from './history.fixture.ts'
import { EFFECTS } from './movements.ts'
import { proveMonth } from './prove.ts'

const MONTHS = 5
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('sell' as const),
      who: fc.nat(3),
      euros: fc.integer({ min: 1, max: 300 }),
      store: fc.nat(1),
      days_late: fc.constantFrom(0, 0, 0, 35, 420),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take_back' as const), which: fc.nat(30) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('redeem' as const), who: fc.nat(3), store: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(10) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      who: fc.nat(3),
      amount: fc.integer({ min: -30, max: 80 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), who: fc.nat(2) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Each step a while after the one before, over the months; nothing is said twice. */
async function live(steps: Step[]) {
  // A year to use a point: what a till brings after more than that expires at once.
  const shop = await shopWithHistory()
  const { put, call } = shop.shop
  const [other_merchant, other_store] = [newId(), newId()]
  await put(`/merchants/${other_merchant}`, { name: 'La Librairie' })
  await put(`/stores/${other_store}`, { name: 'Lyon', merchant_id: other_merchant })
  const stores = [shop.shop.store_id, other_store]
  const people = [
    shop.ada,
    await addCustomer(shop.shop),
    await addCustomer(shop.shop),
    await addCustomer(shop.shop),
  ]
  const sales: string[] = []
  const taken: [string, string][] = []
  const first = new Date(ago(MONTHS, 3)).getTime()
  const stretch = new Date(ago(1, 20)).getTime() - first
  let done = 0
  for (const [at, one] of steps.entries()) {
    const when = new Date(first + Math.floor((stretch * at) / steps.length))
    if (one.do === 'sell') {
      const occurred = new Date(when.getTime() - one.days_late * 86_400_000).toISOString()
      const sale_id = newId()
      const answer = await put(`/sales/${sale_id}`, {
        store_id: stores[one.store],
        customer_id: people[one.who]!.customer_id,
        occurred_at: occurred,
        lines: [{ line_no: 1, label: 'Pièce', quantity_milli: 2000, unit_price_cents: one.euros * 100 }],
      })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      sales.push(sale_id)
    } else if (one.do === 'take_back' && sales.length > 0)
      await put(`/sales/${sales[one.which % sales.length]}/returns/${newId()}`, {
        lines: [{ line_no: 1, quantity_milli: 1000 }],
      })
    else if (one.do === 'redeem') {
      const id = newId()
      const path = `/customers/${people[one.who]!.customer_id}/redemptions/${id}`
      const { status } = await put(path, { reward_id: CHOSEN_ID, store_id: stores[one.store] })
      if (status === 200) taken.push([people[one.who]!.customer_id, id])
    } else if (one.do === 'cancel' && taken.length > 0) {
      const [customer_id, id] = taken[one.which % taken.length]!
      await call('DELETE', `/customers/${customer_id}/redemptions/${id}`)
    } else if (one.do === 'correct' && one.amount !== 0)
      await put(`/customers/${people[one.who]!.customer_id}/corrections/${newId()}`, {
        unit: 'points',
        amount: one.amount,
        reason: 'geste',
      })
    else if (one.do === 'merge')
      // Whoever was joined before is joined no more: the ledger says so, and nothing moves.
      await merge(shop.shop, people[one.who]!.customer_id, people[3]!.customer_id, when.toISOString()).catch(
        (error: { code?: string }) => assert.ok(error.code, JSON.stringify(error)),
      )
    await recordedAt(shop.shop, when.toISOString())
    done++
  }
  return { ...shop, merchants: [shop.shop.merchant_id, other_merchant], done }
}

type Entry = {
  kind: string
  cause_kind: string
  from_account: string
  to_account: string
  amount: number
  issuer_id: string
  recorded_at: Date
}

/** Plain sums, one entry after the other, with no SQL of ours. */
async function summed(tenant_id: string) {
  const { rows } = await owner.query<Entry>(
    `select e.kind, e.cause_kind, e.from_account, e.to_account, e.amount, coalesce(l.issuer_id, e.merchant_id) as issuer_id, e.recorded_at
     from points_entry e left join lot l on l.tenant_id = e.tenant_id and l.lot_id = e.lot_id where e.tenant_id = $1`,
    [tenant_id],
  )
  const sums = new Map<string, number>()
  const held = new Set(['member', 'pending'])
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
  })
  for (const { kind, cause_kind, from_account, to_account, amount, issuer_id, recorded_at } of rows) {
    const moved = amount * (Number(held.has(to_account)) - Number(held.has(from_account)))
    const name = (
      {
        earn: cause_kind === 'sale' ? 'issued' : 'given',
        spend: 'spent',
        restore: 'restored',
        expire: 'expired',
        reverse: 'reversed',
        repay: 'reversed',
        correct: 'corrected',
        merge: 'merged',
      } as Record<string, string>
    )[kind]
    if (!name) continue
    const key = `${clock.format(recorded_at).slice(0, 7)} ${issuer_id} ${name}`
    sums.set(key, (sums.get(key) ?? 0) + moved)
  }
  return (month: string, issuer_id: string, kind: string) => sums.get(`${month} ${issuer_id} ${kind}`) ?? 0
}

test('issued = spent + expired + reversed + corrected + outstanding, per issuer, per month, over random pasts', async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  t.diagnostic(`seed ${seed}`)
  let steps_done = 0
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 45 }), async (steps) => {
      const { shop, merchants, done } = await live(steps)
      steps_done += done
      const says = await summed(shop.tenant_id)
      const opening = new Map<string, number>()
      for (let back = MONTHS; back >= 1; back--) {
        const month = monthAgo(back)
        const { figures } = await shop.within((ctx) => readMonth(ctx, month))
        for (const id of merchants) {
          const tally = figures.merchants.find((one) => one.merchant_id === id)?.units[0]?.tally
          let closing = opening.get(id) ?? 0
          for (const kind of EFFECTS) {
            assert.equal(tally?.[kind] ?? 0, says(month, id, kind), `${month} ${kind}`)
            if (tally?.[kind]) kinds.add(kind)
            closing += says(month, id, kind)
          }
          assert.equal(tally?.opening ?? 0, opening.get(id) ?? 0)
          assert.equal(tally?.closing ?? 0, closing)
          opening.set(id, closing)
        }
      }
      // All of them closed, each proves itself, and what is open now is what they come to.
      for (let back = MONTHS; back >= 1; back--)
        await shop
          .within((ctx) => closeMonth(ctx, monthAgo(back), 'Ada'))
          .catch((error: { code: string }) => {
            assert.equal(error.code, 'month_unknown')
          })
      const { rows } = await owner.query(
        `select issuer_id, sum(remaining)::int as left from lot where tenant_id = $1 group by 1`,
        [shop.tenant_id],
      )
      for (const { issuer_id, left } of rows) assert.equal(opening.get(issuer_id), left)
      for (const month of await closedMonths(shop)) {
        const proof = await shop.within((ctx) => proveMonth(ctx, month))
        assert.deepEqual([proof.proved, proof.differences], [true, []], month)
      }
      const client = await pool.connect()
      try {
        assert.deepEqual(await auditTenant(client, shop.tenant_id, INVARIANTS), [])
      } finally {
        client.release()
      }
    }),
    { seed, numRuns: 4, endOnFailure: true },
  )
  assert.ok(steps_done >= 100)
  for (const kind of ['issued', 'spent', 'reversed', 'expired'])
    assert.ok(kinds.has(kind), `${kind} happened`)
})

async function closedMonths(shop: Awaited<ReturnType<typeof live>>['shop']) {
  const { rows } = await owner.query(
    `select to_char(month, 'YYYY-MM') as month from accounting_close where tenant_id = $1 order by 1`,
    [shop.tenant_id],
  )
  assert.ok(rows.length >= 3, 'months were closed')
  return rows.map(({ month }) => month as string)
}

test('the auditor sees what is broken in the accounts', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(100, ago(3))
  await sell(100, ago(2))
  for (const back of [3, 2]) await shop.within((ctx) => closeMonth(ctx, monthAgo(back), 'Ada'))
  const audited = async () => {
    const client = await pool.connect()
    try {
      return (await auditTenant(client, shop.tenant_id, INVARIANTS)).map(({ no }) => no)
    } finally {
      client.release()
    }
  }
  assert.deepEqual(await audited(), [])
  assert.ok(OF_THE_LEDGER.every(({ no }) => !INVARIANTS.some((one) => one.no === no)))
  const spoil: [no: string, sql: string][] = [
    ['C1', `update points_entry set amount = amount + 1 where tenant_id = $1`],
    ['C2', `update lot set remaining = 0 where tenant_id = $1`],
    ['C3', `update accounting_movement set kind = 'merged' where tenant_id = $1 and kind = 'issued'`],
    ['C5', `update accounting_month set from_at = from_at + interval '1 second' where tenant_id = $1`],
    [
      'C6',
      `update accounting_close set figures = f, content_hash = sha256(convert_to(f::text, 'UTF8')) from (
        select month as m, jsonb_set(figures, '{merchants,0,units,0,tally,spent}', '-7') as f from accounting_close where tenant_id = $1) g
        where tenant_id = $1 and month = m`,
    ],
    [
      'C7',
      `update accounting_close set figures = f, content_hash = sha256(convert_to(f::text, 'UTF8')) from (
        select month as m, jsonb_set(figures, '{merchants,0,entries,0,no}', '9') as f from accounting_close where tenant_id = $1) g
        where tenant_id = $1 and month = m`,
    ],
  ]
  for (const [no, statement] of spoil) {
    await owner.query(statement, [shop.tenant_id])
    assert.ok((await audited()).includes(no), `${no} is found after: ${statement}`)
  }
  // A close cannot be rewritten and keep its number.
  await assert.rejects(
    owner.query(`update accounting_close set figures = '{}' where tenant_id = $1`, [shop.tenant_id]),
    /check constraint/,
  )
})
