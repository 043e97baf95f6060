/** Posts on pages of a network that listens on loopback. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { png } from '../../lib/photo.fixture.ts'
import { app, as, config, db, openShop } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { openSeal } from '../../platform/seal.ts'
import { PostFailed, PostPublished } from './events.ts'
import { openNetwork, type Mishap } from './network.fixture.ts'
import { publishDue, wakePosts } from './publish.ts'

const network = await openNetwork()
after(() => network.close())
const tools = { settings: config, seal: openSeal(config.home, 'social-pages') }

type Shop = Awaited<ReturnType<typeof openShop>>
const tenMinutesAgo = () => new Date(Date.now() - 600_000).toISOString()

/** A page whose number is its own, so that tests do not hear one another. */
async function shopWithPage(kind: 'facebook' | 'webhook' = 'facebook', token = 'a-key-of-the-page') {
  const shop = await openShop()
  const [page_id, ref] = [newId(), newId()]
  const address = kind === 'facebook' ? network.url : `${network.url}/hook/${ref}`
  const { status, body } = await shop.put(`/social-pages/${page_id}`, {
    kind,
    name: '',
    address,
    page_ref: ref,
    token,
  })
  assert.equal(status, 200, JSON.stringify(body))
  return { shop, page_id, ref, page: body }
}

async function addPicture({ keyFor }: Shop) {
  const picture_id = newId()
  const { statusCode } = await app.inject({
    method: 'PUT',
    url: `/api/pictures/${picture_id}`,
    headers: { authorization: `Bearer ${await keyFor('owner')}`, 'content-type': 'image/png' },
    payload: png(),
  })
  assert.equal(statusCode, 200)
  return picture_id
}

const write = (shop: Shop, page_ids: string[], changes: object = {}, post_id = newId()) =>
  shop.put(`/posts/${post_id}`, {
    text: 'La collection de printemps est arrivée.',
    pictures: [],
    link_url: null,
    page_ids,
    due_at: tenMinutesAgo(),
    ...changes,
  })
const read = async (shop: Shop, post_id: string) => (await shop.get(`/posts/${post_id}`)).body
const publish = ({ tenant_id }: Shop) => publishDue(db, tools, tenant_id)
const publicationOf = async (shop: Shop, post_id: string) => (await read(shop, post_id)).publications[0]

/** As if it had been left alone until now. */
const letPass = (shop: Shop, changes: object) =>
  shop.within(({ tx, tenant_id }) =>
    tx.updateTable('social_publication').set(changes).where('tenant_id', '=', tenant_id).execute(),
  )

test('a page is asked its name with its key, and the key is never shown again', async () => {
  const { shop, page, ref, page_id } = await shopWithPage()
  assert.deepEqual([page.name, page.problem], ['Lili Rose Saint-Étienne', null])
  assert.equal(network.asked(`/${ref}?fields=name`)[0]!.token, 'a-key-of-the-page')
  const listed = JSON.stringify((await shop.get('/social-pages')).body)
  assert.ok(!listed.includes('a-key-of-the-page'))
  const { token_sealed } = await shop.within(({ tx, tenant_id }) =>
    tx
      .selectFrom('social_page')
      .select('token_sealed')
      .where('tenant_id', '=', tenant_id)
      .executeTakeFirstOrThrow(),
  )
  assert.ok(!token_sealed!.includes('a-key-of-the-page'))
  assert.throws(
    () => tools.seal.open(token_sealed!, `${newId()}/${page_id}`),
    'another shop’s row opens nothing',
  )
  // Written again without a key, the one that stands stays.
  const again = { kind: 'facebook', name: 'Notre page', address: network.url, page_ref: ref }
  assert.equal((await shop.put(`/social-pages/${page_id}`, again)).body.name, 'Notre page')
  assert.equal(network.asked(`/${ref}?fields=name`)[1]!.token, 'a-key-of-the-page')
})

