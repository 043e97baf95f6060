/** Every invariant is proved by spoiling what it guards: an auditor that finds nothing must be shown to look. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import {
  addCustomer,
  CHOSEN_ID,
  chosenProgramme,
  pointsProgramme,
  writeProgramme,
} from '../../../test/programme.ts'
import { openShop, owner, pool } from '../../../test/shop.ts'
import { auditTenant, INVARIANTS } from './audit.ts'

/** A shop in which everything the auditor looks at has happened once. */
async function shopWithAll() {
  const shop = await openShop()
  const programme = pointsProgramme({ rewards: [...pointsProgramme().rewards, ...chosenProgramme().rewards] })
  await writeProgramme(shop, programme)
  const [ada, bea] = [await addCustomer(shop), await addCustomer(shop, 'Bea')]
  const sell = async (customer_id: string, amount_cents: number, days_ago = 0) => {
    const sale_id = newId()
    const occurred_at = new Date(Date.now() - days_ago * 86_400_000).toISOString()
    const { status, body } = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at,
      amount_cents,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return sale_id
  }
  const back = (sale_id: string) =>
    shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines: [{ line_no: 1, quantity_milli: 1000 }] })
  const { customer_id } = ada
  await sell(customer_id, 15_000, 30)
  await sell(customer_id, 4_000, 20)
  await back(await sell(customer_id, 500))
  const cancelled = newId()
  await shop.put(`/customers/${customer_id}/redemptions/${cancelled}`, { reward_id: CHOSEN_ID })
  await shop.call('DELETE', `/customers/${customer_id}/redemptions/${cancelled}`)
  await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, { reward_id: CHOSEN_ID })
  await sell(bea.customer_id, 25_000)
  await sell(bea.customer_id, 3_000)
  const wish = { from_customer_id: bea.customer_id, into_customer_id: customer_id, reason: 'Doublon' }
  await shop.put(`/account-merges/${newId()}`, wish)
  await shop.put(`/customers/${customer_id}/points-holds/${newId()}`, { unit: 'points', units: 5 })
  await owner.query(
    `insert into account (tenant_id, account_id, unit, due_at, tier) values ($1, $2, 'tier_fidelite', now() + interval '1 year', $3)`,
    [
      shop.tenant_id,
      customer_id,
      JSON.stringify({ tier_id: 'or', since_ms: 0, until_ms: Date.now() + 400 * 86_400_000 }),
    ],
  )
  return shop
}

const one = (table: string, where = 'true') =>
  `ctid = (select ctid from ${table} where tenant_id = $1 and ${where} limit 1)`

