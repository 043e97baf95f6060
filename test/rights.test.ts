/**
 * Who may call what, read from the router itself: a route that is added tomorrow is tried here by everybody who may not,
 * and with the ids of a shop that is not the caller's.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../server/lib/id.ts'
import type { Caller } from '../server/platform/access.ts'
import { callersOf, type Headers } from './callers.ts'
import { fillEveryTable, fingerprint, SECRET } from './everything.ts'
import { ORIGIN, personOf, signedIn } from './person.ts'
import { sampleOf, type Schema } from './sample.ts'
import { app, openShop } from './shop.ts'

type Route = (typeof app.routeList)[number]
type Shop = Awaited<ReturnType<typeof openShop>>
const ROUTES = app.routeList.filter((route) => route.url.startsWith('/api/'))
const nameOf = ({ method, url }: Route) => `${method} ${url}`

/** Parts of an address that are no ids of rows: what stands there in a call. */
const WORDS: Record<string, string> = {
  token: 'not-a-token-of-anybody-at-all',
  tag: 'fidele',
  version: '7',
  unit: 'point',
  channel: 'email',
  purpose: 'marketing',
  language: 'fr',
  kind: 'email',
  slug: 'walk',
  show: 'qr',
  code: 'ABCD-EFGH-JKLM',
  period: '2026-03',
  month: '2026-01',
  ladder_id: 'status',
  domain: 'news.maboutique.fr',
  origin_kind: 'campaign',
  pass_type: 'pass.fr.exemple.carte',
  phone_id: 'a-phone',
}
/** Named by the caller and then only part of an answer, or of the install: no table has them. */
const NO_ROW = new Set<string>(['answer_id'])

function addressOf({ url, schema }: Route, idFor: (name: string) => string): string {
  const path = url.replace(/:(\w+)/g, (_, name: string) => WORDS[name] ?? idFor(name))
  const query = schema?.querystring
    ? (sampleOf(schema.querystring as Schema, idFor) as Record<string, unknown>)
    : {}
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().map((one) => [key, String(one)]),
  )
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path
}

async function call(
  shop: Shop,
  route: Route,
  headers: Headers,
  idFor: (name: string) => string,
  body?: unknown,
) {
  const response = await app.inject({
    method: route.method as 'GET',
    url: `/t/${shop.slug}${addressOf(route, idFor)}`,
    headers: { origin: ORIGIN, ...headers },
    ...(route.method !== 'GET' && route.method !== 'DELETE' && { payload: (body ?? {}) as object }),
  })
  const json = String(response.headers['content-type']).includes('json') ? response.json() : null
  return { status: response.statusCode, code: json?.code as string | undefined, text: response.body }
}

test('the list that is walked is the router’s, and it is not empty', () => {
  assert.ok(ROUTES.length >= 60, `${ROUTES.length} routes`)
  assert.ok(ROUTES.filter((route) => !route.may.includes('public')).length >= 40)
})

test('atk-T10: every caller who is not on a route’s list is refused', async (t) => {
  const shop = await openShop()
  const callers = Object.entries(await callersOf(shop)) as [Caller | 'nobody', Headers][]
  let refused = 0
  for (const route of ROUTES.filter(({ may }) => !may.includes('public')))
    for (const [caller, headers] of callers.filter(([name]) => !route.may.includes(name as Caller))) {
      const { status, code } = await call(shop, route, headers, () => newId())
      const expected = caller === 'nobody' ? [401, 'not_signed_in'] : [403, 'not_allowed']
      assert.deepEqual([status, code], expected, `${nameOf(route)} by ${caller}`)
      refused++
    }
  t.diagnostic(`${refused} calls refused`)
  assert.ok(refused >= 300)
})

test('and every caller who is on it is let in', async () => {
  const shop = await openShop()
  let callers = await callersOf(shop)
  for (const route of ROUTES)
    for (const caller of route.may.filter((one) => one !== 'public')) {
      const knock = () => call(shop, route, callers[caller], () => newId())
      let { code } = await knock()
      if (code === 'not_signed_in') {
        // An earlier call was to sign out or to leave.
        callers = await callersOf(shop)
        code = (await knock()).code
      }
      // Only people open shops: an owner's key is refused by the action, which tenants.test.ts holds.
      if (route.url !== '/api/tenants/:tenant_id')
        assert.ok(code !== 'not_allowed' && code !== 'not_signed_in', `${nameOf(route)} by ${caller}`)
    }
})

