/**
 * Random rules about what was said to people and what they answered, invitations, friends, vouchers, preferences, households
 * and towns: the compiler against people judged one by one, at once, after facts, and as days go by.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { openShop } from '../../../test/shop.ts'
import { fillSlice, followDates } from './follow.ts'
import {
  contactHolds,
  KM,
  SAINT_ETIENNE,
  type Contacted,
  type Friend,
  type Moment,
} from './naive-contacts.fixture.ts'
import { happen, makeEvenings, makeFriends, makePeople } from './contacts.fixture.ts'
import type { Condition, Rule } from './shape.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const RUNS = 10
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const NOW = Date.now()
const EVENINGS = [newId(), newId()]
const CHANNELS = ['email', 'sms']
const one = <T>(...values: T[]) => fc.constantFrom(...values)
const some = <T>(values: T[]) => fc.subarray(values, { minLength: 1 })
const none = fc.constant([] as number[])
const days = one(0, 1, 7, 30, 90, 365)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const amounts = (value: fc.Arbitrary<number>) =>
  fc.oneof(
    fc.record({ operator: one('at_least', 'at_most', 'exactly'), values: fc.tuple(value) }),
    fc.record({ operator: one('some', 'none'), values: none }),
  )
const small = amounts(fc.integer({ min: 0, max: 3 }))
const flags = fc.record({ operator: one('is_true', 'is_false'), values: none })
const choices = fc.oneof(
  fc.record({ operator: one('is_any', 'is_none'), values: some(CHANNELS) }),
  fc.record({ operator: one('is_set', 'is_unset'), values: fc.constant([] as string[]) }),
)
const dates = fc.oneof(
  fc.record({ operator: one('within_days', 'before_days'), values: fc.tuple(days) }),
  fc.record({ operator: one('is_set', 'is_unset'), values: none }),
)
type Asked = fc.Arbitrary<{ operator: string; values: (string | number)[] }>
const asked = (
  fields: string[],
  is: Asked,
  { filter, windows = false }: { filter?: [field: string, values: string[]]; windows?: boolean } = {},
): fc.Arbitrary<Condition> =>
  fc
    .tuple(
      one(...fields),
      is,
      maybe(windows ? days : fc.constant(undefined)),
      maybe(
        filter
          ? fc.record({ field: one(filter[0]), operator: one('is_any', 'is_none'), values: some(filter[1]) })
          : fc.constant(undefined),
      ),
    )
    .map(([field, compared, within_days, where]) => ({
      field,
      ...compared,
      ...(within_days !== undefined && { within_days }),
      ...(where && { where: [where] }),
    }))

const condition = fc.oneof(
  asked(['messages_sent'], small, { filter: ['channel', CHANNELS], windows: true }),
  asked(['messages_opened'], small, { filter: ['channel', CHANNELS], windows: true }),
  asked(['links_clicked'], small, { filter: ['channel', CHANNELS], windows: true }),
  asked(['messages_answered'], small, { filter: ['answer', ['words', 'stop']], windows: true }),
  asked(['last_opened'], dates, { filter: ['channel', CHANNELS] }),
  asked(['agreed_to', 'said_no_to'], choices, { windows: true }),
  asked(['allows_tracking', 'came_by_friend', 'wants_less', 'paused', 'in_household'], flags),
  asked(['invitations_answered'], small, { filter: ['answer', ['yes', 'no']], windows: true }),
  asked(['private_sales_attended'], small, { filter: ['private_sale', EVENINGS], windows: true }),
  asked(['friends_brought', 'friends_invited'], small, { windows: true }),
  asked(['vouchers_given', 'vouchers_lost'], small, {
    filter: ['kind', ['gift_card', 'discount_amount']],
    windows: true,
  }),
  asked(['holds_gift_card'], small, { windows: true }),
  asked(['gift_card_balance'], amounts(one(0, 1000, 2500)), { windows: true }),
  asked(
    ['lives_near'],
    fc.record({ operator: one('within_km'), values: fc.tuple(one(SAINT_ETIENNE), one(5, 20, 80)) }),
  ),
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

const at = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => NOW - minutes * 60_000)
const ahead = fc.integer({ min: 1, max: 60 * 24 }).map((hours) => NOW + hours * 3_600_000)
const or = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({
    at,
    is: one('consent' as const),
    channel: one(...CHANNELS, 'tracking'),
    purpose: one('offers', 'loyalty'),
    given: fc.boolean(),
  }),
  fc.record({
    at,
    is: one('message' as const),
    channel: one(...CHANNELS),
    opened: or(at),
    by_machine: fc.boolean(),
    clicked: or(at),
  }),
  fc.record({ at, is: one('reply' as const), channel: one(...CHANNELS), replied: at, stop: fc.boolean() }),
  fc
    .record({
      at,
      is: one('voucher' as const),
      kind: one('gift_card' as const, 'discount_amount' as const),
      balance_cents: one(0, 1000, 2500),
      expires_at: or(fc.oneof(at, ahead)),
      lost: fc.boolean(),
    })
    .map((voucher) => ({
      ...voucher,
      balance_cents: voucher.kind === 'gift_card' ? voucher.balance_cents : 0,
      lost: voucher.lost && voucher.expires_at !== null && voucher.expires_at <= NOW,
    })),
  fc.record({
    at,
    is: one('preference' as const),
    frequency: one('normal' as const, 'less' as const),
    paused_until: or(ahead),
  }),
  fc.record({
    at,
    is: one('answer' as const),
    evening: one(...EVENINGS),
    answer: one('yes' as const, 'no' as const),
  }),
  fc.record({ at, is: one('arrival' as const), evening: one(...EVENINGS) }),
  fc.record({ at, is: one('household' as const) }),
)
const friend: fc.Arbitrary<Friend> = fc.record({
  referrer: fc.nat(),
  friend: fc.nat(),
  at,
  rewarded_at: or(at),
  ended: fc.boolean(),
})

/** Of whoever never agreed to being followed, little is known: half agree to begin with. */
const FOLLOWED: Moment = {
  at: NOW - 400 * DAY_MS,
  is: 'consent',
  channel: 'tracking',
  purpose: 'offers',
  given: true,
}

