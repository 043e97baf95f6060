import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openedCard, addCustomer as addWith } from '../../../test/card-holder.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { config, db, openShop, pool } from '../../../test/shop.ts'
import { inTenant } from '../../platform/database.ts'
import { auditTenant } from '../points/audit.ts'
import { openCodes } from '../vouchers/codes.ts'
import { decideReferral, listDueReferrals } from './actions.ts'
import { ReferralEnded, ReferralRewarded } from './events.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const DAY_MS = 86_400_000
const TERMS = { minimum_cents: 2000, within_days: 60, wait_days: 14, month_max: 3 }

async function prepare(shop: Shop, terms = TERMS) {
  const { earning } = pointsProgramme()
  const by = (activity: string, units: number) => ({
    rule_id: activity,
    unit: 'points',
    counts: { by: 'activity' as const, units, activity },
    when: {},
  })
  await writeProgramme(
    shop,
    pointsProgramme({ earning: [...earning, by('friend_brought', 100), by('friend_joined', 50)] }),
  )
  assert.equal((await shop.put('/referral-terms', terms)).status, 200)
}

async function shopWithFriends(terms = TERMS) {
  const shop = await openShop()
  await prepare(shop, terms)
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Bea')]
  return { shop, ada: ada.customer_id, bea: bea.customer_id, ...doings(shop) }
}

const doings = (shop: Shop) => ({
  codeOf: async (customer_id: string) =>
    (await shop.get(`/customers/${customer_id}/referrals`)).body.referral_code as string,
  bring: (code: string, customer_id: string, more: object = {}, id = newId()) =>
    shop.put(`/referrals/${id}`, { code, customer_id, ...more }),
  buy: async (customer_id: string, amount_cents: number) => {
    const sale_id = newId()
    const { store_id } = shop
    const occurred_at = new Date().toISOString()
    await shop.put(`/sales/${sale_id}`, { store_id, customer_id, occurred_at, amount_cents })
    await shop.react()
    return sale_id
  },
  giveBack: async (sale_id: string) => {
    const lines = [{ line_no: 1, quantity_milli: 1000 }]
    const { status } = await shop.put(`/sales/${sale_id}/returns/${newId()}`, { lines })
    assert.equal(status, 200)
    await shop.react()
  },
  night: async (days: number) => {
    const who = { tenant_id: shop.tenant_id, actor: 'system', now: new Date(Date.now() + days * DAY_MS) }
    for (const id of await inTenant(db, who, (ctx) => listDueReferrals(ctx, 100)))
      await inTenant(db, who, (ctx) => decideReferral(ctx, openCodes(config.home), id))
  },
  points: async (customer_id: string) =>
    (await shop.get(`/customers/${customer_id}`)).body.accounts.find((one: any) => one.unit === 'points')
      ?.balance ?? 0,
  stateOf: async (friend_id: string) => {
    const { brought_by } = (await shop.get(`/customers/${friend_id}/referrals`)).body
    return brought_by && [brought_by.referrer_name, brought_by.state, brought_by.ended_why]
  },
})

async function isRight(shop: Shop) {
  const client = await pool.connect()
  try {
    assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
  } finally {
    client.release()
  }
}

test('both sides are rewarded once, after the purchase and the days of return', async () => {
  const { shop, ada, bea, codeOf, bring, buy, night, points, stateOf } = await shopWithFriends()
  const code = await codeOf(ada)
  assert.equal(await codeOf(ada), code)
  const id = newId()
  assert.equal((await bring(code.toLowerCase(), bea, {}, id)).status, 200)
  assert.equal((await bring(code, bea, {}, id)).status, 200, 'the same again is the same')
  assert.deepEqual(await stateOf(bea), ['Ada', 'waiting', null])
  await buy(bea, 1999)
  assert.deepEqual(await stateOf(bea), ['Ada', 'waiting', null], 'one cent is missing')
  await buy(bea, 2000)
  assert.deepEqual(await stateOf(bea), ['Ada', 'bought', null])
  await night(13)
  assert.deepEqual([await points(ada), await points(bea)], [0, 39])
  await Promise.all(Array.from({ length: 5 }, () => night(15)))
  assert.deepEqual([await points(ada), await points(bea)], [100, 89])
  assert.deepEqual(await stateOf(bea), ['Ada', 'rewarded', null])
  assert.equal((await shop.announced(ReferralRewarded)).length, 1)
  const { months, best } = (await shop.get('/referrals/figures')).body
  assert.deepEqual([months.at(-1).asked, months.at(-1).rewarded, best[0].name], [1, 1, 'Ada'])
  await isRight(shop)
})

test('a purchase that comes back takes both rewards with it', async () => {
  const { shop, ada, bea, codeOf, bring, buy, night, points, stateOf, giveBack } = await shopWithFriends()
  await bring(await codeOf(ada), bea)
  const sale_id = await buy(bea, 5000)
  await night(15)
  assert.deepEqual([await points(ada), await points(bea)], [100, 100])
  await giveBack(sale_id)
  assert.deepEqual([await points(ada), await points(bea)], [0, 0])
  assert.deepEqual(await stateOf(bea), ['Ada', 'ended', 'purchase_returned'])
  assert.equal((await shop.announced(ReferralEnded)).length, 1)
  await isRight(shop)
})

