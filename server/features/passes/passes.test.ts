/** The card in a phone's wallet, from the button to the ringing phone, with Apple and Google on loopback. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { jwtVerify } from 'jose'
import { openedCard } from '../../../test/card-holder.ts'
import { chosenProgramme, writeProgramme } from '../../../test/programme.ts'
import { scratchFolder } from '../../../test/scratch.ts'
import { config, db, pool } from '../../../test/shop.ts'
import { buildApp } from '../../app.ts'
import { newId } from '../../lib/id.ts'
import { openApns } from './apns.ts'
import { KEY, ROOT, SIGNER, WWDR } from './certificate.fixture.ts'
import { holders, PASS_TYPE } from './holders.fixture.ts'
import { recoverPasses, refreshPasses } from './refresh.ts'
import { openWallet } from './tasks.ts'
import { certificateFolder, openApple, openGoogleServer } from './wallets.fixture.ts'

const [apple, google] = [await openApple(), await openGoogleServer()]
const settings = {
  ...config,
  public_url: 'https://fidelite.exemple',
  apple_pass: certificateFolder(),
  apple_push_url: apple.url,
  google_wallet: google.file,
  google_wallet_issuer: '3388000000012345678',
  google_wallet_url: google.url,
}
const app = await buildApp({ config: settings, pool, db })
const wallet = openWallet(settings)
after(async () => {
  await app.close()
  apple.close()
  google.close()
})

const { ask, asHolder, download, openPhone, readPass } = holders(app, apple)
type Opened = Awaited<ReturnType<typeof openedCard>>

async function shopWithPoints() {
  const opened = await openedCard()
  await writeProgramme(opened.shop, chosenProgramme())
  return opened
}
const buy = ({ shop, customer_id }: Opened, cents: number) =>
  shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id,
    occurred_at: new Date().toISOString(),
    amount_cents: cents,
  })

/** Reactions, then the job, as the program does by itself. */
async function settle({ shop }: Opened) {
  await shop.react()
  await refreshPasses(db, wallet, shop.tenant_id)
}

test('the pass shows the card, and its manifest and signature hold for others', async (t) => {
  const opened = await shopWithPoints()
  await buy(opened, 7_250)
  const read = await download(opened)
  const { pass, files } = read
  assert.deepEqual(
    [pass.passTypeIdentifier, pass.teamIdentifier, pass.organizationName, pass.webServiceURL],
    [PASS_TYPE, 'TEAM123456', 'Lili Rose', `https://fidelite.exemple/t/${opened.shop.slug}/api/wallet`],
  )
  assert.deepEqual(
    [pass.storeCard.headerFields[0].value, pass.storeCard.secondaryFields[0].value],
    ['72 points', 'encore 28 points'],
  )
  assert.equal(pass.barcodes[0].message.replace('carte:', ''), opened.card_number)
  const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString('utf8')) as Record<string, string>
  const signed = Object.keys(files).filter((name) => !['manifest.json', 'signature'].includes(name))
  assert.deepEqual(Object.keys(manifest).toSorted(), signed.toSorted())
  for (const name of signed)
    assert.equal(createHash('sha1').update(files[name]!).digest('hex'), manifest[name], name)
  for (const name of ['icon.png', 'icon@2x.png', 'logo.png', 'pass.json'])
    assert.ok(signed.includes(name), name)
  if (spawnSync('openssl', ['version']).status !== 0) return t.diagnostic('openssl is not on this machine')
  const folder = scratchFolder('signature')
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
  write('signature', files['signature']!)
  write('manifest.json', files['manifest.json']!)
  write('root.pem', ROOT)
  const verify = () =>
    execFileSync(
      'openssl',
      'smime -verify -inform DER -in signature -content manifest.json -CAfile root.pem -purpose any -binary'.split(
        ' ',
      ),
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    )
  assert.deepEqual(JSON.parse(verify().toString('utf8')), manifest)
  write('manifest.json', `${Buffer.from(files['manifest.json']!).toString('utf8')} `)
  assert.throws(verify, 'one byte more is not what was signed')
})

test('the same pass however often it is asked for; its link lasts ten minutes and is nobody else’s', async () => {
  const opened = await shopWithPoints()
  const [first, again] = await Promise.all([download(opened), download(opened)])
  assert.equal(first.pass.serialNumber, again.pass.serialNumber)
  const { pathname, searchParams } = new URL((await asHolder(opened, 'PUT', '/card/passes/apple')).body().url)
  const [until, mark] = [searchParams.get('until')!, searchParams.get('mark')!]
  const code = async (path: string) => (await ask('GET', path)).body().code
  assert.equal(await code(`${pathname}?until=${Number(until) + 60_000}&mark=${mark}`), 'pass_link_over')
  const past = wallet.tokens.link(
    opened.shop.tenant_id,
    first.pass.serialNumber,
    new Date(Date.now() - 600_001),
  )
  assert.equal(await code(`${pathname}?until=${past.until}&mark=${past.mark}`), 'pass_link_over')
  const other = await shopWithPoints()
  assert.equal(
    await code(`${pathname.replace(opened.shop.slug, other.shop.slug)}?until=${until}&mark=${mark}`),
    'pass_link_over',
  )
})

