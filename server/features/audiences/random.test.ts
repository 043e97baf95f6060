/** Random rules over random pasts: the compiler against people judged one by one, at once, after facts, and as days go by. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { publish } from '../../platform/facts.ts'
import { openShop } from '../../../test/shop.ts'
import { CustomerChanged } from '../customers/events.ts'
import { SaleRecorded } from '../sales/events.ts'
import { fillSlice, followDates } from './follow.ts'
import { naiveHolds, type Line, type Past } from './naive.fixture.ts'
import type { Condition, Rule } from './shape.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const STORES = [newId(), newId()]
const CATEGORIES = ['Chaussures', 'Robes', 'Sacs']
const PRODUCTS = [newId(), newId(), newId()]
const TAGS = ['vip', 'presse']
const RUNS = 12
const NOW = Date.now()

const days = fc.constantFrom(0, 1, 7, 30, 90, 365)
const small = fc.integer({ min: 0, max: 4 })
const cents = fc.constantFrom(0, 1000, 5000, 12000)
const one = <T>(...values: T[]) => fc.constantFrom(...values)
const some = <T>(values: T[]) => fc.subarray(values, { minLength: 1 })

const amounts = (value: fc.Arbitrary<number>) =>
  fc.oneof(
    fc.record({ operator: one('at_least', 'at_most', 'exactly'), values: fc.tuple(value) }),
    fc.record({ operator: one('some', 'none'), values: fc.constant([] as number[]) }),
    fc
      .tuple(value, value)
      .map(([a, b]) => ({ operator: 'between', values: [Math.min(a, b), Math.max(a, b)] })),
  )
const dates = fc.oneof(
  fc.record({ operator: one('within_days', 'before_days'), values: fc.tuple(days) }),
  fc.record({ operator: one('is_set', 'is_unset'), values: fc.constant([] as number[]) }),
  fc.record({
    operator: one('before', 'after'),
    values: fc.tuple(days.map((n) => new Date(NOW - n * DAY_MS).toISOString().slice(0, 10))),
  }),
)
const choices = (values: string[]) => fc.record({ operator: one('is_any', 'is_none'), values: some(values) })
const where = fc
  .tuple(
    fc.option(
      choices(CATEGORIES).map((is) => ({ field: 'category', ...is })),
      { nil: null },
    ),
    fc.option(
      choices(STORES).map((is) => ({ field: 'store', ...is })),
      { nil: null },
    ),
  )
  .map((filters) => filters.filter((filter) => filter !== null))

const lineCondition = (field: string, is: fc.Arbitrary<object>): fc.Arbitrary<Condition> =>
  fc
    .tuple(
      is,
      where,
      fc.option(days, { nil: undefined }),
      fc.option(fc.record({ not: fc.boolean(), within_days: one(1, 7, 30), where }), {
        nil: undefined,
        freq: 4,
      }),
    )
    .map(([compared, filters, within_days, then]) => ({
      field,
      ...(compared as { operator: string }),
      where: filters,
      ...(within_days !== undefined && { within_days }),
      ...(then && {
        followed: {
          not: then.not,
          within_days: then.within_days,
          condition: { field: 'bought', operator: 'some', where: then.where },
        },
      }),
    }))
const plain = (field: string, is: fc.Arbitrary<object>): fc.Arbitrary<Condition> =>
  is.map((compared) => ({ field, ...(compared as { operator: string }) }))

const condition = fc.oneof(
  lineCondition('bought', amounts(small)),
  lineCondition('bought_amount', amounts(cents)),
  lineCondition('bought_products', amounts(small)),
  lineCondition('stores_visited', amounts(small)),
  lineCondition('last_bought', dates),
  lineCondition('first_bought', dates),
  plain('last_sale', dates),
  plain('sales_ever', amounts(small)),
  plain('spent_ever', amounts(cents)),
  plain('customer_since', dates),
  plain('tag', choices(TAGS)),
  plain('language', choices(['fr', 'en'])),
  plain('home_store', choices(STORES)),
  plain(
    'birthday',
    fc.oneof(
      fc.record({ operator: fc.constant('in_days'), values: fc.tuple(days) }),
      fc.record({ operator: one('this_month', 'is_set', 'is_unset'), values: fc.constant([] as number[]) }),
    ),
  ),
  plain('age', fc.record({ operator: one('at_least', 'at_most'), values: fc.tuple(one(18, 30, 45)) })),
  fc
    .tuple(amounts(small), fc.option(one(0, 7, 30), { nil: undefined }))
    .map(([is, within_days]): Condition => ({
      field: 'holds_voucher',
      ...is,
      ...(within_days !== undefined && { within_days }),
    })),
)
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    condition,
    fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
}))

const at = (days_ago_max: number) =>
  fc.integer({ min: 0, max: days_ago_max * 24 * 60 }).map((minutes) => NOW - minutes * 60_000)
const named = (one: Omit<Line, 'sale_id'>): Line => ({ ...one, sale_id: newId() })
const line = fc.record({
  category: one(...CATEGORIES),
  product_id: one(...PRODUCTS),
  store_id: one(...STORES),
  total_cents: one(500, 1000, 4000, 9000),
  at: at(400),
})
const past = fc.record({
  birth_date: fc.option(
    fc
      .tuple(fc.integer({ min: 1950, max: 2012 }), fc.integer({ min: 0, max: 365 }))
      .map(([year, n]) => new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10)),
    { nil: null },
  ),
  language: one('fr', 'en'),
  home_store_id: fc.option(one(...STORES), { nil: null }),
  created_at: at(400),
  tags: fc.subarray(TAGS),
  lines: fc.array(line, { maxLength: 6 }),
  vouchers: fc.array(
    fc.record({
      expires_at: fc.option(
        fc.integer({ min: -20 * 24, max: 60 * 24 }).map((hours) => NOW + hours * 3_600_000),
        { nil: null },
      ),
    }),
    { maxLength: 3 },
  ),
})

async function record(shop: Shop, people: Past[]) {
  const { tenant_id, merchant_id } = shop
  await shop.within(async ({ tx }) => {
    for (const { customer_id, birth_date, language, home_store_id, created_at, tags, vouchers } of people) {
      const when = new Date(created_at)
      await tx
        .insertInto('customer')
        .values({
          tenant_id,
          customer_id,
          account_id: customer_id,
          birth_date: birth_date as never,
          language,
          home_store_id,
          source: 'test',
          created_at: when,
          created_by: 'test',
          updated_at: when,
        })
        .execute()
      for (const tag of tags)
        await tx
          .insertInto('customer_tag')
          .values({ tenant_id, customer_id, tag, added_at: when, added_by: 'test' })
          .execute()
      for (const { expires_at } of vouchers)
        await tx
          .insertInto('voucher')
          .values({
            tenant_id,
            voucher_id: newId(),
            kind: 'discount_amount',
            code_hash: Buffer.from(newId()),
            code_sealed: Buffer.from('x'),
            code_last4: '0000',
            customer_id,
            merchant_id,
            amount_cents: 500,
            name: 'Bon',
            origin: 'test',
            issued_at: when,
            issued_by: 'test',
            valid_from: when,
            expires_at: expires_at === null ? null : new Date(expires_at),
          })
          .execute()
    }
  })
  await buy(
    shop,
    people.flatMap(({ customer_id, lines }) => lines.map((one) => ({ customer_id, line: one }))),
  )
}

/** Lines in their rows with the fact of their sale, as when the lines were unfolded. */
async function buy(shop: Shop, bought: { customer_id: string; line: Line }[]) {
  await shop.within(async (ctx) => {
    for (const { customer_id, line: one } of bought) {
      const { sale_id, category, product_id, store_id, total_cents } = one
      const occurred_at = new Date(one.at)
      await ctx.tx
        .insertInto('sale_line')
        .values({
          tenant_id: shop.tenant_id,
          sale_id,
          line_no: 1,
          customer_id,
          store_id,
          product_id,
          category,
          quantity_milli: 1000,
          total_cents,
          occurred_at,
        })
        .execute()
      await publish(
        ctx,
        SaleRecorded,
        { sale_id, total_cents, item_count: 1, lines_count: 1, earned: [] },
        { customer_id, store_id, subject_id: sale_id, occurred_at },
      )
    }
  })
  await shop.react()
}