test('what comes back before the reward waits for another purchase', async () => {
  const { ada, bea, codeOf, bring, buy, night, points, stateOf, giveBack, shop } = await shopWithFriends()
  await bring(await codeOf(ada), bea)
  const sale_id = await buy(bea, 5000)
  await giveBack(sale_id)
  assert.deepEqual(await stateOf(bea), ['Ada', 'waiting', null])
  await night(15)
  assert.equal(await points(ada), 0)
  await buy(bea, 3000)
  await night(15)
  assert.deepEqual([await points(ada), await points(bea)], [100, 80])
  await isRight(shop)
})

test('nobody bought in time', async () => {
  const { ada, bea, codeOf, bring, night, stateOf, points } = await shopWithFriends()
  await bring(await codeOf(ada), bea)
  await night(60)
  assert.deepEqual(await stateOf(bea), ['Ada', 'waiting', null])
  await night(62)
  assert.deepEqual(await stateOf(bea), ['Ada', 'ended', 'too_late'])
  assert.equal(await points(ada), 0)
})

test('every trick is refused in words', async () => {
  const { shop, ada, bea, codeOf, bring, buy } = await shopWithFriends()
  const code = await codeOf(ada)
  const refused = async (wish: Promise<{ status: number; body: any }>) => {
    const { status, body } = await wish
    assert.ok(status >= 400 && body.title.length > 20, JSON.stringify(body))
    return body.code
  }
  assert.equal(await refused(bring('BBBBBBB', bea)), 'referral_code_unknown')
  assert.equal(await refused(bring(code, ada)), 'referral_self')
  const regular = (await addWith(shop, 'Rita', [['phone', '+33611111111']])).customer_id
  await buy(regular, 5000)
  await shop.within(({ tx }) =>
    tx
      .updateTable('sale')
      .set({ occurred_at: new Date(Date.now() - 2 * DAY_MS) })
      .where('customer_id', '=', regular)
      .execute(),
  )
  assert.equal(await refused(bring(code, regular)), 'referral_friend_known')
  const twin = (await addWith(shop, 'Rita', [['phone', '+33611111111']])).customer_id
  assert.equal(await refused(bring(code, twin)), 'referral_friend_known', 'a second card of a regular')
  const fay = (await addCustomer(shop, 'Fay')).customer_id
  assert.equal((await bring(code, fay)).status, 200)
  assert.equal(await refused(bring(code, fay)), 'referral_friend_brought')
  await bring(code, bea)
  assert.equal(await refused(bring(await codeOf(bea), ada)), 'referral_ring')
  const cleo = (await addCustomer(shop, 'Cléo')).customer_id
  await bring(await codeOf(bea), cleo)
  assert.equal(await refused(bring(await codeOf(cleo), ada)), 'referral_ring', 'a ring of three')
  const dina = (await addCustomer(shop, 'Dina')).customer_id
  await bring(code, dina)
  const eve = (await addCustomer(shop, 'Eve')).customer_id
  assert.equal(await refused(bring(code, eve)), 'referral_too_many')
  await shop.call('DELETE', '/referral-terms')
  assert.equal(await refused(bring(code, eve)), 'referral_off')
})

test('of ten who are brought at once the month’s three are', async () => {
  const { shop, ada, codeOf, bring } = await shopWithFriends()
  const code = await codeOf(ada)
  const friends = await Promise.all(Array.from({ length: 10 }, () => addCustomer(shop)))
  const answers = await Promise.all(friends.map(({ customer_id }) => bring(code, customer_id)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 3)
  const friend = (await addCustomer(shop, 'Zoé')).customer_id
  const others = await Promise.all(
    Array.from({ length: 4 }, async () => codeOf((await addCustomer(shop)).customer_id)),
  )
  const tried = await Promise.all(others.map((one) => bring(one, friend)))
  assert.equal(tried.filter(({ status }) => status === 200).length, 1, 'a friend is brought once')
})

test('the telephone that shows a code brings nobody, and one telephone brings few', async () => {
  const { shop, card, customer_id } = await openedCard()
  await prepare(shop, { ...TERMS, month_max: 50 })
  const { bring } = doings(shop)
  const shown = await card('PUT', '/card/referral-code', { device: 'telephone-of-camille' })
  assert.match(shown.body.words, /100 points pour vous et 50 points pour votre ami/)
  assert.ok(shown.body.link.endsWith(`/card/#r=${shown.body.referral_code}`))
  const friend = async () => (await addCustomer(shop)).customer_id
  const own = await bring(shown.body.referral_code, await friend(), { device: 'telephone-of-camille' })
  assert.equal(own.body.code, 'referral_same_device')
  for (let at = 0; at < 3; at++)
    assert.equal(
      (await bring(shown.body.referral_code, await friend(), { device: 'one-telephone' })).status,
      200,
    )
  const fourth = await bring(shown.body.referral_code, await friend(), { device: 'one-telephone' })
  assert.equal(fourth.body.code, 'referral_same_device')
  const mine = await card('PUT', `/card/referrals/${newId()}`, { code: shown.body.referral_code })
  assert.deepEqual([mine.body.code, customer_id.length], ['referral_self', 36])
})

test('who has left is rewarded for nobody', async () => {
  const { shop, ada, bea, codeOf, bring, buy, night, stateOf, points } = await shopWithFriends()
  await bring(await codeOf(ada), bea)
  await buy(bea, 5000)
  await shop.put(`/customers/${ada}/departure`, {})
  await night(15)
  assert.deepEqual(await stateOf(bea), ['Ada', 'ended', 'left'])
  assert.equal(await points(bea), 50)
})