/** Each breaks one thing; the invariant named must find it, whatever else is found too. */
const SPOILT: [no: string, sql: string][] = [
  ['1', `update points_entry set to_account = 'redeemer' where ${one('points_entry', `kind = 'earn'`)}`],
  ['2a', `update account set balance = balance + 1 where ${one('account', `balance > 0`)}`],
  ['2b', `update points_entry set amount = amount + 1 where ${one('points_entry', `kind = 'earn'`)}`],
  ['3', `update lot set remaining = remaining - 1 where ${one('lot', 'remaining > 1')}`],
  ['4a', `update account set held = held + 1 where ${one('account', 'held > 0')}`],
  ['4b', `update points_entry set kind = 'owe' where ${one('points_entry', `cause_kind = 'sale'`)}`],
  ['5', `update redemption set cost = cost + 1 where ${one('redemption')}`],
  [
    '5',
    `update lot set cause_id = (select l.cause_id from lot l where l.tenant_id = $1 and l.origin_lot_id is null and l.lot_id <> lot.lot_id
    and (l.account_id, l.unit) = (lot.account_id, lot.unit) limit 1) where tenant_id = $1 and origin_lot_id is null`,
  ],
  ['6', `update account set earned = earned + 1 where ${one('account', 'earned > 0')}`],
  [
    '7',
    `update points_entry set occurred_at = now() + interval '5 years' where ${one('points_entry', `kind = 'spend'`)}`,
  ],
  [
    '8',
    `update lot set expires_at = now() + interval '1 day' where ${one(
      'lot',
      `remaining > 0 and origin_lot_id is null and not exists (select from points_entry e where e.tenant_id = $1 and e.kind = 'spend' and e.lot_id = lot.lot_id)`,
    )}`,
  ],
  ['9', `update points_entry set amount = amount + 1 where ${one('points_entry', `kind = 'restore'`)}`],
  [
    '10–12',
    `update sale_return set answer = jsonb_set(answer, '{reversed,0,units}', '1') where ${one('sale_return')}`,
  ],
  [
    '13',
    `update sale set total_cents = total_cents - 1, discount_cents = discount_cents + 1 where ${one('sale')}`,
  ],
  [
    '14',
    `update points_entry set account_id = gen_random_uuid() where ${one('points_entry', 'lot_id is not null')}`,
  ],
  ['15', `update points_entry set lot_id = null where ${one('points_entry', `kind = 'spend'`)}`],
  [
    '16',
    `insert into programme_version (tenant_id, version, programme, effective_at, written_by, written_at)
     select tenant_id, 99, programme, effective_at, 'spoilt', now() - interval '1 day' from programme_version where tenant_id = $1 limit 1`,
  ],
  ['17', `update lot set amount = amount + 1 where ${one('lot', 'origin_lot_id is null')}`],
  ['C', `update account set counters = '{"euro@day:2026-01-01": -1}' where ${one('account')}`],
  ['D', `update account set due_at = null where ${one('account', 'balance > 0')}`],
  ['D', `update account set due_at = null where ${one('account', 'tier is not null')}`],
  ['M1', `update points_entry set amount = amount + 1 where ${one('points_entry', `kind = 'merge'`)}`],
  [
    'M2',
    `update lot set expires_at = expires_at + interval '1 day' where ${one('lot', 'origin_lot_id is not null')}`,
  ],
  ['M2', `update lot set issuer_id = gen_random_uuid() where ${one('lot', 'origin_lot_id is not null')}`],
  ['M2', `update lot set origin_lot_id = gen_random_uuid() where ${one('lot', 'origin_lot_id is not null')}`],
  [
    'M3',
    `update account a set balance = 1 from account_merge m where a.tenant_id = $1 and m.from_account_id = a.account_id`,
  ],
  ['R1', `insert into reward_shelf (tenant_id, reward_id, left_count) values ($1, gen_random_uuid(), 5)`],
  [
    'R2',
    `insert into reward_stock (tenant_id, change_id, reward_id, quantity, reason, redemption_id, changed_by, changed_at)
     select tenant_id, gen_random_uuid(), reward_id, -1, 'taken', redemption_id, 'spoilt', now() from redemption where tenant_id = $1 and cancelled_at is not null limit 1`,
  ],
  ['T', `update account set tier_value = -1 where ${one('account', 'tier is not null')}`],
  ['T', `update points_entry set unit = 'tier_fidelite' where ${one('points_entry', `kind = 'spend'`)}`],
  ['V', `update voucher set balance_cents = balance_cents - 1 where ${one('voucher', 'balance_cents > 0')}`],
]

test('every invariant finds what it is there to find', async () => {
  const shop = await shopWithAll()
  const whole = await pool.connect()
  assert.deepEqual(await auditTenant(whole, shop.tenant_id), [], 'nothing is wrong to begin with')
  whole.release()
  const proved = new Set(SPOILT.map(([no]) => no))
  const unproved = INVARIANTS.filter(({ no }) => !proved.has(no)).map(({ no }) => no)
  assert.deepEqual(unproved, [], 'an invariant that nobody has seen fail')
  const client = await owner.connect()
  try {
    for (const [no, spoil] of SPOILT) {
      await client.query('begin')
      await client.query('set local session_replication_role = replica')
      const { rowCount } = await client.query(spoil, [shop.tenant_id])
      assert.ok(rowCount, `nothing was spoilt by: ${spoil}`)
      const { rows } = await client.query(INVARIANTS.find((rule) => rule.no === no)!.sql, [shop.tenant_id])
      await client.query('rollback')
      assert.ok(rows.length > 0, `${no} did not find: ${spoil}`)
    }
  } finally {
    client.release()
  }
})
