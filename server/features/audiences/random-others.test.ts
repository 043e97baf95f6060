/** Random rules over everything that is not a purchase: the compiler against people judged one by one, and as facts and days come. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { publish } from '../../platform/facts.ts'
import { openShop } from '../../../test/shop.ts'
import { fields } from '../../fields.ts'
import { ConsentGiven } from '../consents/events.ts'
import { MessageReplied } from '../messages/events.ts'
import { ReferralAsked } from '../referrals/events.ts'
import { fillSlice, followDates } from './follow.ts'
import { NAIVE_FIELDS } from './naive.fixture.ts'
import { othersHold, TOLD, VALUES, type Others } from './naive-others.fixture.ts'
import { pastOf, POSSIBLE } from './naive-pasts.fixture.ts'
import { recordConsent, recordOthers, recordReferral, recordReport } from './record-others.fixture.ts'
import { isMeasure, type Condition, type Field } from './shape.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const RUNS = 12
const NOW = Date.now()

const small = fc.integer({ min: 0, max: 3 })
const days = fc.constantFrom(0, 1, 7, 30, 90, 365)
const none = fc.constant([] as (string | number)[])
const some = (values: string[]) => fc.subarray(values, { minLength: 1 })
const is = (operators: string[], values: fc.Arbitrary<(string | number)[]>) =>
  fc.record({ operator: fc.constantFrom(...operators), values })

function asked(field: Field): fc.Arbitrary<{ operator: string; values: (string | number)[] }> {
  const scale = field.type === 'money' || field.type === 'number' ? 500 : 1
  const figure = small.map((n) => n * scale)
  const dated = days.map((n) => [new Date(NOW - n * DAY_MS).toISOString().slice(0, 10)])
  const words = () => some(POSSIBLE[field.key]!)
  switch (field.type) {
    case 'count':
    case 'money':
    case 'number':
      return fc.oneof(
        is(['at_least', 'at_most', 'exactly'], fc.tuple(figure)),
        is(['some', 'none'], none),
        is(
          ['between'],
          fc.tuple(figure, figure).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
        ),
      )
    case 'date':
      return fc.oneof(
        is(['within_days', 'before_days'], fc.tuple(days)),
        is(['before', 'after'], dated),
        is(['is_set', 'is_unset'], none),
      )
    case 'flag':
      return is(['is_true', 'is_false'], none)
    case 'place':
      return is(['within_km'], fc.tuple(fc.constant('42000'), fc.constantFrom(5, 60)))
    case 'text':
      return fc.oneof(is(['is_any', 'starts_with'], words()), is(['is_set', 'is_unset'], none))
    default:
      return fc.oneof(is(['is_any', 'is_none'], words()), is(['is_set', 'is_unset'], none))
  }
}

function conditionOn(field: Field): fc.Arbitrary<Condition> {
  const events = isMeasure(field.reads) ? field.reads.events : null
  const filters = (events?.filters ?? []).slice(field.type === 'choice' ? 1 : 0)
  const where = fc.tuple(
    ...filters
      .filter(({ key }) => POSSIBLE[key])
      .map(({ key, type }) =>
        fc.option(
          is(['is_any', type === 'text' ? 'starts_with' : 'is_none'], some(POSSIBLE[key]!)).map((one) => ({
            field: key,
            ...one,
          })),
          { nil: null, freq: 3 },
        ),
      ),
  )
  const within = events?.at ? fc.option(days, { nil: undefined }) : fc.constant(undefined)
  return fc.tuple(asked(field), where, within).map(([one, all, within_days]) => ({
    field: field.key,
    ...one,
    ...(events && { where: all.filter((filter) => filter !== null) }),
    ...(within_days !== undefined && { within_days }),
  }))
}

const OTHERS = [...Object.keys(TOLD), ...Object.keys(VALUES), 'lives_near']

test('there is no field that no random rule asks about', () => {
  // Other audiences are seen through by their own rules: audiences.test.ts.
  const judged = new Set([...NAIVE_FIELDS, ...OTHERS, 'audience'])
  assert.deepEqual(
    [...fields.keys()].filter((key) => !judged.has(key)),
    [],
  )
})

test('whatever else people did, everybody is judged as one by one, after facts and as days go by', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(pastOf(NOW), { minLength: 5, maxLength: 10 }),
      fc.tuple(...OTHERS.map((key) => conditionOn(fields.get(key)!))),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 2, maxLength: 3 }),
      async (pasts, rules, leaps) => {
        const shop = await openShop()
        const people = named(pasts)
        await recordOthers(shop, people)
        const ids = await write(shop, rules)
        told += await isRight(shop, ids, rules, people, Date.now(), 'at first')
        await change(shop, people)
        await isRight(shop, ids, rules, people, Date.now(), 'after facts')
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
  assert.ok(told > 0, 'nobody was in any of them')
})

/** Drawn twice is two people; a friend is the next one in the list. */
function named(pasts: ReturnType<typeof pastOf> extends fc.Arbitrary<infer T> ? T[] : never): Others[] {
  const people = pasts.map((one) => ({ ...structuredClone(one), customer_id: newId() }))
  return people.map((one, at) => ({
    ...one,
    friend_of: one.friend_of && {
      ...one.friend_of,
      referrer_id: people[(at + 1) % people.length]!.customer_id,
    },
  }))
}

