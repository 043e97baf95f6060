/** The engine is the ledger: the same sales, through HTTP and replayed, end in the same points, lots and rewards, to the unit. */
import { mock, test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { db, openShop, owner, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, REWARD_ID, writeProgramme } from '../../../test/programme.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { inTenant } from '../../platform/database.ts'
import { settleDueAccounts } from '../points/nightly.ts'
import { reviewDueTiers } from '../tiers/actions.ts'
import { sendFile } from '../imports/sample.ts'
import type { AccountState } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { loadShop } from './load-shop.ts'
import { BEHAVIOUR, scaled, type Behaviour } from './replay/behaviour.ts'
import { replay } from './replay/replay.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
/** What the clock starts at night, tiers included. */
const night = (tenant_id: string) =>
  settleDueAccounts(db, tenant_id, new Date(), {
    reviewed: async (ctx, moved) => {
      await reviewDueTiers(ctx, [...new Set(moved.map(({ account_id }) => account_id))])
    },
  })
/** Nobody takes, uses or pays: what the ledger has in these tests. */
const NOBODY = scaled(BEHAVIOUR, 0)
/** Whoever can takes, uses and pays. */
const EVERYBODY: Behaviour = {
  takes_chosen: 1,
  pays_with_units: 1,
  uses_voucher: { ...NOBODY.uses_voucher, gift_card: 1 },
}
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
        // Nobody has an account any more whose everything went to another.
        .filter(({ unit, balance, tier }) => unit.startsWith('tier_') && (balance > 0 || tier !== null))
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

async function replayedOf(shop: Shop, programme: Programme, behaviour = NOBODY): Promise<State> {
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
    behaviour,
    watch: (account, { life }) => {
      const name = names.get(log.at_ms[log.account_start[account]!]!)!
      for (const { unit, available, pending, debt, remainders } of life.accounts) {
        const one = { available, pending, debt, remainders }
        if (!isNothing(one)) state.accounts[`${name} ${unit}`] = one
      }
      for (const { unit, available, tier } of life.accounts)
        if (unit.startsWith('tier_') && (available > 0 || tier))
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

const POINTS = pointsProgramme().units[0]!
const REWARD = pointsProgramme().rewards[0]!

PROGRAMMES['chosen rewards that pay, and points that pay'] = pointsProgramme({
  units: [
    {
      ...POINTS,
      pays: { units: 10, cents: 50, units_min: 10, share_max_basis_points: 3000, counts_as: 'payment' },
    },
    { ...POINTS, unit: 'stamps', kind: 'stamps', expiry: { kind: 'never' } },
  ],
  earning: [
    { rule_id: 'euro', unit: 'points', counts: { by: 'amount', units: 2, per_cents: 100 }, when: {} },
    { rule_id: 'visit', unit: 'stamps', counts: { by: 'purchase', units: 1, minimum_cents: 500 }, when: {} },
    {
      rule_id: 'cash',
      unit: 'stamps',
      counts: { by: 'purchase', units: 1, minimum_cents: 0 },
      when: { payment_means: ['points'] },
    },
  ],
  rewards: [
    { ...REWARD, reward_id: newId(), unit: 'stamps', cost: 4, trigger: 'chosen' },
    {
      ...REWARD,
      reward_id: newId(),
      name: 'Grande carte',
      unit: 'stamps',
      cost: 6,
      trigger: 'chosen',
      benefit: { kind: 'gift_card', value_cents: 1800, valid_days: 365 },
    },
  ],
})

PROGRAMMES['what is no purchase: reviews and visits, capped, doubled, with a reward by itself'] =
  pointsProgramme({
    earning: [
      pointsProgramme().earning[0]!,
      {
        rule_id: 'review',
        unit: 'points',
        counts: { by: 'activity', units: 17, activity: 'review' },
        when: {},
      },
      {
        rule_id: 'seen',
        unit: 'points',
        counts: { by: 'activity', units: 5, activity: 'visit' },
        when: {},
        caps: [{ per: 'month', units_max: 10, over: 'reduce' }],
      },
    ],
    multipliers: [
      {
        multiplier_id: 'weekend',
        name: 'Week-end',
        unit: 'points',
        factor_milli: 2000,
        when: { weekdays: [6, 7] },
      },
    ],
    rewards: [{ ...REWARD, cost: 60 }],
  })

/** Reviewed at each month's end: reached at once or with the next month, kept one more, lost a step at a time. */
for (const [starts, drops] of [
  ['at_once', 'one_step'],
  ['next_period', 'to_earned'],
] as const)
  PROGRAMMES[`tiers that are reviewed every month, ${starts}, ${drops}`] = pointsProgramme({
    multipliers: [
      { multiplier_id: 'gold', name: 'Or', unit: 'points', factor_milli: 1500, when: { tier_ids: ['gold'] } },
    ],
    ladders: [
      {
        ladder_id: 'club',
        name: 'Club',
        measures: { by: 'amount' },
        period: { kind: 'calendar', of: 'month' },
        starts,
        keeps_periods: 1,
        grace_days: starts === 'at_once' ? 5 : 0,
        drops,
        tiers: [
          { tier_id: 'basic', name: 'Base', threshold: 0, benefits: [] },
          { tier_id: 'silver', name: 'Argent', threshold: 4000, benefits: [] },
          { tier_id: 'gold', name: 'Or', threshold: 9000, benefits: [] },
        ],
      },
    ],
    rewards: [{ ...REWARD, cost: 70 }],
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
    /** Before, something that is no purchase. */
    deed: fc.option(fc.constantFrom('review', 'visit', 'unheard_of'), { freq: 2 }),
  }),
  { minLength: 50, maxLength: 70 },
)

type Told = { customer_id: string; occurred_at: string }

/** What a customer who takes and uses all they can does at the till: the dearest reward first, then every card, then points. */
async function takesAll(shop: Shop, programme: Programme, { customer_id }: Told, body: object) {
  const available = async (unit: string) => {
    const { rows } = await owner.query<{ left: number }>(
      `select balance - held as left from account a join customer c using (tenant_id, account_id)
        where tenant_id = $1 and customer_id = $2 and unit = $3`,
      [shop.tenant_id, customer_id, unit],
    )
    return rows[0]?.left ?? 0
  }
  const chosen = programme.rewards
    .filter(({ trigger }) => trigger === 'chosen')
    .toSorted((a, b) =>
      'value_cents' in b.benefit && 'value_cents' in a.benefit
        ? b.benefit.value_cents - a.benefit.value_cents
        : 0,
    )
  for (;;) {
    const held = await Promise.all(chosen.map(({ unit }) => available(unit)))
    const reward = chosen.find(({ cost }, n) => cost <= held[n]!)
    if (!reward) break
    const taken = await shop.put(`/customers/${customer_id}/redemptions/${newId()}`, {
      reward_id: reward.reward_id,
    })
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
  }
  const { rows: cards } = await owner.query<{ voucher_id: string }>(
    `select voucher_id from voucher where tenant_id = $1 and customer_id = $2 and balance_cents > 0 order by issued_at, voucher_id`,
    [shop.tenant_id, customer_id],
  )
  const points: { unit: string; units: number }[] = []
  for (const { unit, pays } of programme.units)
    if (pays && (await available(unit)) >= pays.units_min) points.push({ unit, units: await available(unit) })
  const wanted = { ...body, vouchers: cards, ...(points.length > 0 && { points }) }
  const seen = await shop.post('/sales/preview', wanted)
  assert.equal(seen.status, 200, JSON.stringify(seen.body))
  // What takes nothing off is not laid down.
  const used = (seen.body.vouchers as { voucher_id: string; used_cents: number }[]).filter(
    (one) => one.used_cents > 0,
  )
  const pays = (seen.body.points as { unit: string; units: number }[]).filter((one) => one.units > 0)
  return {
    ...body,
    vouchers: used.map(({ voucher_id }) => ({ voucher_id })),
    ...(pays.length > 0 && { points: points.filter(({ unit }) => pays.some((one) => one.unit === unit)) }),
  }
}

for (const [name, programme] of Object.entries(PROGRAMMES))
  test(`posted through HTTP or replayed, it is the same: ${name}`, async (t) => {
    t.diagnostic(`SEED=${seed}`)
    const [history] = fc.sample(sales, { numRuns: 1, seed })
    // Each is posted when it happens: what is late is judged by what time has done since.
    let at = Date.now() - 80 * DAY
    mock.timers.enable({ apis: ['Date'], now: at })
    t.after(() => mock.timers.reset())
    const shop = await openShop()
    await writeProgramme(shop, programme)
    const people = await Promise.all(Array.from({ length: 4 }, () => addCustomer(shop)))
    // The last two share one account from the beginning.
    const joined = await shop.put(`/account-merges/${newId()}`, {
      from_customer_id: people[3]!.customer_id,
      into_customer_id: people[2]!.customer_id,
      reason: 'un couple',
    })
    assert.equal(joined.status, 200, JSON.stringify(joined.body))
    const takes = programme.rewards.some(({ trigger }) => trigger === 'chosen')
    const acts = programme.earning.some(({ counts }) => counts.by === 'activity')
    const end = at + 80 * DAY
    /** Until then every night has done its work, as it does in a shop that is open. */
    async function later(ms: number) {
      const until = Math.floor(at + ms)
      for (at += DAY; at < until && programme.ladders; at += DAY) {
        mock.timers.setTime(at)
        await night(shop.tenant_id)
      }
      mock.timers.setTime((at = until))
    }
    const bought = new Set<string>()
    for (const { customer, after_hours, lines, back, deed } of history!) {
      await later(after_hours * 3_600_000 * (80 / history!.length / 1.5))
      const { customer_id } = people[customer]!
      const told = () => ({ customer_id, occurred_at: new Date().toISOString() })
      if (deed && acts && bought.has(customer_id)) {
        const { occurred_at } = told()
        const done = await shop.put(`/customers/${customer_id}/activities/${newId()}`, {
          activity: deed,
          occurred_at,
        })
        assert.equal(done.status, 200, JSON.stringify(done.body))
        await later(60_000)
      }
      const sale_id = newId()
      const body = {
        store_id: shop.store_id,
        ...told(),
        lines: lines.map(({ cents, pieces }) => ({
          quantity_milli: pieces * 1000,
          unit_price_cents: cents,
          label: 'robe',
        })),
      }
      const sold = await shop.put(
        `/sales/${sale_id}`,
        takes ? await takesAll(shop, programme, told(), body) : body,
      )
      assert.equal(sold.status, 200, JSON.stringify(sold.body))
      bought.add(customer_id)
      if (back === null) continue
      await later(60_000)
      const answer = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
        occurred_at: new Date().toISOString(),
        lines: [{ line_no: 1, quantity_milli: Math.min(back, lines[0]!.pieces) * 1000 }],
      })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
    }
    await later(Math.max(60_000, end - at))
    await night(shop.tenant_id)
    const [ledger, replayed] = [
      await ledgerOf(shop),
      await replayedOf(shop, programme, takes ? EVERYBODY : NOBODY),
    ]
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