test('a phone is registered once, told of a change, fetches it, and is silent about nothing new', async () => {
  const opened = await shopWithPoints()
  const read = await download(opened)
  const phone = openPhone(opened, read)
  assert.deepEqual([(await phone.register()).status, (await phone.register()).status], [201, 200])
  const first = (await phone.list()).body()
  assert.deepEqual(first.serialNumbers, [read.pass.serialNumber])
  assert.equal(typeof first.lastUpdated, 'string')
  const { answer } = await phone.fetch()
  const modified = String(answer.headers['last-modified'])
  assert.equal((await phone.fetch(modified)).status, 304)
  // Many facts, one look, one ring.
  for (let time = 0; time < 3; time++) await buy(opened, 1_000)
  await settle(opened)
  assert.equal(phone.rung(), 1)
  const changed = (await phone.list(first.lastUpdated)).body()
  assert.deepEqual(changed.serialNumbers, [read.pass.serialNumber])
  const newest = await phone.fetch(modified)
  assert.equal(newest.status, 200)
  assert.equal(readPass(newest.answer.rawPayload).pass.storeCard.headerFields[0].value, '30 points')
  // Looked at again, it shows the same: nobody is rung.
  await opened.shop.put(`/customers/${opened.customer_id}/spend-lock`).catch(() => {})
  await settle(opened)
  await refreshPasses(db, wallet, opened.shop.tenant_id)
  const rung = phone.rung()
  assert.equal((await phone.leave()).status, 200)
  await buy(opened, 5_000)
  await settle(opened)
  assert.equal(phone.rung(), rung, 'who left is not rung')
})

test('a token opens its own pass alone, whatever is wrong with it', async () => {
  const [ada, bea] = [await shopWithPoints(), await shopWithPoints()]
  const [hers, theirs] = [await download(ada), await download(bea)]
  const phone = openPhone(ada, hers)
  const stolen = { authorization: `ApplePass ${theirs.pass.authenticationToken}` }
  for (const by of [
    stolen,
    { authorization: 'ApplePass ' },
    { authorization: 'ApplePass x'.padEnd(60, 'x') },
    { authorization: `ApplePass ${hers.pass.authenticationToken}x` },
  ])
    for (const { status } of [
      await phone.register(by),
      await phone.fetch(undefined, by),
      await phone.leave(by),
    ])
      assert.equal(status, 401, by.authorization)
  assert.equal((await phone.list()).status, 204)
  const other = `/t/${ada.shop.slug}/api/wallet/v1/passes/pass.another/${hers.pass.serialNumber}`
  assert.equal((await ask('GET', other, stolen)).body().code, 'wallet_not_set_up')
})

test('a voucher, a name and a lock change the pass; who left has a void one that says nothing of them', async () => {
  const opened = await shopWithPoints()
  const { shop, customer_id } = opened
  const read = await download(opened)
  const phone = openPhone(opened, read)
  await phone.register()
  const shown = async () => readPass((await phone.fetch()).answer.rawPayload).pass
  await shop.call('PATCH', `/customers/${customer_id}`, { first_name: 'Camélia' })
  await settle(opened)
  assert.deepEqual([(await shown()).storeCard.auxiliaryFields[0].value, phone.rung()], ['Camélia', 1])
  assert.equal((await opened.card('PUT', '/card/spend-lock')).status, 200)
  await settle(opened)
  assert.deepEqual([(await shown()).voided, phone.rung()], [true, 2])
  await opened.card('DELETE', '/card/spend-lock')
  await settle(opened)
  assert.deepEqual([(await shown()).voided, phone.rung()], [undefined, 3])
  await opened.card('PUT', '/card/departure', {})
  await settle(opened)
  const gone = await shown()
  assert.deepEqual([gone.voided, gone.barcodes, phone.rung()], [true, undefined, 4])
  assert.ok(!JSON.stringify(gone).includes('Camélia'))
})

