/** What comes back: by the built-in mailbox and handset, over real SMTP and SMPP. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { runJobs } from '../../../test/jobs.ts'
import { addCustomer, consent, queued, received, stored, type Shop } from '../../../test/outbox.ts'
import { as, config, db, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { readSecret } from '../../platform/secrets.ts'
import { writeBounce, type BounceKind } from './answer-mail.ts'
import { classify, isCertain, suppresses, SOFT_LIMIT, type BounceClass } from './bounce-rules.ts'
import { MessageBounced, MessageComplained, MessageDelivered, MessageReplied } from './events.ts'
import { takeMail } from './inbound.ts'
import { queueMessages } from './queue.ts'
import { readReport } from './read-report.ts'
import type { QueuedMessage } from './shape.ts'
import { takeBounce } from './take-returned.ts'
import { asksToStop } from './stop-words.ts'

const queue = (shop: Shop, wishes: QueuedMessage[]) => shop.within((ctx) => queueMessages(ctx, wishes))

async function personWith(shop: Shop, identifiers: { email?: string; phone?: string }) {
  const customer_id = await addCustomer(shop)
  for (const [kind, value] of Object.entries(identifiers))
    await shop.within(({ tx, tenant_id, now }) =>
      tx
        .insertInto('identifier')
        .values({
          tenant_id,
          customer_id,
          kind,
          value,
          given: value,
          source: 'till',
          recorded_by: 'test',
          recorded_at: now,
        })
        .execute(),
    )
  for (const channel of ['email', 'sms'])
    await consent(shop, customer_id, true, new Date(Date.now() - 60_000), channel)
  return customer_id
}

async function sendOne(shop: Shop, wish: QueuedMessage) {
  await queue(shop, [wish])
  await runJobs()
  assert.equal((await stored(shop, wish.message_id)).state, 'sent')
  return (await received(shop))[0] as { received_id: string }
}

async function answer(shop: Shop, received_id: string, body: object) {
  const { status } = await shop.put(`/mailbox/${received_id}/answers/${newId()}`, body)
  assert.equal(status, 200)
  await runJobs()
}

test('a mail that comes back for good: told once, the address left alone, said at the till, lifted again', async () => {
  const shop = await openShop()
  const email = 'nobody@exemple.fr'
  const customer_id = await personWith(shop, { email })
  const wish = queued(customer_id, { recipient: email })
  const item = await sendOne(shop, wish)
  await answer(shop, item.received_id, { how: 'bounce', bounce: 'hard' })
  await answer(shop, item.received_id, { how: 'bounce', bounce: 'hard' })
  const facts = await shop.announced(MessageBounced)
  assert.deepEqual(
    facts.map(({ payload }) => [(payload as any).class, (payload as any).code, (payload as any).suppressed]),
    [['hard', '5.1.1', true]],
  )
  const again = queued(customer_id, { recipient: email })
  await queue(shop, [again])
  await runJobs()
  assert.deepEqual(
    [(await stored(shop, again.message_id)).state, (await stored(shop, again.message_id)).error],
    ['refused', 'bad_address'],
  )
  const atTill = as(await shop.keyFor('seller'))
  const problems = await atTill('GET', `/customers/${customer_id}/address-problems`)
  assert.deepEqual(
    problems.body.items.map((one: any) => [one.channel, one.recipient, one.class]),
    [['email', email, 'hard']],
  )
  const lifted = await atTill('DELETE', `/customers/${customer_id}/address-problems/email`)
  assert.deepEqual([lifted.status, lifted.body.items], [200, []])
  await sendOne(shop, queued(customer_id, { recipient: email }))
  const record = await shop.get(`/customers/${customer_id}/messages`)
  assert.deepEqual(
    record.body.items.map((one: any) => [one.state, one.reports.map((r: any) => r.kind)]),
    [
      ['sent', []],
      ['refused', []],
      ['sent', ['bounced']],
    ],
  )
})

test('what is our own fault, or not understood, says nothing of the address', async () => {
  const shop = await openShop()
  const email = 'fine@exemple.fr'
  const customer_id = await personWith(shop, { email })
  for (const bounce of ['policy', 'blocked', 'soft', 'full'] as BounceKind[]) {
    const item = await sendOne(shop, queued(customer_id, { recipient: email }))
    await answer(shop, item.received_id, { how: 'bounce', bounce })
  }
  const classes = (await shop.announced(MessageBounced)).map(({ payload }) => [
    (payload as any).class,
    (payload as any).suppressed,
  ])
  assert.deepEqual(classes.sort(), [
    ['blocked', false],
    ['full', false],
    ['policy', false],
    ['soft', false],
  ])
})

test('a complaint ends offers on that channel, and only there', async () => {
  const shop = await openShop()
  const email = 'ada@exemple.fr'
  const customer_id = await personWith(shop, { email, phone: '+33612345678' })
  const item = await sendOne(shop, queued(customer_id, { recipient: email, purpose: 'marketing' }))
  const waiting = queued(customer_id, {
    recipient: email,
    purpose: 'marketing',
    due_at: new Date(Date.now() + 86_400_000),
  })
  await queue(shop, [waiting])
  await answer(shop, item.received_id, { how: 'complain' })
  assert.equal((await shop.announced(MessageComplained)).length, 1)
  assert.equal((await stored(shop, waiting.message_id)).state, 'cancelled')
  const { body } = await shop.get(`/customers/${customer_id}/consents`)
  const given = (channel: string) =>
    (body.consents ?? body.items).find((one: any) => one.channel === channel).given
  assert.deepEqual([given('email'), given('sms')], [false, true])
})

test('STOP by text ends offers for everybody with that number; other words are kept with the message', async () => {
  const shop = await openShop()
  const phone = '+33698765432'
  const [ada, bob] = [await personWith(shop, { phone }), await personWith(shop, { phone })]
  const sms = (id: string, purpose: 'marketing' | 'service') =>
    queued(id, {
      channel: 'sms',
      recipient: phone,
      purpose,
      content: { subject: null, text: 'Bonjour', html: null },
    })
  const wish = sms(ada, 'service')
  const item = await sendOne(shop, wish)
  // The operator says so in its own time, by its own connection.
  for (let tries = 0; tries < 100 && (await shop.announced(MessageDelivered)).length === 0; tries++) {
    await setTimeout(50)
    await runJobs()
  }
  assert.equal((await shop.announced(MessageDelivered)).length, 1, 'the operator said that it arrived')
  await answer(shop, item.received_id, { how: 'answer', text: 'Vous ouvrez dimanche ?' })
  const waiting = sms(bob, 'marketing')
  await queue(shop, [{ ...waiting, due_at: new Date(Date.now() + 86_400_000) }])
  const started = Date.now()
  await answer(shop, item.received_id, { how: 'stop' })
  assert.ok(Date.now() - started < 5_000, 'within five seconds')
  assert.equal((await stored(shop, waiting.message_id)).state, 'cancelled')
  assert.deepEqual(
    (await shop.announced(MessageReplied)).map(({ payload }) => (payload as any).stop),
    [false, true],
  )
  const record = await shop.get(`/customers/${ada}/messages`)
  const reports = record.body.items.find((one: any) => one.message_id === wish.message_id).reports
  assert.deepEqual(
    reports.filter((one: any) => one.kind === 'replied').map((one: any) => one.words),
    ['Vous ouvrez dimanche ?', 'STOP'],
  )
  for (const id of [ada, bob]) {
    const { body } = await shop.get(`/customers/${id}/consents`)
    assert.equal((body.consents ?? body.items).find((one: any) => one.channel === 'sms').given, false)
  }
})

test('atk-M16: a bounce or complaint that gives back no name of ours is nobody’s', async () => {
  const shop = await openShop()
  const email = 'rival@exemple.fr'
  const customer_id = await personWith(shop, { email })
  const wish = queued(customer_id, { recipient: email })
  const item = await sendOne(shop, wish)
  const { raw } = (await shop.get(`/mailbox/${item.received_id}`)).body
  const secret = readSecret(config.home, 'return-path')
  const forged = writeBounce(
    { recipient: email, sender: 'x@y.fr', raw: raw.replace(/\.[a-z2-7]{42}@/, `.${'a'.repeat(42)}@`) },
    'hard',
  )
  assert.equal(await takeMail(db, secret, forged), 'ignored')
  const garbage = ['', '\0\0', `Content-Type: multipart/report; boundary=x\r\n\r\n${'--x\r\n'.repeat(5_000)}`]
  for (const raw of garbage) assert.equal(await takeMail(db, secret, raw), 'ignored')
  assert.equal((await shop.announced(MessageBounced)).length, 0)
})

test('STOP however it is typed, and no word inside a question', () => {
  const stops = [
    'STOP',
    'Stop ',
    'STOP.',
    'stopp',
    'ARRET',
    'arrêt',
    'STOP 36123',
    'stop 🙏',
    '  stop !!',
    'STOP SMS',
    'Stop\n> Bonjour',
    'STOP merci',
  ]
  for (const text of stops) assert.ok(asksToStop(text), text)
  const others = [
    '',
    'non stop',
    'Le stop de la rue est où ?',
    'Vous faites une vente non-stop samedi ?',
    'merci',
    'stop ou encore une fois la robe bleue',
  ]
  for (const text of others) assert.ok(!asksToStop(text), text)
})

test('what servers say is understood: real samples of the Sisimai corpus, and French ones', () => {
  type Sample = { name: string; status: string | null; words: string; class: BounceClass }
  const samples = JSON.parse(
    readFileSync(join(import.meta.dirname, 'bounces.fixture.json'), 'utf8'),
  ) as Sample[]
  assert.ok(samples.length >= 200)
  const coarse = (bounce: BounceClass) => (bounce === 'policy' ? 'blocked' : bounce)
  let right = 0
  let [not_hard, called_hard, gave_up_wrongly] = [0, 0, 0]
  for (const { status, words, class: expected } of samples) {
    const reply = /(?:^|[^\d.])([45]\d\d)(?=[ -])/.exec(words)?.[1] ?? null
    const found = classify({ status, reply, words, after_content: false })
    // The corpus gives one up for good on a « 450 4.1.1 »; here that is « for now », and counts only when it goes on.
    const meant = expected === 'hard' && words.includes('450 4.1.1') ? 'soft' : expected
    if (coarse(found) === meant) right++
    if (expected === 'hard') continue
    not_hard++
    if (found === 'hard') called_hard++
    const code = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? status
    if (found === 'hard' && isCertain(code)) gave_up_wrongly++
  }
  assert.ok(right / samples.length >= 0.84, `${right} of ${samples.length}`)
  // Nearly all of them say « user unknown » in so many words; the corpus takes them for filters that lie.
  assert.ok(called_hard / samples.length <= 0.06, `${called_hard} called hard wrongly`)
  assert.ok(
    not_hard >= 100 && gave_up_wrongly / not_hard <= 0.01,
    `${gave_up_wrongly} of ${not_hard} given up wrongly`,
  )
  const french: [string, BounceClass][] = [
    ['550 5.1.1 Adresse d au moins un destinataire invalide. OFR_416', 'hard'],
    ['550 utilisateur inconnu <x@y.fr>', 'hard'],
    ['552 boîte pleine : quota dépassé', 'full'],
    ['421 Service refuse. Veuillez essayer plus tard', 'blocked'],
    ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'policy'],
    ['550 5.7.1 block-list', 'policy'],
    ['hm', 'unknown'],
  ]
  for (const [words, expected] of french)
    assert.equal(
      classify({ status: null, reply: /^(\d{3})/.exec(words)?.[1] ?? null, words, after_content: false }),
      expected,
      words,
    )
})

test('an address that only fails for now is left alone after five in a row over fourteen days', () => {
  const now = new Date('2026-11-27T10:00:00Z')
  const since = (ms: number) => new Date(now.getTime() - ms)
  const cases = [
    ['soft', SOFT_LIMIT.failures, SOFT_LIMIT.over_ms, true],
    ['soft', SOFT_LIMIT.failures - 1, SOFT_LIMIT.over_ms, false],
    ['soft', SOFT_LIMIT.failures, SOFT_LIMIT.over_ms - 1, false],
    ['full', SOFT_LIMIT.failures, SOFT_LIMIT.over_ms, true],
    ['blocked', 50, SOFT_LIMIT.over_ms, true],
    ['policy', 50, SOFT_LIMIT.over_ms * 10, false],
    ['unknown', 1, 0, false],
    ['unknown', 50, SOFT_LIMIT.over_ms * 10, false],
    ['hard', 1, 0, true],
  ] as const
  for (const [bounce, failures, ms, expected] of cases)
    assert.equal(
      suppresses(bounce, { failures, failing_since: since(ms), now, certain: true }),
      expected,
      `${bounce} ${failures}`,
    )
})

test('only a code that speaks of the address gives it up at once; words alone are believed the second time', async () => {
  const now = new Date('2026-11-27T10:00:00Z')
  for (const [code, certain] of [
    ['5.1.1', true],
    ['5.1.10', true],
    ['5.4.4', true],
    ['5.1.351', false],
    ['5.1.8', false],
    ['4.1.1', false],
    ['5.0.0', false],
    ['550', false],
    [null, false],
  ] as const) {
    assert.equal(isCertain(code), certain, String(code))
    for (const failures of [1, 2])
      assert.equal(
        suppresses('hard', { failures, failing_since: now, now, certain }),
        certain || failures === 2,
        `${code} ${failures}`,
      )
  }
  const shop = await openShop()
  const email = 'perhaps@exemple.fr'
  const customer_id = await personWith(shop, { email })
  const fail = async (code: string) => {
    const wish = queued(customer_id, { recipient: email })
    await sendOne(shop, wish)
    await shop.within((ctx) =>
      takeBounce(ctx, wish.message_id, { class: 'hard', code, words: '550 user unknown' }),
    )
    const facts = await shop.announced(MessageBounced)
    return (facts.at(-1)!.payload as { suppressed: boolean }).suppressed
  }
  assert.deepEqual([await fail('550'), await fail('550')], [false, true])
})

test('who says « for now » has not said « never »', () => {
  for (const [status, reply, words] of [
    ['4.1.1', '450', '450 4.1.1 user unknown in local recipient table'],
    ['4.0.0', null, "the domain doesn't receive email: returned null mx"],
    [null, '450', '450 <ada@x.fr>: no such user'],
  ] as const)
    assert.equal(classify({ status, reply, words, after_content: false }), 'soft', words)
})

test('a report with lines folded, or nobody in it, is read as it is meant', async () => {
  const folded =
    'From: MAILER-DAEMON@x.fr\r\nSubject: failure\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' +
    '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; ada@x.fr\r\nAction: failed\r\nStatus: 5.0.0\r\n' +
    'Diagnostic-Code: smtp; 550\r\n 5.1.1 User\r\n  unknown\r\n--b--\r\n'
  const report = await readReport(folded)
  assert.ok(report.kind === 'bounce')
  assert.deepEqual(
    report.recipients.map((one) => [one.recipient, one.class, one.code]),
    [['ada@x.fr', 'hard', '5.1.1']],
  )
  assert.equal((await readReport('From: MAILER-DAEMON@x.fr\r\nSubject: hello\r\n\r\n')).kind, 'other')
})
