import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { as } from '../../../test/shop.ts'
import { writeProgramme as saveProgramme } from '../programmes/actions.ts'
import { changeReward } from '../programmes/change-reward.ts'
import type { Reward } from '../programmes/programme.ts'
import { rewardOf, shopWithRewards } from './rewards.fixture.ts'

type Opened = Awaited<ReturnType<typeof shopWithRewards>>

const write = ({ shop }: Opened, { reward_id, ...reward }: Reward, seen_version: number) =>
  shop.put(`/rewards/${reward_id}`, { seen_version, reward })
const retire = ({ shop }: Opened, reward_id: string, seen_version: number) =>
  shop.put(`/rewards/${reward_id}/retirement`, { seen_version })
const catalogue = async ({ shop }: Opened) => {
  const { version, items } = (await shop.get('/rewards')).body
  return { version, names: items.map((one: any) => `${one.name} ${one.status}`) }
}

test('a reward is added, changed and retired, each as the next version with the same rules', async () => {
  const bag = rewardOf()
  const opened = await shopWithRewards([bag])
  const mug = rewardOf({ name: 'Tasse', cost: 60 })
  assert.deepEqual((await write(opened, mug, 1)).body, { version: 2 })
  assert.deepEqual((await write(opened, { ...mug, cost: 80 }, 2)).body, { version: 3 })
  assert.deepEqual(await catalogue(opened), {
    version: 3,
    names: ['Sac en toile in_force', 'Tasse in_force'],
  })
  // Asked again, nothing is written.
  assert.deepEqual((await write(opened, { ...mug, cost: 80 }, 2)).body, { version: 3 })
  assert.deepEqual((await retire(opened, bag.reward_id, 3)).body, { version: 4 })
  assert.deepEqual((await retire(opened, bag.reward_id, 3)).body, { version: 4 })
  assert.deepEqual(await catalogue(opened), { version: 4, names: ['Tasse in_force', 'Sac en toile retired'] })
  const { items } = (await opened.shop.get('/programmes')).body
  const rest = items.map(({ programme: { rewards: _, ...rules } }: any) => JSON.stringify(rules))
  assert.equal(new Set(rest).size, 1, 'the rules are the same in all four')
  // And it comes back in its old words.
  assert.deepEqual((await write(opened, bag, 4)).body, { version: 5 })
  assert.equal((await catalogue(opened)).names.at(-1), 'Sac en toile in_force')
})

test('what was taken keeps its words, whatever the catalogue says since', async () => {
  const bag = rewardOf({ description: 'Deux heures, matériel compris.', picture_id: newId() })
  const opened = await shopWithRewards([bag])
  const { shop, person, take, cancel } = opened
  const ada = await person(100)
  const id = newId()
  const { voucher } = (await take(ada, bag.reward_id, {}, id)).body
  await write(opened, { ...bag, name: 'Autre nom', cost: 999, description: 'Autre' }, 1)
  await retire(opened, bag.reward_id, 2)
  const record = (await shop.get(`/vouchers/${voucher.voucher_id}`)).body.voucher
  assert.deepEqual([record.name, record.description], ['Sac en toile', 'Deux heures, matériel compris.'])
  assert.equal(record.picture_id, bag.picture_id)
  assert.equal((await take(ada, bag.reward_id)).body.code, 'reward_unknown')
  assert.equal((await cancel(ada, id)).body.accounts[0].available, 100)
})

test('two who change the same reward: the second is told; two who change two rewards both get through', async () => {
  const [bag, mug] = [rewardOf(), rewardOf({ name: 'Tasse' })]
  const opened = await shopWithRewards([bag, mug])
  assert.equal((await write(opened, { ...bag, cost: 120 }, 1)).status, 200)
  const late = await write(opened, { ...bag, cost: 130 }, 1)
  assert.deepEqual([late.status, late.body.code, late.body.version], [409, 'reward_differs', 2])
  assert.equal((await retire(opened, bag.reward_id, 1)).body.code, 'reward_differs')
  // Of another reward nothing was missed.
  assert.deepEqual((await write(opened, { ...mug, cost: 70 }, 1)).body, { version: 3 })
  const added = Array.from({ length: 10 }, (_, at) => rewardOf({ name: `Cadeau ${at}` }))
  const answers = await Promise.all(added.map((reward) => write(opened, reward, 3)))
  const written = answers.filter((one) => one.status === 200).length
  assert.ok(written >= 5, `${written} of ten at once were written`)
  assert.ok(answers.every((one) => one.status === 200 || one.body.code === 'programme_version_taken'))
  const { version, names } = await catalogue(opened)
  assert.deepEqual([version, names.length], [3 + written, 2 + written])
})

