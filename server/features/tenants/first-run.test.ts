import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, config, db, pool } from '../../../test/shop.ts'
import { browser, PASSWORD, signedIn } from '../../../test/person.ts'
import { buildApp } from '../../app.ts'
import { setupSecret } from './setup.ts'

const wish = (slug: string) => ({
  owner: { name: 'Ada Martin', email: `${slug}@example.org`, password: PASSWORD },
  shop: { name: 'Lili Rose', slug, store_name: 'Saint-Étienne' },
})
type Headers = Record<string, string>
const put = (on: typeof app, body: object, headers: Headers = {}, remoteAddress = '127.0.0.1') =>
  on.inject({
    method: 'PUT',
    url: '/api/setup',
    payload: body,
    headers: { host: 'localhost:4000', ...headers },
    remoteAddress,
  })

// In this file's own database there is no shop until the last test.

test('atk-A16: an install that others can reach asks for the secret of its console, whoever asks and however', async (t) => {
  const open = await buildApp({ config: { ...config, host: '0.0.0.0' }, pool, db })
  t.after(() => open.close())
  assert.equal((await put(open, wish('one'))).json().code, 'wrong_setup_secret')
  assert.equal(
    (await put(open, { ...wish('one'), secret: 'x'.repeat(24) })).json().code,
    'wrong_setup_secret',
  )
  const { secret_needed } = (
    await open.inject({ url: '/api/setup', headers: { host: 'localhost:4000' } })
  ).json()
  assert.equal(secret_needed, true)
  const disguised: [Headers, string?][] = [
    [{ 'x-forwarded-for': '203.0.113.7' }],
    [{ forwarded: 'for=203.0.113.7' }],
    [{ host: 'rebound.example' }],
    [{}, '203.0.113.7'],
  ]
  for (const [headers, address] of disguised)
    assert.equal(
      (await put(app, wish('one'), headers, address)).json().code,
      'wrong_setup_secret',
      JSON.stringify(headers),
    )
})

test('atk-A16: the set-up code cannot be guessed at leisure', async () => {
  const answers = await Promise.all(
    Array.from({ length: 70 }, () => put(app, { ...wish('one'), secret: 'guess' }, {}, '198.51.100.9')),
  )
  assert.ok(answers.filter((a) => a.json().code === 'too_many_tries').length >= 10)
})

test('atk-A17: an empty secret keeps the program from starting', async (t) => {
  for (const name of ['sign-in', 'host']) {
    const home = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
    t.after(() => rmSync(home, { recursive: true }))
    const started = await buildApp({ config: { ...config, home }, pool, db })
    await started.close()
    const file = join(home, 'secrets', name)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const secret = readFileSync(file, 'utf8')
    assert.ok(secret.length >= 40)
    writeFileSync(file, '')
    await assert.rejects(buildApp({ config: { ...config, home }, pool, db }), /empty or too short/)
  }
})

test('atk-A16: the first run makes one shop, once, however many ask at once, and closes behind it', async () => {
  assert.deepEqual((await browser(null)('GET', '/setup')).body, { needed: true, secret_needed: false })
  assert.equal(
    (await put(app, { ...wish('weak'), owner: { ...wish('weak').owner, password: 'motdepasse26' } })).json()
      .code,
    'weak_password',
  )
  assert.ok((await setupSecret({ config, db }))!.length >= 24)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => put(app, wish(`shop-${i}`))))
  const made = answers.filter((a) => a.statusCode === 200)
  assert.equal(made.length, 1, JSON.stringify(answers.map((a) => a.json())))
  assert.ok(answers.filter((a) => a.statusCode !== 200).every((a) => a.json().code === 'already_set_up'))
  const { rows } = await pool.query('select count(*)::int as shops from tenant')
  assert.equal(rows[0].shops, 1)
  const { rows: users } = await pool.query('select count(*)::int as users from sign_in."user"')
  assert.equal(users[0].users, 1, 'the losers left no account behind')

  assert.equal(await setupSecret({ config, db }), null)
  assert.ok(!existsSync(join(config.home, 'secrets', 'setup')))
  assert.deepEqual((await browser(null)('GET', '/setup')).body, { needed: false, secret_needed: false })
  assert.equal((await put(app, wish('two'))).json().code, 'already_set_up')
  const { slug } = made[0]!.json()
  const owner = await signedIn({ slug }, `${slug}@example.org`)
  const { body } = await owner('GET', '/me')
  assert.deepEqual([body.staff.role, body.tenant.slug], ['owner', slug])
  const { body: tenant } = await owner('GET', '/tenant')
  assert.deepEqual(
    tenant.setup.steps.map((s: any) => [s.step, s.done]),
    [
      ['shop', true],
      ['programme', false],
      ['till', false],
      ['customers', false],
      ['first_card', false],
    ],
  )
})
