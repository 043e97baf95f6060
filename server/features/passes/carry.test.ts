/** Messages of the outbox on the card in a phone, with Apple and Google on loopback. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openedCard } from '../../../test/card-holder.ts'
import { runJobs } from '../../../test/jobs.ts'
import { consent, openShopByDay, queued, stored } from '../../../test/outbox.ts'
import { app as house, config, db, pool } from '../../../test/shop.ts'
import { buildApp } from '../../app.ts'
import type { Config } from '../../config.ts'
import { addTemplate, planOf, rehearsed } from '../campaigns/campaigns.fixture.ts'
import { cancelMessages, queueMessages } from '../messages/queue.ts'
import type { QueuedMessage } from '../messages/shape.ts'
import { readPreferences } from '../preferences/actions.ts'
import { readPeople } from '../pressure/people.ts'
import { holders } from './holders.fixture.ts'
import { recoverPasses, refreshPasses } from './refresh.ts'
import { openWallet } from './tasks.ts'
import { certificateFolder, openApple, openGoogleServer } from './wallets.fixture.ts'

const [apple, google] = [await openApple(), await openGoogleServer()]
const ISSUER = '3388000000012345678'
const settings = {
  ...config,
  public_url: 'https://fidelite.exemple',
  apple_pass: certificateFolder(),
  apple_push_url: apple.url,
  google_wallet: google.file,
  google_wallet_issuer: ISSUER,
  google_wallet_url: google.url,
}
const wallet = openWallet(settings)
const app = await buildApp({ config: settings, pool, db })
after(async () => {
  await app.close()
  apple.close()
  google.close()
})
const { asHolder, download, openPhone, readPass } = holders(app, apple)
type Opened = Awaited<ReturnType<typeof openedCard>>

const WORDS = { subject: 'Les soldes', text: 'Elles commencent samedi.', html: null }
const SAID = 'Les soldes\nElles commencent samedi.'
const NOTHING = 'Aucun message pour le moment.'

const aPerson = () => openedCard(undefined, openShopByDay)

async function withApple() {
  const opened = await aPerson()
  const phone = openPhone(opened, await download(opened))
  await phone.register()
  const field = async () => readPass((await phone.fetch()).answer.rawPayload).pass.storeCard.backFields[0]
  return { ...opened, phone, field }
}

const googlePassOf = ({ shop }: Opened) =>
  shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('wallet_pass')
      .select('pass_id')
      .where('tenant_id', '=', tenant_id)
      .where('kind', '=', 'google')
      .executeTakeFirstOrThrow(),
  )

async function withGoogle() {
  const opened = await aPerson()
  const { status } = await asHolder(opened, 'PUT', '/card/passes/google')
  assert.equal(status, 200)
  const { pass_id } = await googlePassOf(opened)
  const id = `${ISSUER}.card-${pass_id}`
  const added = () =>
    google
      .rings()
      .filter(({ path }) => path.includes(pass_id))
      .map(({ body }) => body.message)
  return { ...opened, id, added }
}

async function say({ shop, customer_id }: Opened, wish: Partial<QueuedMessage> = {}, run: Config = settings) {
  const message = queued(customer_id, {
    channel: 'wallet',
    purpose: 'loyalty',
    recipient: customer_id,
    content: WORDS,
    ...wish,
  })
  await shop.within((ctx) => queueMessages(ctx, [message]))
  await runJobs(run)
  return { ...message, ...(await stored(shop, message.message_id)) }
}

const tryAgain = async ({ shop }: Opened, message_id: string) => {
  await shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('message')
      .set({ due_at: new Date(Date.now() - 1_000) })
      .where('tenant_id', '=', tenant_id)
      .where('message_id', '=', message_id)
      .execute(),
  )
  await shop.within(({ tx, tenant_id }) =>
    tx
      .selectNoFrom((eb) =>
        eb
          .fn('enqueue', [
            eb.val('send_messages'),
            eb.cast<unknown>(eb.val(JSON.stringify({ tenant_id, channel: 'wallet' })), 'json'),
          ])
          .as('asked'),
      )
      .execute(),
  )
  await runJobs(settings)
  return (await stored(shop, message_id)).state
}

test('an Apple pass says the words, its phone is rung once, and fetches a field that it shows', async () => {
  const holder = await withApple()
  const before = await holder.field()
  assert.deepEqual([before.value, before.changeMessage], [NOTHING, undefined])
  assert.equal((await say(holder)).state, 'sent')
  assert.equal(holder.phone.rung(), 1)
  const now = await holder.field()
  assert.deepEqual([now.key, now.value, now.changeMessage], [before.key, SAID, '%@'])
  // The passes' own job has nothing left to tell.
  await runJobs(settings)
  assert.equal(holder.phone.rung(), 1)
  assert.equal((await holder.shop.get('/wallet-passes')).body.passes.waiting, 0)
})

test('a message takes the place of the one before; once it ends it is taken off', async () => {
  const holder = await withApple()
  await say(holder)
  const until = new Date(Date.now() + 3_600_000)
  await say(holder, { content: { ...WORDS, text: 'Dernier jour.' }, useful_until: until })
  assert.equal((await holder.field()).value, 'Les soldes\nDernier jour.')
  await holder.shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('pass_message')
      .set((eb) => ({
        until: eb.fn<Date>('greatest', [eb.val(new Date(Date.now() - 1_000)), eb.ref('put_at')]),
      }))
      .where('tenant_id', '=', tenant_id)
      .where('until', '=', until)
      .execute(),
  )
  const rung = holder.phone.rung()
  await recoverPasses(db)
  await runJobs(settings)
  const field = await holder.field()
  assert.deepEqual([field.value, field.changeMessage, holder.phone.rung()], [NOTHING, undefined, rung + 1])
})

test('Apple away: the words stand there and are tried again; called off, they are gone', async () => {
  const holder = await withApple()
  apple.answer(holder.phone.push_token, 503, 'ServiceUnavailable')
  const { state, origin } = await say(holder)
  assert.equal(state, 'retry')
  assert.equal((await holder.field()).value, SAID)
  await holder.shop.within((ctx) => cancelMessages(ctx, origin))
  assert.equal((await holder.field()).value, NOTHING)
  apple.answer(holder.phone.push_token, 200, '')
  const other = await withApple()
  apple.answer(other.phone.push_token, 503, 'ServiceUnavailable')
  const late = await say(other)
  apple.answer(other.phone.push_token, 200, '')
  assert.equal(await tryAgain(other, late.message_id), 'sent')
  // Whoever fetched them between the tries finds the same value, and shows nothing again.
  assert.equal((await other.field()).value, SAID)
})

test('ringing is left to the outbox for a while; what a crash left unrung is rung by the passes’ own job', async () => {
  const holder = await withApple()
  const { tenant_id } = holder.shop
  apple.answer(holder.phone.push_token, 503, 'ServiceUnavailable')
  await say(holder)
  apple.answer(holder.phone.push_token, 200, '')
  const rung = holder.phone.rung()
  await refreshPasses(db, wallet, tenant_id)
  assert.equal(holder.phone.rung(), rung)
  await holder.shop.within(({ tx }) =>
    tx
      .updateTable('wallet_pass')
      .set({ due_at: new Date(Date.now() - 1_000) })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  await refreshPasses(db, wallet, tenant_id)
  assert.equal(holder.phone.rung(), rung + 1)
})

test('a phone that is gone is forgotten, and nobody is said to have been told', async () => {
  const holder = await withApple()
  apple.answer(holder.phone.push_token, 410, 'Unregistered')
  const { state, error } = await say(holder)
  assert.deepEqual([state, error], ['refused', 'no phone takes it'])
  const left = await holder.shop.within(({ tx, tenant_id }) =>
    tx.selectFrom('pass_message').select('pass_id').where('tenant_id', '=', tenant_id).execute(),
  )
  assert.equal(left.length, 0)
})

test('Google adds the words to the card, rings, and takes them off by itself', async () => {
  const holder = await withGoogle()
  const useful_until = new Date(Date.now() + 3_600_000)
  const { state, message_id } = await say(holder, { useful_until })
  assert.equal(state, 'sent')
  assert.deepEqual(holder.added(), [
    {
      id: message_id,
      header: 'Les soldes',
      body: 'Elles commencent samedi.',
      displayInterval: { end: { date: useful_until.toISOString() } },
      messageType: 'TEXT_AND_NOTIFY',
    },
  ])
})

test('beyond three rings in a day, ours or Google’s own count, words stand on the card without a sound', async () => {
  const holder = await withGoogle()
  for (let time = 1; time <= 4; time++) await say(holder, { purpose: 'service' })
  const types = () => holder.added().map(({ messageType }) => messageType)
  assert.deepEqual(types(), [...Array.from({ length: 3 }, () => 'TEXT_AND_NOTIFY'), 'TEXT'])
  const other = await withGoogle()
  google.answer(other.id, ({ messageType }) =>
    messageType === 'TEXT' ? [200, {}] : [429, { error: { status: 'QuotaExceededException' } }],
  )
  assert.equal((await say(other)).state, 'sent')
  assert.deepEqual(
    other.added().map(({ messageType }) => messageType),
    ['TEXT_AND_NOTIFY', 'TEXT'],
  )
})

test('what Google answers: later, never, in doubt, nobody keeps it', async () => {
  for (const [status, loyalty, service] of [
    [503, 'retry', 'retry'],
    [400, 'refused', 'refused'],
    [500, 'unknown', 'retry'],
    [0, 'unknown', 'retry'],
  ] as const)
    for (const [purpose, state] of [
      ['loyalty', loyalty],
      ['service', service],
    ] as const) {
      const holder = await withGoogle()
      google.answer(holder.id, () => [status, {}])
      assert.equal((await say(holder, { purpose })).state, state, `${status} ${purpose}`)
      if (state !== 'retry') assert.equal(holder.added().length, 1, 'told once')
    }
  const gone = await withGoogle()
  google.drop(gone.id)
  const { state, error } = await say(gone)
  assert.deepEqual([state, error], ['refused', 'no phone takes it'])
  assert.equal(await isReached(gone), false)
})

test('a card that Google lost is made again, and then says the words', async () => {
  const holder = await withGoogle()
  google.kept.delete(holder.id)
  assert.equal((await say(holder)).state, 'sent')
  assert.ok(google.kept.has(holder.id))
})

async function isReached({ shop, customer_id }: Opened) {
  const ask = { lock: false, said: 'planned' as const, household_days: 0 }
  const people = await shop.within((ctx) => readPeople(ctx, [customer_id], ask))
  return people.get(customer_id)!.addresses.wallet !== undefined
}

test('who is reached: a card in a phone, unlocked; of two cards, Apple’s', async () => {
  const bare = await aPerson()
  assert.equal(await isReached(bare), false)
  await download(bare)
  assert.equal(await isReached(bare), false, 'no phone has it yet')
  const holder = await withApple()
  assert.equal(await isReached(holder), true)
  await asHolder(holder, 'PUT', '/card/passes/google')
  await say(holder)
  const { pass_id } = await googlePassOf(holder)
  const added = google.rings().filter(({ path }) => path.includes(pass_id))
  assert.deepEqual([holder.phone.rung(), added.length], [1, 0])
  assert.equal((await holder.card('PUT', '/card/spend-lock')).status, 200)
  assert.equal(await isReached(holder), false)
  const { state, error } = await say(holder)
  assert.deepEqual([state, error], ['refused', 'no phone takes it'])
  assert.equal((await say(bare, {}, config)).error, 'this channel is not set up')
})

test('the words of a template hold a link of their own to the card, which stands on the back and is counted', async () => {
  const [apples, googles] = [await withApple(), await withGoogle()]
  for (const holder of [apples, googles]) {
    const template_id = await addTemplate(holder.shop, 'wallet')
    const content = { template_id, version: 1, language: 'fr' as const, values: {} }
    assert.equal((await say(holder, { content })).state, 'sent')
  }
  const { value, attributedValue } = await apples.field()
  assert.equal(value, SAID)
  const link = /^Les soldes\nElles commencent samedi\.\n<a href="(https:\/\/fidelite\.exemple\/[^"<]+)">/
  const [, url] = link.exec(attributedValue)!
  const { pathname, search } = new URL(url!)
  const answer = await house.inject({ method: 'GET', url: pathname + search })
  assert.equal(answer.statusCode, 302)
  assert.match(String(answer.headers.location), /\/card\//)
  assert.match(googles.added()[0].body, /^Elles commencent samedi\.\n<a href="https:\/\/fidelite\.exemple\//)
})

test('an invitation stands on the card until its private sale is over', async () => {
  const holder = await withGoogle()
  const plan = planOf(await addTemplate(holder.shop), { kind: 'private_sale' })
  const { campaign_id } = await rehearsed(holder.shop, plan)
  const [starts_at, ends_at] = [20, 30].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
  const sale = { title: 'Avant-première', words: '', starts_at, ends_at, store_id: null, place: '' }
  const set = await holder.shop.put(`/campaigns/${campaign_id}/private-sale`, {
    ...sale,
    picture_ids: [],
    tier_ids: [],
    audience_id: null,
    guests_max: 2,
    seats_max: null,
  })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  const useful_until = new Date(Date.now() + 3_600_000)
  await say(holder, { useful_until, origin: { kind: 'campaign', id: campaign_id, step: null } })
  assert.equal(holder.added()[0].displayInterval.end.date, ends_at)
})

test('whoever was told on their card is asked whether they want more of it', async () => {
  const holder = await withApple()
  const asked = async (message_id: string) => {
    const shop = { name: 'Lili Rose', language: 'fr' as const }
    const page = await holder.shop.within((ctx) => readPreferences(ctx, shop, message_id))
    return page!.questions.filter(({ channel }) => channel === 'push').map(({ purpose }) => purpose)
  }
  const { message_id } = await say(holder)
  assert.ok((await asked(message_id)).includes('loyalty'))
  await holder.phone.leave()
  assert.deepEqual(await asked(message_id), [])
})

test('offers need the yes to notifications, and count among the two mobile messages of a month', async () => {
  const holder = await withApple()
  const offer = () => say(holder, { purpose: 'marketing' })
  assert.equal((await offer()).error, 'no_consent')
  await consent(holder.shop, holder.customer_id, true, new Date(Date.now() - 60_000), 'push')
  assert.deepEqual([(await offer()).state, (await offer()).state], ['sent', 'sent'])
  assert.equal((await offer()).state, 'held')
  await consent(holder.shop, holder.customer_id, false, new Date(), 'push')
  assert.equal((await offer()).error, 'withdrawn')
})

test('who left has nothing of what was said on the card', async () => {
  const apples = await withApple()
  await say(apples)
  await apples.card('PUT', '/card/departure', {})
  await apples.shop.react()
  await runJobs(settings)
  assert.ok(!JSON.stringify(await apples.field()).includes('samedi'))
  const googles = await withGoogle()
  await say(googles)
  await googles.card('PUT', '/card/departure', {})
  await googles.shop.react()
  await runJobs(settings)
  assert.deepEqual(google.kept.get(googles.id).messages, [])
})
