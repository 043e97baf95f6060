import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { openShop, owner as database } from '../../../test/shop.ts'
import { browser, personOf, signedIn, PASSWORD } from '../../../test/person.ts'
import { softwarePasskey } from '../../../test/passkey.ts'
import { totpOf } from '../../../test/totp.ts'
import { TRIES_MAX } from '../../platform/tries.ts'

const other = 'Pivoines-et-lys-1908'

test('a person signs in with the password and is who they are in that shop, and nobody in another', async () => {
  const [shop, elsewhere] = [await openShop(), await openShop()]
  const ada = await personOf(shop, 'store_manager', [shop.store_id])
  const page = browser(shop)
  const wrong = await page('POST', '/sign-in/sign-in/email', {
    email: ada.email,
    password: 'not the password',
  })
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_email_or_password'])
  const right = await page('POST', '/sign-in/sign-in/email', { email: ada.email, password: PASSWORD })
  assert.equal(right.status, 200)
  assert.deepEqual(Object.keys(right.body), ['user'], 'the token is in the cookie only')
  assert.match(
    String(right.headers['set-cookie']),
    /^comptoir\.session_token=[^;]+;(?=.*HttpOnly)(?=.*SameSite=Lax)(?=.*Path=\/)/i,
  )
  const { body: me } = await page('GET', '/me')
  assert.deepEqual(me.staff, {
    staff_id: ada.staff_id,
    role: 'store_manager',
    store_ids: [shop.store_id],
    name: ada.name,
  })
  assert.deepEqual(me.tenants, [
    { tenant_id: shop.tenant_id, slug: shop.slug, name: 'Lili Rose', role: 'store_manager' },
  ])

  const stranger = await signedIn(elsewhere, ada.email)
  const { body: nobody } = await stranger('GET', '/me')
  assert.deepEqual([nobody.staff, nobody.tenant], [null, null])
  assert.equal((await stranger('GET', '/staff')).body.code, 'not_allowed')
})