async function write(shop: Shop, rules: Rule[]): Promise<string[]> {
  const ids: string[] = []
  for (const said of rules) {
    const audience_id = newId()
    const { status, body } = await shop.put(`/audiences/${audience_id}`, { name: 'Au hasard', rule: said })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.within((ctx) => fillSlice(ctx, audience_id))
    ids.push(audience_id)
  }
  return ids
}

/** Midnight may have passed meanwhile: whatever is due by now is judged, and now is when it is compared. */
async function followClock(shop: Shop): Promise<number> {
  const now = Date.now()
  while (await shop.within(followDates, new Date(now)));
  return now
}

async function isRight(shop: Shop, ids: string[], rules: Rule[], people: Past[], now: number, when: string) {
  const rows = await shop.within(({ tx }) =>
    tx
      .selectFrom('audience_member')
      .select(['audience_id', 'customer_id'])
      .where('tenant_id', '=', shop.tenant_id)
      .execute(),
  )
  const held = new Set(rows.map((row) => `${row.audience_id} ${row.customer_id}`))
  for (const [index, said] of rules.entries())
    for (const person of people)
      assert.equal(
        held.has(`${ids[index]} ${person.customer_id}`),
        naiveHolds(said, person, now),
        `${when}: ${JSON.stringify(said)} of ${JSON.stringify(person)}`,
      )
}