/** One answers an invitation once, comes to an evening once and is in one household. */
const once = (moments: Moment[]) => {
  const seen = new Set<string>()
  return moments.filter((one) => {
    const key = 'evening' in one ? `${one.is} ${one.evening}` : one.is === 'household' ? one.is : newId()
    return !seen.has(key) && seen.add(key)
  })
}

async function isRight(
  shop: Shop,
  ids: string[],
  rules: Rule[],
  people: Contacted[],
  now: number,
  when: string,
) {
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
        contactHolds(said, person, now),
        `${when}: ${JSON.stringify(said)} of ${JSON.stringify(person)}`,
      )
}

async function untilDone(shop: Shop, now: number): Promise<number> {
  while (await shop.within(followDates, new Date(now)));
  return now
}

test('whatever is asked of what was said and answered, everybody is judged as one by one', async (t) => {
  t.diagnostic(`seed ${SEED}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          postal_code: or(one(...Object.keys(KM))),
          moments: fc
            .tuple(fc.boolean(), fc.array(moment, { maxLength: 12 }))
            .map(([agrees, drawn]) => [...(agrees ? [FOLLOWED] : []), ...drawn]),
          later: fc.array(moment, { maxLength: 3 }),
        }),
        { minLength: 4, maxLength: 10 },
      ),
      fc.array(friend, { maxLength: 6 }),
      fc.array(rule, { minLength: 10, maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 2, maxLength: 4 }),
      async (drawn, friends, rules, leaps) => {
        const shop = await openShop()
        const later = drawn.map((person) =>
          once([...person.moments, ...person.later]).filter((one) => person.later.includes(one)),
        )
        const people = drawn.map(({ postal_code, moments }): Contacted => ({
          customer_id: newId(),
          postal_code,
          moments: once(moments),
          invited: [],
          came_by: [],
        }))
        await makePeople(shop, people)
        await makeEvenings(shop, EVENINGS)
        for (const person of people) await happen(shop, person.customer_id, person.moments)
        const ids: string[] = []
        for (const said of rules) {
          const audience_id = newId()
          const { status, body } = await shop.put(`/audiences/${audience_id}`, {
            name: 'Au hasard',
            rule: said,
          })
          assert.equal(status, 200, JSON.stringify(body))
          await shop.within((ctx) => fillSlice(ctx, audience_id))
          ids.push(audience_id)
        }
        await isRight(shop, ids, rules, people, await untilDone(shop, Date.now()), 'at first')
        for (const [index, person] of people.entries()) {
          person.moments.push(...later[index]!)
          await happen(shop, person.customer_id, later[index]!)
        }
        await makeFriends(shop, people, friends)
        await shop.react()
        await isRight(shop, ids, rules, people, await untilDone(shop, Date.now()), 'after facts')
        let now = Date.now()
        for (const leap of leaps) {
          now += leap * DAY_MS
          await isRight(shop, ids, rules, people, await untilDone(shop, now), `${leap} days later`)
        }
      },
    ),
    { numRuns: RUNS, seed: SEED },
  )
})