test('atk-T10: a person’s role counts as a key’s does, in each shop its own', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const ada = await personOf(shop, 'seller')
  await personOf(other, 'owner', [], ada)
  const inShop = await signedIn(shop, ada.email)
  const cookie = [...inShop.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const route of ROUTES.filter(
    ({ may }) => !may.includes('public') && !may.includes('user') && !may.includes('seller'),
  )) {
    const { status, code } = await call(shop, route, { cookie }, () => newId())
    assert.deepEqual([status, code], [403, 'not_allowed'], nameOf(route))
  }
  assert.equal(
    (
      await call(
        other,
        ROUTES.find(({ url }) => url === '/api/staff')!,
        { cookie },
        () => newId(),
      )
    ).status,
    200,
  )
})

test('atk-T03: a key, a till or a phone of one shop is refused at another’s address', async () => {
  const [shop, other] = [await openShop(), await openShop()]
  const { owner, device, customer } = await callersOf(other)
  for (const route of ROUTES.filter(({ may }) => !may.includes('public')))
    for (const headers of [owner, device, customer]) {
      const { status, code } = await call(shop, route, headers, () => newId())
      assert.deepEqual([status, code], [403, 'wrong_tenant'], nameOf(route))
    }
})

/** Who of a shop may call it; the strongest first. */
function callerFor(route: Route, callers: Record<string, Headers>): Headers | null {
  for (const kind of ['owner', 'marketing', 'service', 'device', 'customer', 'user'])
    if (route.may.includes(kind as Caller)) return callers[kind]!
  return route.may.includes('public') ? callers.nobody! : null
}

const idsIn = ({ url }: Route) =>
  [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!).filter((name) => !(name in WORDS))

// Reading first: a PUT may make a thing of one's own under the same id, which is then there to be read.
const ORDER = ['GET', 'HEAD', 'PATCH', 'DELETE', 'POST', 'PUT']

test('atk-T01 and T02: another shop’s ids, in the address or in the body, are as unknown as ids of nothing', async (t) => {
  const [victim, eve, twin] = [await openShop(), await openShop(), await openShop()]
  const ids = await fillEveryTable(victim.tenant_id)
  const ada = await signedIn(victim, (await personOf(victim, 'owner')).email)
  ids.set('session_id', (await ada('GET', '/sessions')).body.items[0].session_id)
  const [asEve, asTwin] = [await callersOf(eve), await callersOf(twin)]
  const before = await fingerprint(victim.tenant_id)
  // Two shops of one past do the same, one with the victim's ids and one with ids of nothing.
  const foreign = (name: string) => ids.get(name) ?? ids.set(name, newId()).get(name)!
  const nowhere = new Map<string, string>()
  const unknown = (name: string) => nowhere.get(name) ?? nowhere.set(name, newId()).get(name)!
  let tried = 0
  for (const route of ROUTES.toSorted((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method))) {
    for (const name of idsIn(route))
      assert.ok(
        ids.has(name) || NO_ROW.has(name),
        `${nameOf(route)}: no table has a column ${name}; put it in WORDS or NO_ROW`,
      )
    const body = route.schema?.body as Schema | undefined
    const [mine, theirs] = [callerFor(route, asEve), callerFor(route, asTwin)]
    if (!mine || !theirs || (idsIn(route).length === 0 && !body)) continue
    const stolen = await call(eve, route, mine, foreign, body && sampleOf(body, foreign))
    const nothing = await call(twin, route, theirs, unknown, body && sampleOf(body, unknown))
    const said = `${nameOf(route)}: ${stolen.text.slice(0, 300)} | ${nothing.text.slice(0, 300)}`
    assert.deepEqual([stolen.status, stolen.code], [nothing.status, nothing.code], said)
    assert.ok(stolen.status < 500, said)
    assert.ok(!stolen.text.includes(SECRET), said)
    if (route.method === 'GET' && idsIn(route).length > 0)
      assert.ok(stolen.status === 404 || stolen.text === '{"items":[]}', said)
    tried++
  }
  t.diagnostic(`${tried} routes tried with another shop’s ids`)
  assert.ok(tried >= 40)
  assert.deepEqual(await fingerprint(victim.tenant_id), before, 'nothing of the other shop has changed')
  assert.equal((await ada('GET', '/me')).status, 200, 'nor is anybody there signed out')
})