test('a key that opens nothing, a network that is away and an address that is none are refused', async () => {
  const shop = await openShop()
  const connect = async (changes: object) =>
    (
      await shop.put(`/social-pages/${newId()}`, {
        kind: 'facebook',
        name: '',
        address: network.url,
        page_ref: newId(),
        token: 'good',
        ...changes,
      })
    ).body.code
  assert.equal(await connect({ token: 'expired' }), 'page_refused')
  assert.equal(await connect({ token: ' ' }), 'page_token_missing')
  assert.equal(await connect({ page_ref: '../me' }), 'page_refused')
  const ref = newId()
  network.mishap(ref, { status: 503 })
  assert.equal(await connect({ page_ref: ref }), 'page_away')
  for (const address of [
    'http://exemple.fr/x',
    'https://a:b@exemple.fr',
    'file:///etc/passwd',
    'http://10.0.0.1:80',
  ])
    assert.equal(await connect({ kind: 'webhook', address }), 'page_address_refused', address)
  assert.deepEqual((await shop.get('/social-pages')).body.items, [])
})

test('a post with pictures and a link is published once, and its address is kept', async () => {
  const { shop, page_id, ref } = await shopWithPage()
  const picture_id = await addPicture(shop)
  const pictures = [{ picture_id, alt: 'Une robe jaune' }]
  const { body: post } = await write(shop, [page_id], {
    pictures,
    link_url: 'https://maboutique.fr/printemps',
  })
  assert.equal(post.standing, 'planned')
  await runJobs()
  await Promise.all(Array.from({ length: 10 }, () => publish(shop)))
  const [photo] = network.asked(`${ref}/photos`)
  assert.deepEqual(
    [photo!.fields['published'], photo!.fields['alt_text_custom'], photo!.token],
    ['false', 'Une robe jaune', 'a-key-of-the-page'],
  )
  assert.match(photo!.fields['url']!, new RegExp(`/t/${shop.slug}/api/pictures/${picture_id}$`))
  const feed = network.asked(`${ref}/feed`)
  assert.equal(feed.length, 1)
  const short = /(http\S+\/q\/\w{6})$/.exec(feed[0]!.fields['message']!)![1]!
  assert.match(feed[0]!.fields['attached_media[0]']!, /^\{"media_fbid":"photo-\d+"\}$/)
  const done = await read(shop, post.post_id)
  assert.equal(done.standing, 'published')
  assert.match(done.publications[0].address, /^https:\/\/www\.facebook\.com\/42_\d+$/)
  assert.equal((await shop.announced(PostPublished)).length, 1)
  // Its short address leads to the shop's own page, and who follows it is counted.
  const { pathname } = new URL(short)
  const followed = await app.inject({
    url: pathname,
    headers: { 'user-agent': 'Mozilla/5.0 (iPhone) Safari' },
  })
  assert.equal(followed.headers.location, 'https://maboutique.fr/printemps')
})

test('a webhook gets the same key each time it is asked', async () => {
  const { shop, page_id, ref } = await shopWithPage('webhook')
  network.mishap(ref, { status: 429, retry_after: 120 })
  const { body: post } = await write(shop, [page_id])
  await publish(shop)
  const first = await publicationOf(shop, post.post_id)
  assert.deepEqual([first.state, first.why], ['planned', 'rate_limited'])
  assert.ok(Date.parse(first.due_at) > Date.now() + 60_000)
  await publish(shop)
  assert.equal(network.asked(ref).length, 1, 'not before it is allowed')
  await letPass(shop, { due_at: new Date() })
  await publish(shop)
  const asked = network.asked(ref)
  assert.deepEqual(
    [asked.length, asked[0]!.key === asked[1]!.key, asked[1]!.key?.startsWith(post.post_id)],
    [2, true, true],
  )
  assert.equal((await publicationOf(shop, post.post_id)).address, 'https://site.exemple/nouvelles/7')
})

