/** The engine is the ledger: the same sales, through HTTP and replayed, end in the same points, lots and rewards, to the unit. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { db, openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, REWARD_ID, writeProgramme } from '../../../test/programme.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { inTenant } from '../../platform/database.ts'
import { settleDueAccounts } from '../points/nightly.ts'
import { sendFile } from '../imports/sample.ts'
import type { AccountState } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { loadShop } from './load-shop.ts'
import { BEHAVIOUR, scaled } from './replay/behaviour.ts'
import { replay } from './replay/replay.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
/** Nobody takes, uses or pays: what the ledger has in these tests. */
const NOBODY = scaled(BEHAVIOUR, 0)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

type State = {
  accounts: Record<string, Pick<AccountState, 'available' | 'pending' | 'debt' | 'remainders'>>
  /** By account and ladder: the tier, and what counts towards it. */
  tiers: string[]
  lots: string[]
  rewards: Record<string, number>
}

async function ledgerOf(shop: Shop): Promise<State> {
  return shop.within(async ({ tx }) => {
    const accounts = await tx
      .selectFrom('account')
      .selectAll()
      .where('tenant_id', '=', shop.tenant_id)
      .execute()
    const lots = await tx
      .selectFrom('lot')
      .selectAll()
      .where('tenant_id', '=', shop.tenant_id)
      .where('remaining', '>', 0)
      .execute()
    const redemptions = await tx
      .selectFrom('redemption')
      .selectAll()
      .where('tenant_id', '=', shop.tenant_id)
      .where('cancelled_at', 'is', null)
      .execute()
    const rewards: State['rewards'] = {}
    for (const { reward_id } of redemptions) rewards[reward_id] = (rewards[reward_id] ?? 0) + 1
    return {
      tiers: accounts
        .filter(({ unit }) => unit.startsWith('tier_'))
        .map(
          ({ account_id, unit, balance, tier }) =>
            `${account_id} ${unit} ${balance} ${(tier as { tier_id?: string } | null)?.tier_id ?? null}`,
        )
        .sort(),
      accounts: Object.fromEntries(
        accounts
          .map(
            ({ account_id, unit, balance, held, pending, debt, remainders }) =>
              [
                `${account_id} ${unit}`,
                {
                  available: balance - held,
                  pending,
                  debt,
                  remainders: remainders as Record<string, number>,
                },
              ] as const,
          )
          .filter(([, one]) => !isNothing(one))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      lots: lots
        .map(
          ({ account_id, unit, remaining, matured, expires_at }) =>
            `${account_id} ${unit} ${remaining} ${matured} ${expires_at?.toISOString() ?? 'never'}`,
        )
        .sort(),
      rewards,
    }
  })
}

const isNothing = ({ available, pending, debt, remainders }: State['accounts'][string]) =>
  available === 0 && pending === 0 && debt === 0 && Object.keys(remainders).length === 0

async function replayedOf(shop: Shop, programme: Programme): Promise<State> {
  const { log } = await inTenant(db, { tenant_id: shop.tenant_id, actor: 'test' }, (ctx) =>
    loadShop(ctx, pool, { told: () => {}, asks: { people: true, means: true } }),
  )
  const state: State = { tiers: [], accounts: {}, lots: [], rewards: {} }
  const ids = await shop.within(({ tx }) =>
    tx
      .selectFrom('sale')
      .select(['account_id', 'occurred_at'])
      .where('tenant_id', '=', shop.tenant_id)
      .where('account_id', 'is not', null)
      .execute(),
  )
  const names = new Map(ids.map(({ account_id, occurred_at }) => [occurred_at.getTime(), account_id!]))
  const tally = replay(log, {
    programme,
    behaviour: NOBODY,
    watch: (account, { life }) => {
      const name = names.get(log.at_ms[log.account_start[account]!]!)!
      for (const { unit, available, pending, debt, remainders } of life.accounts) {
        const one = { available, pending, debt, remainders }
        if (!isNothing(one)) state.accounts[`${name} ${unit}`] = one
      }
      for (const { unit, available, tier } of life.accounts)
        if (unit.startsWith('tier_'))
          state.tiers.push(`${name} ${unit} ${available} ${tier?.tier_id ?? null}`)
      for (const { unit, lots } of life.all)
        for (const { left, matured, expires_at } of lots)
          if (left > 0)
            state.lots.push(
              `${name} ${unit} ${left} ${matured} ${expires_at === Infinity ? 'never' : new Date(expires_at).toISOString()}`,
            )
    },
  })
  programme.rewards.forEach(({ reward_id }, n) => {
    if (tally.rewards[n]!.given > 0) state.rewards[reward_id] = tally.rewards[n]!.given
  })
  state.lots.sort()
  state.tiers.sort()
  state.accounts = Object.fromEntries(Object.entries(state.accounts).sort(([a], [b]) => (a < b ? -1 : 1)))
  return state
}

const PROGRAMMES: Record<string, Programme> = {
  'a point per euro': pointsProgramme({ rewards: [{ ...pointsProgramme().rewards[0]!, cost: 100 }] }),
  'a point per 7 euros, remainders lost, forgiven': pointsProgramme({
    units: [{ ...pointsProgramme().units[0]!, remainder: 'lose' }],
    earning: [
      { rule_id: 'seven', unit: 'points', counts: { by: 'amount', units: 3, per_cents: 700 }, when: {} },
    ],
    rewards: [{ ...pointsProgramme().rewards[0]!, cost: 35 }],
    clawback: 'clamp',
  }),
  'points and stamps': pointsProgramme({
    units: [
      pointsProgramme().units[0]!,
      { ...pointsProgramme().units[0]!, unit: 'stamps', kind: 'stamps', expiry: { kind: 'never' } },
    ],
    earning: [
      pointsProgramme().earning[0]!,
      {
        rule_id: 'visit',
        unit: 'stamps',
        counts: { by: 'purchase', units: 1, minimum_cents: 1500 },
        when: {},
      },
    ],
    rewards: [
      { ...pointsProgramme().rewards[0]!, cost: 90 },
      { ...pointsProgramme().rewards[0]!, reward_id: newId(), unit: 'stamps', cost: 5 },
    ],
  }),
}

PROGRAMMES['doubled on Saturdays, capped by day, kept by visits, with tiers that earn more'] =
  pointsProgramme({
    units: [{ ...pointsProgramme().units[0]!, expiry: { kind: 'inactivity', months: 6 } }],
    earning: [
      {
        ...pointsProgramme().earning[0]!,
        caps: [{ per: 'day', units_max: 30, over: 'reduce' }],
      },
    ],
    multipliers: [
      {
        multiplier_id: 'saturday',
        name: 'Samedi',
        unit: 'points',
        factor_milli: 2000,
        when: { weekdays: [6, 7] },
      },
      {
        multiplier_id: 'gold',
        name: 'Or',
        unit: 'points',
        factor_milli: 1500,
        when: { tier_ids: ['gold'] },
      },
    ],
    ladders: [
      {
        ladder_id: 'club',
        name: 'Club',
        measures: { by: 'amount' },
        period: { kind: 'rolling', months: 12 },
        starts: 'at_once',
        keeps_periods: 0,
        grace_days: 0,
        drops: 'to_earned',
        tiers: [
          { tier_id: 'basic', name: 'Base', threshold: 0, benefits: [] },
          { tier_id: 'gold', name: 'Or', threshold: 12_000, benefits: [] },
        ],
      },
    ],
    rewards: [{ ...pointsProgramme().rewards[0]!, cost: 70 }],
  })

const DAY = 86_400_000
/** Baskets set off one reward at most: which of two of one instant is withdrawn first is the ledger's own luck. */
const sales = fc.array(
  fc.record({
    customer: fc.nat(3),
    after_hours: fc.integer({ min: 1, max: 70 }),
    lines: fc.array(
      fc.record({ cents: fc.integer({ min: 1, max: 890 }), pieces: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    /** Afterwards, so much of the first line comes back. */
    back: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
  }),
  { minLength: 50, maxLength: 70 },
)

for (const [name, programme] of Object.entries(PROGRAMMES))
  test(`posted through HTTP or replayed, it is the same: ${name}`, async (t) => {
    t.diagnostic(`SEED=${seed}`)
    const [history] = fc.sample(sales, { numRuns: 1, seed })
    const shop = await openShop()
    await writeProgramme(shop, programme)
    const people = await Promise.all(Array.from({ length: 4 }, () => addCustomer(shop)))
    let at = Date.now() - 80 * DAY
    let posted = 0
    for (const { customer, after_hours, lines, back } of history!) {
      at += after_hours * 3_600_000 * (70 / history!.length / 3)
      const sale_id = newId()
      const { status, body } = await shop.put(`/sales/${sale_id}`, {
        store_id: shop.store_id,
        customer_id: people[customer]!.customer_id,
        occurred_at: new Date(Math.floor(at)).toISOString(),
        lines: lines.map(({ cents, pieces }) => ({
          quantity_milli: pieces * 1000,
          unit_price_cents: cents,
          label: 'robe',
        })),
      })
      assert.equal(status, 200, JSON.stringify(body))
      posted += 1
      if (back === null) continue
      at += 60_000
      const answer = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
        occurred_at: new Date(Math.floor(at)).toISOString(),
        lines: [{ line_no: 1, quantity_milli: Math.min(back, lines[0]!.pieces) * 1000 }],
      })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
    }
    assert.ok(posted >= 20)
    const [ledger, replayed] = [await ledgerOf(shop), await replayedOf(shop, programme)]
    assert.ok(ledger.lots.length > 0 && Object.keys(ledger.rewards).length > 0, 'something was given')
    assert.deepEqual(replayed, ledger)
  })

test('with lots that mature and expire, a file taken in with its points is the same as its replay', async (t) => {
  t.diagnostic(`SEED=${seed}`)
  const programme = pointsProgramme({
    units: [{ ...pointsProgramme().units[0]!, expiry: { kind: 'rolling', months: 3 } }],
    rewards: [{ ...pointsProgramme().rewards[0]!, reward_id: REWARD_ID, cost: 60 }],
  })
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const [history] = fc.sample(sales, { numRuns: 1, seed: seed + 1 })
  let at = Date.parse('2025-02-03T09:00:00Z')
  const rows = history!.flatMap(({ customer, after_hours, lines }, n) => {
    at += after_hours * 4 * 3_600_000
    return lines.map(
      ({ cents, pieces }, line) =>
        `T${n};${new Date(at).toISOString().slice(0, 19).replace('T', ' ')};C${customer};A${n}-${line};${pieces};${(cents / 100).toFixed(2).replace('.', ',')}`,
    )
  })
  const content = ['Ticket;Date;N° client;Référence;Quantité;Prix unitaire', ...rows].join('\r\n')
  const { import_id, body } = await sendFile(await shop.keyFor('owner'), content, {
    kind: 'sales',
    name: 'v.csv',
  })
  assert.ok(body.import_id, JSON.stringify(body))
  await shop.call('PATCH', `/imports/${import_id}`, {
    options: { unknown_customers: 'create', points: 'earn', system: 'x' },
  })
  await shop.put(`/imports/${import_id}/rehearsal`)
  await runJobs()
  await shop.put(`/imports/${import_id}/run`)
  await runJobs()
  const done = (await shop.get(`/imports/${import_id}`)).body
  assert.equal(done.state, 'done', JSON.stringify(done))
  await settleDueAccounts(db, shop.tenant_id, new Date())
  const [ledger, replayed] = [await ledgerOf(shop), await replayedOf(shop, programme)]
  assert.ok(Object.keys(ledger.rewards).length > 0, 'something was given')
  assert.deepEqual(replayed, ledger)
})