test('whoever writes second by an earlier clock changes what the first wrote, and is not out of force at once', async () => {
  const bag = rewardOf()
  const { shop } = await shopWithRewards([bag])
  const [later, earlier] = [new Date(Date.now() - 1000), new Date(Date.now() - 1050)]
  const add = (reward: Reward, at: Date) =>
    shop.within((ctx) => changeReward(ctx, { reward_id: reward.reward_id, seen_version: 1, reward }), at)
  assert.deepEqual(await add(rewardOf({ name: 'Tasse' }), later), { version: 2 })
  assert.deepEqual(await add(rewardOf({ name: 'Bol' }), earlier), { version: 3 })
  // A whole programme, too, begins after what was put in force before it.
  const programme = pointsProgramme({ name: 'Entier', rewards: [bag] })
  await shop.within((ctx) => saveProgramme(ctx, { version: 4, programme }), earlier)
  const { items } = (await shop.get('/programmes')).body
  const seen = items.map(({ version, programme, withdrawn_at, effective_at }: any) => [
    version,
    programme.rewards.map(({ name }: Reward) => name).join(),
    withdrawn_at,
    effective_at,
  ])
  const at = later.toISOString()
  assert.deepEqual(seen.slice(0, 3), [
    [4, 'Sac en toile', null, at],
    [3, 'Sac en toile,Tasse,Bol', null, at],
    [2, 'Sac en toile,Tasse', null, at],
  ])
  assert.equal((await shop.get('/programmes/current')).body.version, 4)
})

test('a version that is to come gets the change too, and begins on its day', async () => {
  const bag = rewardOf()
  const opened = await shopWithRewards([bag])
  const begins = new Date(Date.now() + 86_400_000)
  const coming = rewardOf({ name: 'Dès demain' })
  await writeProgramme(opened.shop, pointsProgramme({ name: 'Demain', rewards: [bag, coming] }), 2, begins)
  assert.deepEqual(await catalogue(opened), {
    version: 2,
    names: ['Sac en toile in_force', 'Dès demain coming'],
  })
  assert.deepEqual((await write(opened, { ...bag, cost: 150 }, 2)).body, { version: 4 })
  const { items } = (await opened.shop.get('/programmes')).body
  const seen = items.map(({ version, programme, withdrawn_at, effective_at }: any) => [
    version,
    programme.name,
    programme.rewards[0].cost,
    withdrawn_at !== null,
    new Date(effective_at) > new Date(),
  ])
  assert.deepEqual(seen, [
    [4, 'Demain', 150, false, true],
    [3, 'Carte Lili Rose', 150, false, false],
    [2, 'Demain', 100, true, true],
    [1, 'Carte Lili Rose', 100, false, false],
  ])
})

test('a reward that cannot be is refused with its reasons, and without a programme there is none', async () => {
  const opened = await shopWithRewards([rewardOf()])
  const wrong = await write(opened, rewardOf({ unit: 'hugs' }), 1)
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'programme_has_problems'])
  assert.equal(wrong.body.problems[0].code, 'unit_unknown')
  assert.equal((await retire(opened, newId(), 1)).body.code, 'reward_not_in_catalogue')
  const seller = as(await opened.shop.keyFor('seller'))
  const { reward_id, ...reward } = rewardOf()
  const by = await seller('PUT', `/rewards/${reward_id}`, { seen_version: 1, reward })
  assert.equal(by.status, 403)
})