test('a cookie that this install did not sign is nobody', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = await signedIn(shop, ada.email)
  const [name, value] = [...page.cookies].find(([key]) => key.endsWith('session_token'))!
  const token = decodeURIComponent(value).split('.')[0]
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${Buffer.alloc(32).toString('base64')}`,
    '%',
    'x'.repeat(9_000),
  ]) {
    page.cookies.set(name, encodeURIComponent(forged!))
    assert.equal((await page('GET', '/me')).status, 401)
  }
})

test('two-step sign-in: the password alone opens nothing; a code or a recovery code does, each once', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = await signedIn(shop, ada.email)
  assert.equal(
    (await page('POST', '/sign-in/two-factor/enable', { password: 'wrong-password' })).body.code,
    'wrong_password',
  )
  const { body: begun } = await page('POST', '/sign-in/two-factor/enable', { password: PASSWORD })
  assert.equal(begun.backupCodes.length, 10)
  assert.equal(
    (await page('POST', '/sign-in/two-factor/verify-totp', { code: totpOf(begun.totpURI) })).status,
    200,
  )
  assert.equal((await page('GET', '/me')).body.user.two_factor_enabled, true)

  const again = browser(shop)
  const half = await again('POST', '/sign-in/sign-in/email', { email: ada.email, password: PASSWORD })
  assert.deepEqual(half.body, { twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  assert.equal((await again('GET', '/me')).status, 401)
  const wrong = await again('POST', '/sign-in/two-factor/verify-totp', { code: '000000' })
  assert.equal(wrong.body.code, 'wrong_code')
  const used = await again('POST', '/sign-in/two-factor/verify-totp', { code: totpOf(begun.totpURI) })
  assert.deepEqual(
    [used.status, used.body.code],
    [401, 'wrong_code'],
    'the code that confirmed it does not also sign in',
  )
  assert.equal((await again('GET', '/me')).status, 401)
  await again('POST', '/sign-in/sign-in/email', { email: ada.email, password: PASSWORD })
  const next = totpOf(begun.totpURI, Date.now() + 30_000)
  assert.equal((await again('POST', '/sign-in/two-factor/verify-totp', { code: next })).status, 200)
  assert.equal((await again('GET', '/me')).body.staff.staff_id, ada.staff_id)

  for (const expected of [200, 401]) {
    const lost = browser(shop)
    await lost('POST', '/sign-in/sign-in/email', { email: ada.email, password: PASSWORD })
    const answer = await lost('POST', '/sign-in/two-factor/verify-backup-code', {
      code: begun.backupCodes[0],
    })
    assert.equal(answer.status, expected, 'a recovery code serves once')
  }
  const { rows } = await database.query(
    'select secret, backup_codes from sign_in.two_factor where user_id = $1',
    [ada.user_id],
  )
  assert.ok(!rows[0].backup_codes.includes(begun.backupCodes[1]), 'recovery codes are not kept in clear')
})

test('sessions are listed and ended, and an ended one stops with its next request', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const [desk, phone] = [await signedIn(shop, ada.email), await signedIn(shop, ada.email)]
  const { body } = await desk('GET', '/sessions')
  assert.equal(body.items.length, 2)
  assert.deepEqual(body.items.map((s: any) => s.current).sort(), [false, true])
  const elsewhere = body.items.find((s: any) => !s.current)
  assert.equal((await phone('GET', '/me')).status, 200)
  assert.equal((await desk('DELETE', `/sessions/${elsewhere.session_id}`)).status, 204)
  assert.equal((await phone('GET', '/me')).status, 401)
  assert.equal((await desk('DELETE', `/sessions/${elsewhere.session_id}`)).body.code, 'session_not_found')
  const eve = await signedIn(shop, (await personOf(shop, 'owner')).email)
  const mine = body.items.find((s: any) => s.current)
  assert.equal(
    (await eve('DELETE', `/sessions/${mine.session_id}`)).status,
    404,
    'another person’s session is not there',
  )
  assert.equal((await desk('GET', '/me')).status, 200)
  await desk('POST', '/sign-in/sign-out')
  assert.equal((await desk('GET', '/me')).status, 401)
})

test('atk-A06: a changed password ends every other session, whatever the caller asks for', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const [desk, thief] = [await signedIn(shop, ada.email), await signedIn(shop, ada.email)]
  const sly = { currentPassword: PASSWORD, newPassword: other, revokeOtherSessions: false }
  assert.equal((await desk('POST', '/sign-in/change-password', sly)).status, 400)
  assert.equal(
    (await desk('POST', '/sign-in/change-password', { currentPassword: 'wrong', newPassword: other })).body
      .code,
    'wrong_password',
  )
  const weak = await desk('POST', '/sign-in/change-password', {
    currentPassword: PASSWORD,
    newPassword: 'motdepasse2026',
  })
  assert.equal(weak.body.code, 'weak_password')
  assert.equal((await thief('GET', '/me')).status, 200)
  assert.equal(
    (await desk('POST', '/sign-in/change-password', { currentPassword: PASSWORD, newPassword: other }))
      .status,
    200,
  )
  assert.equal((await thief('GET', '/me')).status, 401)
  assert.equal((await desk('GET', '/me')).status, 200, 'who changed it stays')
  await assert.rejects(signedIn(shop, ada.email))
  await signedIn(shop, ada.email, other)
})

async function mailTo(shop: Awaited<ReturnType<typeof openShop>>, recipient: string, template: string) {
  for (let i = 0; i < 40; i++) {
    const found = await shop.within(({ tx, tenant_id }) =>
      tx
        .selectFrom('message')
        .select(['body_text', 'state'])
        .where('tenant_id', '=', tenant_id)
        .where('recipient', '=', recipient)
        .where('template', '=', template)
        .orderBy('created_at', 'desc')
        .executeTakeFirst(),
    )
    if (found) return found
    await sleep(50)
  }
  return null
}

test('a lost password: the mailed link serves once, ends every session, and nobody learns which addresses exist', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const desk = await signedIn(shop, ada.email)
  const page = browser(shop, { host: 'evil.example', origin: 'http://evil.example' })
  const known = await page('POST', '/sign-in/request-password-reset', { email: ada.email })
  const unknown = await page('POST', '/sign-in/request-password-reset', { email: 'nobody@example.org' })
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body])
  const mail = await mailTo(shop, ada.email, 'lost_password')
  const [, link, token] = /(http:\S+\/password\/(\S+))/.exec(mail!.body_text)!
  assert.ok(
    link!.startsWith(`http://localhost:4000/t/${shop.slug}/`),
    'the address is the install’s, not the request’s',
  )
  const { rows } = await database.query('select identifier from sign_in.verification where value = $1', [
    ada.user_id,
  ])
  assert.ok(
    rows.length > 0 && rows.every((row) => !row.identifier.includes(token!)),
    'the token is kept hashed',
  )
  assert.equal(
    (await browser(shop)('POST', '/sign-in/reset-password', { token: 'x'.repeat(24), newPassword: other }))
      .body.code,
    'link_expired',
  )
  assert.equal(
    (await browser(shop)('POST', '/sign-in/reset-password', { token, newPassword: other })).status,
    200,
  )
  assert.equal((await desk('GET', '/me')).status, 401)
  assert.equal(
    (await browser(shop)('POST', '/sign-in/reset-password', { token, newPassword: other })).body.code,
    'link_expired',
  )
  await signedIn(shop, ada.email, other)
  assert.equal(await mailTo(shop, 'nobody@example.org', 'lost_password'), null)
})