test('what went wrong is said, and never published twice', async () => {
  const code = (n: number) => ({ status: 400, body: { error: { code: n } } })
  for (const [part, mishap, state, why, problem] of [
    ['/feed', code(190), 'failed', 'token_expired', 'token_expired'],
    ['/photos', code(324), 'failed', 'picture_refused', null],
    ['/photos', 'hang up', 'planned', 'away', null],
    ['/feed', { status: 500 }, 'unknown', 'away', null],
    ['/feed', 'hang up', 'unknown', 'away', null],
  ] as [string, Mishap, string, string, string | null][]) {
    const { shop, page_id, ref } = await shopWithPage()
    const pictures = [{ picture_id: await addPicture(shop), alt: '' }]
    network.mishap(`${ref}${part}`, mishap)
    const { body: post } = await write(shop, [page_id], { pictures })
    await publish(shop)
    await publish(shop)
    await wakePosts(db)
    await publish(shop)
    const said = `${part} ${JSON.stringify(mishap)}`
    const publication = await publicationOf(shop, post.post_id)
    assert.deepEqual([publication.state, publication.why], [state, why], said)
    assert.ok(network.asked(`${ref}/feed`).length <= 1, said)
    assert.equal((await shop.get('/social-pages')).body.items[0].problem, problem, said)
    assert.equal((await shop.announced(PostFailed)).length, state === 'planned' ? 0 : 1, said)
  }
})

test('a program that ends in the middle: before the first seen word it goes again, after it nobody knows', async () => {
  const { shop, page_id, ref } = await shopWithPage()
  const { body: post } = await write(shop, [page_id])
  const long_ago = new Date(Date.now() - 3_600_000)
  await letPass(shop, { state: 'publishing', claimed_at: long_ago, handed_at: null, tries: 1 })
  await wakePosts(db)
  assert.equal((await publicationOf(shop, post.post_id)).state, 'planned')
  await letPass(shop, { state: 'publishing', claimed_at: long_ago, handed_at: long_ago })
  await wakePosts(db)
  await publish(shop)
  const left = await publicationOf(shop, post.post_id)
  assert.deepEqual([left.state, left.why, network.asked(`${ref}/feed`).length], ['unknown', 'interrupted', 0])
  // A person has looked: it is not there, and goes.
  const where = `/posts/${post.post_id}/publications/${page_id}/answer`
  assert.equal((await shop.put(where, { answer: 'again' })).status, 200)
  await publish(shop)
  assert.equal((await publicationOf(shop, post.post_id)).state, 'published')
  assert.equal((await shop.put(where, { answer: 'again' })).body.code, 'publication_not_open')
  assert.equal(network.asked(`${ref}/feed`).length, 1)
})

test('who is late for his own post leaves it alone', async () => {
  const { shop, page_id, ref } = await shopWithPage()
  await write(shop, [page_id], { pictures: [{ picture_id: await addPicture(shop), alt: '' }] })
  network.mishap(`${ref}/photos`, 'stay silent')
  const slow = publish(shop)
  for (const until = Date.now() + 10_000; network.asked(`${ref}/photos`).length === 0 && Date.now() < until;)
    await new Promise((done) => setTimeout(done, 10))
  // Another worker takes it for dead, and publishes it.
  await letPass(shop, { claimed_at: new Date(Date.now() - 3_600_000) })
  await wakePosts(db)
  await publish(shop)
  await slow
  assert.equal(network.asked(`${ref}/feed`).length, 1)
})

test('a draft waits, a plan is changed until it leaves, and then no more', async () => {
  const { shop, page_id } = await shopWithPage()
  const { body: draft } = await write(shop, [page_id], { due_at: null })
  await publish(shop)
  assert.equal((await read(shop, draft.post_id)).standing, 'draft')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const planned = await write(shop, [page_id], { due_at: tomorrow, text: 'Demain' }, draft.post_id)
  assert.deepEqual([planned.body.standing, planned.body.text], ['planned', 'Demain'])
  await publish(shop)
  assert.equal((await read(shop, draft.post_id)).standing, 'planned')
  await write(shop, [page_id], {}, draft.post_id)
  await publish(shop)
  assert.equal((await write(shop, [page_id], {}, draft.post_id)).body.code, 'post_has_left')
  assert.equal((await shop.call('DELETE', `/posts/${draft.post_id}`)).body.code, 'post_has_left')
  const { body: unwanted } = await write(shop, [page_id], { due_at: tomorrow })
  assert.equal((await shop.call('DELETE', `/posts/${unwanted.post_id}`)).status, 204)
  assert.equal((await shop.get(`/posts/${unwanted.post_id}`)).body.code, 'post_not_found')
  assert.deepEqual(
    (await shop.get('/posts')).body.items.map(({ post_id }: any) => post_id),
    [draft.post_id],
  )
})

