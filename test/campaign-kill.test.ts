/**
 * kill -9 of the whole program in the middle of a campaign that decides and sends, over a real mail server: nobody is written to
 * twice, nobody is lost, and what nobody can know is listed.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../server/lib/id.ts'
import { joinEmbedded } from '../server/platform/postgres/embedded.ts'
import { freePort, startProcess, untilReady } from './running-product.ts'
import { setUpShop } from './running-shop.ts'
import { openSmtpSink } from './sinks.ts'

const PEOPLE = 2_500
const KILLS = 3

/** People with an address and a yes, by the database itself. */
async function addPeople(home: string) {
  const joined = await joinEmbedded(home)
  const address = new URL(joined.adminUrl)
  address.pathname = new URL(joined.ownerUrl).pathname
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  const people = `(select (select tenant_id from tenant) t, md5('p' || n)::uuid id, n from generate_series(1, ${PEOPLE}) n) p`
  await client.query(`insert into customer (tenant_id, customer_id, account_id, first_name, source, created_at, created_by, updated_at)
    select t, id, id, 'Cliente', 'test', now(), 'test', now() from ${people}`)
  await client.query(`insert into identifier (tenant_id, customer_id, kind, value, given, source, recorded_at, recorded_by)
    select t, id, 'email', 'p' || n || '@exemple' || n % 40 || '.fr', 'p', 'test', now(), 'test' from ${people}`)
  await client.query(`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language, text_hash,
      source, actor, occurred_at, recorded_at)
    select t, id, gen_random_uuid(), 'email', 'offers', true, 1, 'fr', '', 'test', 'test', now() - interval '1 day', now() from ${people}`)
  await client.end()
}

const template = {
  channel: 'email',
  purpose: 'marketing',
  name: 'Soldes',
  draft: {
    fr: {
      subject: 'Les soldes commencent',
      preheader: 'Jusqu’à moins 50 %',
      blocks: [{ block_id: 'a', kind: 'text', words: 'Bonjour {{ first_name }}, venez voir la boutique.' }],
    },
    en: null,
  },
}

const planFor = (template_id: string) => ({
  name: 'Soldes',
  kind: 'one_off',
  brief: { goal: '', for_whom: '', offer: '', tone: '' },
  purpose: 'marketing',
  audience_id: null,
  store_id: null,
  choice: 'in_order',
  variants: [{ variant: 'A', share: 1, messages: [{ channel: 'email', template_id }] }],
  offer: null,
  schedule: { date: null, hour: null, clock: 'shop', spread_minutes: 0, per_hour_max: null },
  budget_cents: null,
  control: { basis_points: 500, people: null },
  recurrence: null,
  priority: 30,
  window_days: 14,
})

test(
  `the program is killed ${KILLS} times while a campaign goes out: everybody once, nobody lost`,
  { timeout: 600_000 },
  async (t) => {
    const home = mkdtempSync(join(tmpdir(), 'comptoir-campaign-kill-'))
    const sink = await openSmtpSink({ slow_ms: 30 })
    const port = await freePort()
    const env = { COMPTOIR_SMTP_URL: `smtp://127.0.0.1:${sink.port}` }
    let product = await startProcess(home, port, env)
    t.after(async () => {
      await product.stop()
      await sink.close()
      rmSync(home, { recursive: true, force: true })
    })
    const { key, customers } = await setUpShop(product.address)
    const call = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${product.address}/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      assert.ok(
        response.ok,
        `${path}: ${response.status} ${await response.clone().text()}\n${product.said()}`,
      )
      return (await response.json()) as any
    }
    /** Looks until it is so; the machine may be slow. */
    const until = async <T>(look: () => Promise<T>, isSo: (found: T) => boolean, what: string) => {
      const last = Date.now() + 240_000
      for (;;) {
        const found = await look()
        if (isSo(found)) return found
        assert.ok(Date.now() < last, `${what}: ${JSON.stringify(found)}\n${product.said()}`)
        await sleep(50)
      }
    }
    await addPeople(home)
    const said = await call('GET', '/brand')
    const sender = { legal_name: 'Lili Rose SARL', postal_address: '12 rue Gambetta, 42000 Saint-Étienne' }
    await call('PUT', '/brand', { ...(said.brand ?? said), ...sender })
    const [template_id, campaign_id, rehearsal_id] = [newId(), newId(), newId()]
    await call('PUT', `/templates/${template_id}`, template)
    await call('PUT', `/templates/${template_id}/versions/1`)
    await call('PUT', `/campaigns/${campaign_id}`, planFor(template_id))
    const rehearsal = `/campaigns/${campaign_id}/rehearsals/${rehearsal_id}`
    await call('PUT', rehearsal)
    const { figures } = await until(
      () => call('GET', rehearsal),
      ({ state }) => state === 'done',
      'the rehearsal is over',
    )
    assert.ok(figures.go > PEOPLE * 0.9 && figures.go < PEOPLE, JSON.stringify(figures))
    await call('PUT', `/campaigns/${campaign_id}/launch`)

    const progress = () => call('GET', `/campaigns/${campaign_id}/progress`)
    // While it decides, and then while it sends: each time further than before.
    for (let kill = 0; kill < KILLS; kill++) {
      const before = sink.taken.size
      await until(
        progress,
        ({ queued }) =>
          kill === 0 ? queued > 0 : sink.taken.size >= Math.min(figures.go - 500, before + 300),
        'it goes on',
      )
      await product.kill()
      product = await startProcess(home, port, env)
    }
    await untilReady(product.address)
    const over = await until(
      progress,
      ({ people_done, waiting }) => people_done === PEOPLE + customers.length && waiting === 0,
      'everybody was decided for and nothing waits',
    )
    assert.deepEqual(
      [over.queued, over.control, over.held],
      [figures.go, PEOPLE - figures.go, customers.length],
      'decided as rehearsed, each person once; the shop’s first customers have no address',
    )
    assert.equal(over.sent + over.failed, figures.go, 'each message has an end')
    assert.ok(
      [...sink.taken.values()].every((times) => times === 1),
      'nobody was written to twice',
    )
    const unknown = (await call('GET', '/outbox/messages?state=unknown&limit=100')).items.length
    assert.equal(Math.min(100, over.failed), unknown, 'what nobody can know is listed')
    assert.ok(sink.taken.size >= over.sent && sink.taken.size <= figures.go)
    t.diagnostic(`${over.sent} sent, ${over.failed} unknown, ${sink.taken.size} arrived`)
  },
)