test('whatever is asked of whatever past, everybody is judged as one by one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(past, { minLength: 4, maxLength: 12 }),
      fc.array(rule, { minLength: 6, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(), line), { maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(), fc.subarray(TAGS)), { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 2, maxLength: 4 }),
      async (pasts, rules, drawn, tags, leaps) => {
        const shop = await openShop()
        // What is drawn twice is two people, and two sales.
        const people = pasts.map((one) => ({ ...one, customer_id: newId(), lines: one.lines.map(named) }))
        const sales = drawn.map(([who, sold]) => [who, named(sold)] as const)
        await record(shop, people)
        const ids = await write(shop, rules)
        await isRight(shop, ids, rules, people, await followClock(shop), 'at first')
        for (const [who, sold] of sales) people[who % people.length]!.lines.push(sold)
        await buy(
          shop,
          sales.map(([who, sold]) => ({ customer_id: people[who % people.length]!.customer_id, line: sold })),
        )
        for (const [who, now] of tags) await retag(shop, people[who % people.length]!, now)
        await shop.react()
        await isRight(shop, ids, rules, people, await followClock(shop), 'after facts')
        let later = Date.now()
        for (const leap of leaps) {
          later += leap * DAY_MS
          while (await shop.within(followDates, new Date(later)));
          await isRight(shop, ids, rules, people, later, `${leap} days later`)
        }
      },
    ),
    { numRuns: RUNS },
  )
})

async function retag(shop: Shop, person: Past, tags: string[]) {
  const { customer_id } = person
  person.tags = tags
  await shop.within(async (ctx) => {
    const { tx, tenant_id, now } = ctx
    await tx
      .deleteFrom('customer_tag')
      .where('tenant_id', '=', tenant_id)
      .where('customer_id', '=', customer_id)
      .execute()
    for (const tag of tags)
      await tx
        .insertInto('customer_tag')
        .values({ tenant_id, customer_id, tag, added_at: now, added_by: 'test' })
        .execute()
    await publish(ctx, CustomerChanged, { customer_id, fields: ['tags'], source: 'console' }, { customer_id })
  })
}