test('Apple away is tried later and told once; a phone that is gone is forgotten', async () => {
  const opened = await shopWithPoints()
  const read = await download(opened)
  const [here, gone] = [openPhone(opened, read), openPhone(opened, read)]
  await here.register()
  await gone.register()
  apple.answer(here.push_token, 503, 'ServiceUnavailable')
  apple.answer(gone.push_token, 410, 'Unregistered')
  await buy(opened, 1_000)
  await settle(opened)
  assert.deepEqual([here.rung(), gone.rung()], [1, 1])
  const { body } = await opened.shop.get('/wallet-passes')
  assert.deepEqual(
    [body.passes, body.problem],
    [{ apple: 1, google: 0, phones: 1, waiting: 1 }, 'ServiceUnavailable'],
  )
  await refreshPasses(db, wallet, opened.shop.tenant_id)
  assert.equal(here.rung(), 1, 'not before its time')
  apple.answer(here.push_token, 200, '')
  await opened.shop.within(({ tx, tenant_id }) =>
    tx
      .updateTable('wallet_pass')
      .set({ due_at: new Date(Date.now() - 3_600_000) })
      .where('tenant_id', '=', tenant_id)
      .execute(),
  )
  // The program ended before it did its work: what is left over is asked for again.
  await recoverPasses(db)
  await refreshPasses(db, wallet, opened.shop.tenant_id)
  assert.deepEqual([here.rung(), gone.rung()], [2, 1])
  const { waiting } = (await opened.shop.get('/wallet-passes')).body.passes
  assert.equal(waiting, 0)
})

test('twenty refreshes at once tell a phone once', async () => {
  const opened = await shopWithPoints()
  const phone = openPhone(opened, await download(opened))
  await phone.register()
  await buy(opened, 1_000)
  await opened.shop.react()
  await Promise.all(Array.from({ length: 20 }, () => refreshPasses(db, wallet, opened.shop.tenant_id)))
  assert.equal(phone.rung(), 1)
})

test('over TLS the certificate of the passes is shown to Apple', async () => {
  const { createSecureServer } = await import('node:http2')
  const seen: unknown[] = []
  const server = createSecureServer({
    key: KEY,
    cert: `${SIGNER}${WWDR}`,
    ca: [ROOT, WWDR],
    requestCert: true,
    rejectUnauthorized: false,
  })
  server.on('stream', (stream) => {
    const socket = stream.session!.socket as unknown as { getPeerCertificate: () => { subject: unknown } }
    seen.push(socket.getPeerCertificate().subject)
    stream.respond({ ':status': 200 })
    stream.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const line = openApns({
    url: `https://127.0.0.1:${port}`,
    signer: SIGNER,
    key: KEY,
    pass_type: PASS_TYPE,
    ca: ROOT,
  })
  assert.deepEqual(await line.tell('abcdef0123'), { gone: false, problem: null })
  assert.equal((seen[0] as { UID: string }).UID, PASS_TYPE)
  line.close()
  server.close()
})

test('Google keeps the card and its news, and rings three times a day at most', async () => {
  const opened = await shopWithPoints()
  const { body } = await asHolder(opened, 'PUT', '/card/passes/google')
  const token = new URL(body().url).pathname.split('/').at(-1)!
  const { payload } = await jwtVerify(token, google.publicKey, { audience: 'google' })
  const { id } = (payload['payload'] as any).loyaltyObjects[0]
  assert.deepEqual(
    [payload.iss, payload['typ'], payload['origins']],
    ['cartes@exemple.iam.gserviceaccount.com', 'savetowallet', ['https://fidelite.exemple']],
  )
  assert.ok(body().url.length < 1_800)
  const object = google.kept.get(id)
  assert.deepEqual(
    [object.state, object.loyaltyPoints.balance.string, object.barcode.value.replace('carte:', '')],
    ['ACTIVE', '0 point', opened.card_number],
  )
  assert.equal(google.kept.get(object.classId).issuerName, 'Lili Rose')
  const rings = () => google.rings().filter(({ path }) => path.includes(id)).length
  for (let time = 1; time <= 4; time++) {
    await buy(opened, 500)
    await settle(opened)
    assert.deepEqual(
      [google.kept.get(id).loyaltyPoints.balance.string, rings()],
      [`${time * 5} points`, Math.min(time, 3)],
    )
  }
  await opened.shop.call('PATCH', `/customers/${opened.customer_id}`, { first_name: 'Camélia' })
  await settle(opened)
  assert.deepEqual([google.kept.get(id).accountName, rings()], ['Camélia', 3], 'a name is no news')
})

test('Google away: the button says so, a change waits for it', async () => {
  const opened = await shopWithPoints()
  google.goAway(1)
  assert.equal((await asHolder(opened, 'PUT', '/card/passes/google')).body().code, 'wallet_away')
  assert.equal((await asHolder(opened, 'PUT', '/card/passes/google')).status, 200)
  google.goAway(1)
  await buy(opened, 500)
  await settle(opened)
  const waiting = async () => (await opened.shop.get('/wallet-passes')).body.passes.waiting
  assert.equal(await waiting(), 1)
})

test('without a certificate nothing is offered, and the console says what is missing', async () => {
  const { card, shop } = await openedCard()
  assert.deepEqual((await card('GET', '/card/passes')).body, { apple: false, google: false })
  for (const kind of ['apple', 'google'])
    assert.equal((await card('PUT', `/card/passes/${kind}`)).body.code, 'wallet_not_set_up')
  const { body } = await shop.get('/wallet-passes')
  assert.deepEqual(
    [body.apple.problem, body.google.problem, body.is_reached],
    ['not_set_up', 'not_set_up', false],
  )
})