/** The first one answers, the second agrees to being followed, the third gives the code of the first: told about the friend. */
async function change(shop: Shop, people: Others[]) {
  const [first, second, third] = people as [Others, Others, Others]
  await shop.within(async (ctx) => {
    const at = ctx.now.getTime()
    const message = first.messages[0]
    if (message) {
      const report = { kind: 'replied', class: 'stop', at }
      message.reports.push(report)
      const message_id = await recordReport(ctx, message, report)
      const told = { message_id, channel: 'sms', purpose: 'marketing', stop: true } as const
      await publish(ctx, MessageReplied, told, { customer_id: first.customer_id })
    }
    const yes = { channel: 'tracking', purpose: 'offers', given: true, at }
    second.consents.push(yes)
    await recordConsent(ctx, second.customer_id, yes)
    const said = { channel: 'tracking', purpose: 'offers', text_version: 1, source: 'test' }
    const { customer_id } = second
    await publish(ctx, ConsentGiven, { ...said, customer_id, consent_id: newId() }, { customer_id })
    if (third.friend_of === null || third.friend_of.ended) {
      third.friend_of = { referrer_id: first.customer_id, at, rewarded_at: null, ended: false }
      const referral_id = await recordReferral(ctx, third)
      const pair = { referral_id, referrer_id: first.customer_id, friend_id: third.customer_id }
      await publish(ctx, ReferralAsked, pair, { customer_id: third.customer_id })
    }
  })
  await shop.react()
}

async function write(shop: Shop, rules: Condition[]): Promise<string[]> {
  const ids: string[] = []
  for (const rule of rules) {
    const audience_id = newId()
    const { status, body } = await shop.put(`/audiences/${audience_id}`, { name: 'Au hasard', rule })
    assert.equal(status, 200, JSON.stringify(body))
    await shop.within((ctx) => fillSlice(ctx, audience_id))
    ids.push(audience_id)
  }
  return ids
}

async function isRight(
  shop: Shop,
  ids: string[],
  rules: Condition[],
  people: Others[],
  now: number,
  when: string,
) {
  while (await shop.within(followDates, new Date(now)));
  const rows = await shop.within(({ tx }) =>
    tx
      .selectFrom('audience_member')
      .select(['audience_id', 'customer_id'])
      .where('tenant_id', '=', shop.tenant_id)
      .execute(),
  )
  const held = new Set(rows.map((row) => `${row.audience_id} ${row.customer_id}`))
  for (const [index, rule] of rules.entries())
    for (const person of people)
      assert.equal(
        held.has(`${ids[index]} ${person.customer_id}`),
        othersHold(rule, person, people, now),
        `${when}: ${JSON.stringify(rule)} of ${JSON.stringify(person)}`,
      )
  return held.size
}