test('nothing to say, nowhere to say it, another shop’s page or picture', async () => {
  const [{ shop, page_id }, other] = [await shopWithPage(), await shopWithPage()]
  const code = async (changes: object, page_ids = [page_id]) =>
    (await write(shop, page_ids, changes)).body.code
  assert.equal(await code({ text: '  ' }), 'post_empty')
  assert.equal(await code({}, []), 'post_without_page')
  assert.equal(await code({}, [other.page_id]), 'page_not_found')
  assert.equal(await code({ pictures: [{ picture_id: newId(), alt: '' }] }), 'post_picture_unknown')
  assert.equal(await code({ link_url: 'javascript:alert(1)' }), 'target_not_an_address')
})

test('a page that was disconnected is published on no more, and its key is gone', async () => {
  const { shop, page_id, ref } = await shopWithPage()
  const { body: post } = await write(shop, [page_id])
  assert.equal((await shop.call('DELETE', `/social-pages/${page_id}`)).status, 204)
  await publish(shop)
  assert.deepEqual(
    [(await publicationOf(shop, post.post_id)).why, network.asked(`${ref}/feed`).length],
    ['disconnected', 0],
  )
  const rows = await shop.within(({ tx, tenant_id }) =>
    tx.selectFrom('social_page').select('token_sealed').where('tenant_id', '=', tenant_id).execute(),
  )
  assert.deepEqual(rows, [{ token_sealed: null }])
})

test('a template’s post gives its words; one that speaks of a customer gives none', async () => {
  const shop = await openShop()
  const template = async (text: string) => {
    const template_id = newId()
    const fr = { text, picture_id: null, alt: '', url: 'https://maboutique.fr' }
    await shop.put(`/templates/${template_id}`, {
      name: 'Publication',
      channel: 'social',
      purpose: 'loyalty',
      draft: { fr, en: null },
    })
    const { status, body } = await shop.put(`/templates/${template_id}/versions/1`)
    assert.equal(status, 200, JSON.stringify(body))
    return shop.get(`/post-words?template_id=${template_id}`)
  }
  const { body } = await template('Bonjour de {{ shop.name }} !')
  assert.deepEqual([body.text, body.link_url], ['Bonjour de Lili Rose !', 'https://maboutique.fr'])
  assert.equal((await template('Bonjour {{ first_name }} !')).body.code, 'post_personal')
  assert.equal((await shop.get(`/post-words?template_id=${newId()}`)).body.code, 'post_words_not_found')
  assert.equal((await shop.get(`/post-words?campaign_id=${newId()}`)).body.code, 'post_words_not_found')
})

test('who writes, who reads, who connects', async () => {
  const { shop, page_id } = await shopWithPage()
  const { body: post } = await write(shop, [page_id], { due_at: null })
  for (const [role, reads, writes, connects] of [
    ['marketing', 200, 200, 403],
    ['store_manager', 200, 403, 403],
    ['seller', 403, 403, 403],
  ] as const) {
    const call = as(await shop.keyFor(role))
    const body = { text: 'Bonjour', pictures: [], link_url: null, page_ids: [], due_at: null }
    const page = { kind: 'webhook', name: '', address: `${network.url}/hook` }
    assert.deepEqual(
      [
        (await call('GET', `/posts/${post.post_id}`)).status,
        (await call('PUT', `/posts/${newId()}`, body)).status,
        (await call('PUT', `/social-pages/${newId()}`, page)).status,
      ],
      [reads, writes, connects],
      role,
    )
  }
})