test('atk-A01: guessing one account stops, also for who comes from many places; its owner’s success starts it afresh', async () => {
  const shop = await openShop()
  const [ada, bob] = [await personOf(shop, 'owner'), await personOf(shop, 'seller')]
  const guess = (email: string) =>
    browser(shop)('POST', '/sign-in/sign-in/email', { email, password: 'guess-number-one' })
  for (let i = 1; i < TRIES_MAX.account; i++) assert.equal((await guess(bob.email)).status, 401)
  await signedIn(shop, bob.email)
  const answers = await Promise.all(Array.from({ length: TRIES_MAX.account + 5 }, () => guess(ada.email)))
  assert.equal(answers.filter((a) => a.status === 401).length, TRIES_MAX.account)
  assert.equal(answers.filter((a) => a.body.code === 'too_many_tries').length, 5)
  await assert.rejects(signedIn(shop, ada.email), /too_many_tries/)
  await signedIn(shop, bob.email)
})

test('atk-A02 and A03: an unknown address answers as a known one; an endless password is refused before it is hashed', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = browser(shop)
  const known = await page('POST', '/sign-in/sign-in/email', {
    email: ada.email,
    password: 'not the password',
  })
  const unknown = await page('POST', '/sign-in/sign-in/email', {
    email: 'nobody@example.org',
    password: 'not the password',
  })
  const say = ({ status, body }: typeof known) => ({ status, body: { ...body, request_id: '' } })
  assert.deepEqual(say(known), say(unknown))
  for (const length of [129, 60_000]) {
    const long = await page('POST', '/sign-in/sign-in/email', {
      email: ada.email,
      password: 'x'.repeat(length),
    })
    assert.equal(long.status, 400)
  }
  const huge = await page('POST', '/sign-in/sign-in/email', {
    email: ada.email,
    password: 'x'.repeat(1_000_000),
  })
  assert.equal(huge.status, 413)
})

test('passkeys: the options are there for who may ask, and rubbish is refused', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = await signedIn(shop, ada.email)
  const { body: register } = await page('GET', '/sign-in/passkey/generate-register-options?name=Bureau')
  assert.equal(register.rp.id, 'localhost')
  assert.equal(register.authenticatorSelection.userVerification, 'required')
  assert.equal((await browser(shop)('GET', '/sign-in/passkey/generate-register-options')).status, 401)
  const visitor = browser(shop)
  const { body: options } = await visitor('GET', '/sign-in/passkey/generate-authenticate-options')
  assert.ok(options.challenge.length > 20)
  const answer = await visitor('POST', '/sign-in/passkey/verify-authentication', {
    response: { id: 'x', rawId: 'x', type: 'public-key' },
  })
  assert.deepEqual([answer.status, answer.body.code], [401, 'passkey_refused'])
  assert.deepEqual((await page('GET', '/sign-in/passkey/list-user-passkeys')).body, [])
})

test('a passkey is added, signs in without a password, only if its device checked the holder, and is removed', async () => {
  const shop = await openShop()
  const ada = await personOf(shop, 'owner')
  const page = await signedIn(shop, ada.email)
  const device = softwarePasskey()
  const { body: register } = await page('GET', '/sign-in/passkey/generate-register-options?name=Bureau')
  const added = await page('POST', '/sign-in/passkey/verify-registration', {
    response: device.register(register),
    name: 'Bureau',
  })
  assert.equal(added.status, 200, JSON.stringify(added.body))
  const enter = async (verified: boolean) => {
    const visitor = browser(shop)
    const { body: options } = await visitor('GET', '/sign-in/passkey/generate-authenticate-options')
    const answer = await visitor('POST', '/sign-in/passkey/verify-authentication', {
      response: device.authenticate(options, { verified }),
    })
    return { answer, me: await visitor('GET', '/me') }
  }
  const unchecked = await enter(false)
  assert.deepEqual([unchecked.answer.body.code, unchecked.me.status], ['passkey_refused', 401])
  const { answer, me } = await enter(true)
  assert.deepEqual([answer.status, me.body.staff.staff_id], [200, ada.staff_id])
  const {
    body: [mine],
  } = await page('GET', '/sign-in/passkey/list-user-passkeys')
  assert.equal(mine.name, 'Bureau')
  const eve = await signedIn(shop, (await personOf(shop, 'owner')).email)
  await eve('POST', '/sign-in/passkey/delete-passkey', { id: mine.id })
  assert.equal((await enter(true)).answer.status, 200, 'nobody else removes it')
  assert.equal((await page('POST', '/sign-in/passkey/delete-passkey', { id: mine.id })).status, 200)
  assert.equal((await enter(true)).answer.body.code, 'passkey_refused')
})

test('nobody signs up by themselves, and the library’s other doors are shut', async () => {
  const shop = await openShop()
  const page = await signedIn(shop, (await personOf(shop, 'owner')).email)
  for (const door of [
    '/sign-up/email',
    '/update-user',
    '/change-email',
    '/delete-user',
    '/two-factor/send-otp',
    '/sign-in/social',
  ])
    assert.equal((await page('POST', `/sign-in${door}`, { name: 'x' })).status, 404, door)
  for (const door of ['/list-sessions', '/list-accounts', '/error', '/ok'])
    assert.equal((await page('GET', `/sign-in${door}`)).status, 404, door)
})