test('limits, dates, tiers and clubs: who may not is told why, at the counter and in the list', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const rewards = {
    reward_not_yet: rewardOf({ dates: { from: day(2), to: null } }),
    reward_over: rewardOf({ dates: { from: null, to: day(-2) } }),
    reward_for_tier: rewardOf({ tier_ids: ['gold'] }),
    reward_for_club: rewardOf({ club_ids: [newId()] }),
  }
  const open = rewardOf({ dates: { from: day(-2), to: day(2) } })
  const { person, take, listed } = await shopWithRewards([...Object.values(rewards), open])
  const ada = await person(500)
  for (const [code, { reward_id }] of Object.entries(rewards)) {
    const refused = await take(ada, reward_id)
    assert.deepEqual([refused.status, refused.body.code], [409, code])
    assert.equal((await listed(ada, reward_id)).affordable, false)
  }
  assert.equal((await take(ada, open.reward_id)).status, 200)
})

test('a tier or a club that one is in opens its reward', async () => {
  const club_id = newId()
  const [gold, club] = [rewardOf({ tier_ids: ['gold', 'silver'] }), rewardOf({ club_ids: [club_id] })]
  const { shop, person, take } = await shopWithRewards([gold, club])
  const ada = await person(500)
  await shop.within(async ({ tx, tenant_id, now }) => {
    const tier = JSON.stringify({ tier_id: 'silver', since_ms: 0, until_ms: null })
    await tx.insertInto('account').values({ tenant_id, account_id: ada, unit: 'tier_main', tier }).execute()
    await tx
      .insertInto('club')
      .values({ tenant_id, club_id, name: 'Vin', joins: 'open', created_by: 'test', created_at: now })
      .execute()
    await tx
      .insertInto('club_member')
      .values({
        tenant_id,
        membership_id: newId(),
        club_id,
        customer_id: ada,
        joined_at: now,
        joined_how: 'hand',
        joined_by: 'test',
      })
      .execute()
  })
  assert.equal((await take(ada, gold.reward_id)).status, 200)
  assert.equal((await take(ada, club.reward_id)).status, 200)
  await shop.within(({ tx, now }) =>
    tx.updateTable('club_member').set({ left_at: now, left_how: 'hand' }).execute(),
  )
  assert.equal((await take(ada, club.reward_id)).body.code, 'reward_for_club')
})

test('twenty tries at once of a reward that one may have twice a month: two; a cancelled one does not count', async () => {
  const twice = rewardOf({ per_customer: { times: 2, per: 'month' } })
  const { person, take, cancel } = await shopWithRewards([twice])
  const ada = await person(3000)
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, at) => take(ada, twice.reward_id, { hold: at % 2 === 0 })),
  )
  const granted = tries.filter((one) => one.status === 200)
  assert.equal(granted.length, 2)
  assert.ok(tries.every((one) => one.status === 200 || one.body.code === 'reward_limit_reached'))
  assert.equal((await cancel(ada, granted[0]!.body.redemption_id)).status, 200)
  assert.equal((await take(ada, twice.reward_id)).status, 200)
  assert.equal((await take(ada, twice.reward_id)).body.code, 'reward_limit_reached')
  // Somebody else has their own.
  assert.equal((await take(await person(100, 'Bob'), twice.reward_id)).status, 200)
})

test('a limit begins again with the local month', async () => {
  const once = rewardOf({ per_customer: { times: 1, per: 'month' } })
  const { shop, person, take } = await shopWithRewards([once], { time_zone: 'Pacific/Auckland' })
  const ada = await person(300)
  assert.equal((await take(ada, once.reward_id)).status, 200)
  assert.equal((await take(ada, once.reward_id)).body.code, 'reward_limit_reached')
  const { limitPeriod } = await import('./rules.ts')
  const { localDayOf } = await import('../../lib/time.ts')
  const zone = 'Pacific/Auckland'
  const { from_ms } = limitPeriod('month', localDayOf(Date.now(), zone), zone)
  const move = (at: number) =>
    shop.within(({ tx }) =>
      tx
        .updateTable('redemption')
        .set({ occurred_at: new Date(at) })
        .execute(),
    )
  await move(from_ms)
  assert.equal((await take(ada, once.reward_id)).body.code, 'reward_limit_reached')
  await move(from_ms - 1)
  assert.equal((await take(ada, once.reward_id)).status, 200)
})
