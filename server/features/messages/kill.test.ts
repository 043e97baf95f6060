/**
 * kill -9 in the middle of a campaign, again and again, with two workers at once: no offer arrives twice, none is lost
 * without a word. Three times in the suite; COMPTOIR_KILLS=20 for the long version.
 */
import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { queued } from '../../../test/outbox.ts'
import { config, databaseUrl, db, openShop } from '../../../test/shop.ts'
import { openSmtpSink } from '../../../test/sinks.ts'
import { newId } from '../../lib/id.ts'
import { recoverMessages } from './deliver.ts'
import { queueMessages } from './queue.ts'

const KILLS = Number(process.env['COMPTOIR_KILLS'] ?? 3)
const PEOPLE = 400 * (KILLS + 1)
const WORKER = new URL('../../../test/send-worker.ts', import.meta.url)

type Shop = Awaited<ReturnType<typeof openShop>>

async function campaignFor(shop: Shop) {
  const at = new Date(Date.now() - 60_000)
  const ids = await shop.within(async ({ tx, tenant_id, now }) => {
    const { rows } = await sql<{ customer_id: string }>`
      insert into customer (tenant_id, customer_id, account_id, first_name, source, created_at, created_by, updated_at)
      select ${tenant_id}, id, id, 'Client', 'test', ${now}, 'test', ${now}
      from (select md5(${tenant_id}::text || n)::uuid as id from generate_series(1, ${PEOPLE}::integer) n) x
      returning customer_id`.execute(tx)
    await sql`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language,
        text_hash, source, actor, occurred_at, recorded_at)
      select tenant_id, customer_id, md5('yes' || customer_id)::uuid, 'email', 'offers', true, 1, 'fr', '\\x00', 'test', 'test',
        ${at}, ${at} from customer where tenant_id = ${tenant_id}`.execute(tx)
    return rows.map(({ customer_id }) => customer_id)
  })
  const origin = { kind: 'campaign' as const, id: newId(), step: null }
  await shop.within((ctx) =>
    queueMessages(
      ctx,
      ids.map((id) => queued(id, { origin, purpose: 'marketing' })),
    ),
  )
}

const countStates = async (shop: Shop) => {
  const rows = await shop.within(({ tx, tenant_id }) =>
    tx.selectFrom('message').select(['message_id', 'state']).where('tenant_id', '=', tenant_id).execute(),
  )
  return Map.groupBy(rows, ({ state }) => state)
}

test(`killed ${KILLS} times in the middle: no offer twice, none lost without a word, unknowns listed`, async (t) => {
  const shop = await openShop()
  const sink = await openSmtpSink({ slow_ms: 20 })
  t.after(() => sink.close())
  await campaignFor(shop)
  const settings = {
    ...config,
    database_url: databaseUrl('comptoir_app'),
    smtp_url: `smtp://127.0.0.1:${sink.port}`,
  }
  const start = async () => {
    const worker: ChildProcess = fork(WORKER, { execArgv: [] })
    worker.send({ config: settings, tenant_id: shop.tenant_id })
    await once(worker, 'message')
    return worker
  }
  for (let kill = 0; kill < KILLS; kill++) {
    const workers = await Promise.all([start(), start()])
    // Once some have left, at a moment of its own each time.
    const before = sink.taken.size
    for (let looks = 0; looks < 1_000 && sink.taken.size < before + 100; looks++) await sleep(10)
    await sleep(Math.random() * 60)
    await Promise.all(
      workers.map((worker) => {
        const gone = once(worker, 'exit')
        worker.kill('SIGKILL')
        return gone
      }),
    )
    // What a program alone on its database does at its start.
    await recoverMessages(db, 0)
  }
  const last = await start()
  await once(last, 'message')
  last.disconnect()
  await recoverMessages(db, 0)

  const states = await countStates(shop)
  const [sent, unknown] = [states.get('sent') ?? [], states.get('unknown') ?? []]
  assert.equal(sent.length + unknown.length, PEOPLE, `${[...states.keys()].join()} and nothing else`)
  assert.ok(
    [...sink.taken.values()].every((times) => times === 1),
    'no offer arrived twice',
  )
  for (const { message_id } of sent) assert.ok(sink.taken.has(message_id), 'what counts as sent has arrived')
  assert.ok(unknown.length > 0 && sent.length > PEOPLE / 4, 'the kills came in the middle')
  const listed = (await shop.get('/outbox/messages?state=unknown&limit=1')).body.items
  assert.equal(listed.length, 1)
  const settled = await shop.put(`/outbox/unknown/${listed[0].message_id}`, { as: 'sent' })
  assert.deepEqual([settled.status, settled.body.state], [200, 'sent'])
  t.diagnostic(
    `${sent.length} sent, ${unknown.length} unknown, of which ${unknown.filter((one) => sink.taken.has(one.message_id)).length} had arrived`,
  )
})
