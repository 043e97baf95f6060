import { test } from 'node:test'
import assert from 'node:assert/strict'
import { as, openShop, owner } from '../../../test/shop.ts'
import { runJobs } from '../../../test/jobs.ts'
import { newId } from '../../lib/id.ts'
import { auditTenant } from '../points/audit.ts'
import { presetProgrammes } from '../programmes/rules.ts'
import { ImportDone, ImportUndone } from './events.ts'
import { sendFile } from './sample.ts'

const FILE = [
  'Numéro client;Nom;Prénom;E-mail;Portable;Magasin;Étiquettes;Points;Accord e-mail;Carte',
  '1001;DUPONT;Marie;marie@exemple.fr;06 12 34 56 78;Saint-Étienne;fidèle,noël;120;oui;',
  '1002;Martin;Paul;paul@exemple.fr;0612345679;saint etienne;;;non;4000123',
  '1003;;;;;;;;;',
  '1004;Petit;Anne;pas un mail;06 11 22 33 44;Lyon;;35;;',
  '1001;Dupont;Marie;marie@exemple.fr;0612345678;;;;;',
  '',
].join('\r\n')

async function shopWithProgramme() {
  const shop = await openShop()
  const programme = presetProgrammes.points({ newId, language: 'fr' })
  await shop.within(({ tx }) =>
    tx
      .insertInto('programme_version')
      .values({
        tenant_id: shop.tenant_id,
        version: 1,
        programme: JSON.stringify(programme),
        effective_at: new Date(0),
        written_by: 'test',
        written_at: new Date(0),
      })
      .execute(),
  )
  return { ...shop, key: await shop.keyFor('owner'), unit: programme.units[0]!.unit }
}
type Shop = Awaited<ReturnType<typeof shopWithProgramme>>

async function audited(shop: Shop) {
  const client = await owner.connect()
  try {
    return await auditTenant(client, shop.tenant_id)
  } finally {
    client.release()
  }
}

async function rehearse(shop: Shop, import_id: string) {
  assert.equal((await shop.put(`/imports/${import_id}/rehearsal`)).body.state, 'rehearsing')
  await runJobs()
  return (await shop.get(`/imports/${import_id}`)).body
}

async function run(shop: Shop, import_id: string) {
  await shop.put(`/imports/${import_id}/run`)
  await runJobs()
  return (await shop.get(`/imports/${import_id}`)).body
}

test('a file of customers is found out, rehearsed without a trace, taken in, and taken back', async () => {
  const shop = await shopWithProgramme()
  const { status, body, import_id } = await sendFile(shop.key, FILE)
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.state, body.reading.separator, body.reading.has_header], ['uploaded', ';', true])
  assert.deepEqual(
    body.columns.map((column: any) => column.field),
    [
      'external_id',
      'last_name',
      'first_name',
      'email',
      'mobile',
      'home_store',
      'tags',
      'points_balance',
      'consent_email',
      'card_number',
    ],
  )

  const rehearsed = await rehearse(shop, import_id)
  assert.equal(rehearsed.state, 'rehearsed', JSON.stringify(rehearsed.error))
  assert.deepEqual((await shop.get('/customers')).body.total, 0)
  const expected = {
    created: 3,
    updated: 0,
    unchanged: 1,
    refused: 1,
    points_opened: 155,
    points_customers: 2,
    not_contactable: 1,
  }
  for (const [name, count] of Object.entries(expected))
    assert.equal(rehearsed.rehearsal.counts[name] ?? 0, count, name)
  assert.deepEqual(
    rehearsed.rehearsal.reasons.map((why: any) => [why.code, why.rows]),
    [['nothing_to_identify', [4]]],
  )
  const warnings = Object.fromEntries(rehearsed.rehearsal.warnings.map((why: any) => [why.code, why.rows]))
  assert.deepEqual(warnings, { email_invalid: [5], home_store_unknown: [5] })

  const done = await run(shop, import_id)
  assert.equal(done.state, 'done')
  assert.deepEqual(done.result.counts, rehearsed.rehearsal.counts)
  assert.deepEqual([done.rows_read, done.rows_total], [5, 5])
  assert.equal((await shop.announced(ImportDone)).length, 1)
  const marie = (await shop.get('/customers/search?q=marie%20dupont')).body.items[0]
  const record = (await shop.get(`/customers/${marie.customer_id}`)).body
  assert.deepEqual([record.home_store_id, record.tags], [shop.store_id, ['fidèle', 'noël']])
  assert.deepEqual(
    record.accounts.map((account: any) => [account.unit, account.balance]),
    [[shop.unit, 120]],
  )
  assert.deepEqual(record.consents, [])
  assert.equal((await shop.get('/customers/search?q=4000123')).body.items[0].last_name, 'Martin')
  assert.deepEqual(await audited(shop), [])

  assert.equal((await shop.put(`/imports/${import_id}/undo`)).body.state, 'undoing')
  await runJobs()
  const undone = (await shop.get(`/imports/${import_id}`)).body
  assert.deepEqual(
    [undone.state, undone.counts.undo_removed, undone.counts.undo_points_withdrawn],
    ['undone', 3, 155],
  )
  assert.equal((await shop.get('/customers')).body.total, 0)
  assert.equal((await shop.announced(ImportUndone)).length, 1)
  assert.deepEqual(await audited(shop), [])
})

test('the same file again adds nobody and no point, and says that it was imported before', async () => {
  const shop = await shopWithProgramme()
  const first = await sendFile(shop.key, FILE)
  await rehearse(shop, first.import_id)
  await run(shop, first.import_id)
  const again = await sendFile(shop.key, FILE, { kind_last: true })
  assert.equal(again.body.same_file_as.import_id, first.import_id)
  await rehearse(shop, again.import_id)
  const done = await run(shop, again.import_id)
  const { created = 0, updated = 0, points_opened = 0, points_already } = done.result.counts
  assert.deepEqual([created, updated, points_opened, points_already], [0, 0, 0, 2])
  assert.deepEqual(await audited(shop), [])
})

test('the refused rows come back as a file, in the reader’s language, and no cell runs in a spreadsheet', async () => {
  const shop = await shopWithProgramme()
  const file = 'Nom;Prénom;Notes\r\nDupont;Marie;\r\n;;=cmd|calc\r\n'
  const { import_id } = await sendFile(shop.key, file)
  await rehearse(shop, import_id)
  const csv = (await shop.get(`/imports/${import_id}/refusals.csv`)).body
  assert.equal(
    csv,
    "\uFEFFligne;Nom;Prénom;Notes;motif\r\n3;;;'=cmd|calc;Aucun nom, e-mail, téléphone ni numéro de carte.\r\n",
  )
  const english = as(shop.key, { 'accept-language': 'en' })
  assert.match((await english('GET', `/imports/${import_id}/refusals.csv`)).body, /reason\r\n3;.*No name/)
})

test('a column is corrected by hand, and what was rehearsed before is to be rehearsed again', async () => {
  const shop = await shopWithProgramme()
  const { import_id } = await sendFile(shop.key, 'Nom;Truc\r\nDupont;A12\r\n')
  assert.equal((await shop.put(`/imports/${import_id}/run`)).body.code, 'import_not_rehearsed')
  await rehearse(shop, import_id)
  const changed = await shop.call('PATCH', `/imports/${import_id}`, {
    columns: [{ index: 1, field: 'external_id' }],
    options: { system: 'caisse' },
  })
  assert.deepEqual(
    [changed.body.state, changed.body.columns[1].field, changed.body.columns[1].why],
    ['uploaded', 'external_id', 'by_hand'],
  )
  assert.equal((await shop.put(`/imports/${import_id}/run`)).body.code, 'import_not_rehearsed')
  const bad = await shop.call('PATCH', `/imports/${import_id}`, {
    columns: [{ index: 1, field: 'quantity' }],
  })
  assert.equal(bad.body.code, 'import_field_unknown')
  await rehearse(shop, import_id)
  await run(shop, import_id)
  const values = await shop.within(({ tx }) =>
    tx
      .selectFrom('identifier')
      .select('value')
      .where('tenant_id', '=', shop.tenant_id)
      .where('kind', '=', 'external')
      .execute(),
  )
  assert.deepEqual(values, [{ value: 'caisse:A12' }])
})

test('a yes in a file counts only with its proof', async () => {
  const shop = await shopWithProgramme()
  const { import_id } = await sendFile(
    shop.key,
    'Nom;E-mail;Optin email\r\nDupont;m@exemple.fr;oui\r\nPetit;p@exemple.fr;non\r\n',
  )
  const consents = { source: 'Bulletin papier', occurred_at: '2025-03-01T10:00:00Z', text_version: 1 }
  await shop.call('PATCH', `/imports/${import_id}`, { options: { consents } })
  await rehearse(shop, import_id)
  const done = await run(shop, import_id)
  assert.deepEqual([done.result.counts.consents, done.result.counts.not_contactable], [1, 0])
  const [who] = (await shop.get('/customers/search?q=dupont')).body.items
  const [consent] = (await shop.get(`/customers/${who.customer_id}`)).body.consents
  assert.deepEqual(
    [consent.channel, consent.given, consent.source, consent.occurred_at],
    ['email', true, 'Bulletin papier', '2025-03-01T10:00:00.000Z'],
  )
})

test('progress is told as it goes and to the end', async () => {
  const shop = await shopWithProgramme()
  const { import_id } = await sendFile(shop.key, FILE)
  await rehearse(shop, import_id)
  const answer = await shop.get(`/imports/${import_id}/progress`)
  assert.match(String(answer.headers['content-type']), /event-stream/)
  assert.match(answer.body, /^event: progress\ndata: \{.*"state":"rehearsed".*"rows_total":5/)
})

test('an import of another shop is not there, and nobody but owner and marketing may look', async () => {
  const [shop, other] = [await shopWithProgramme(), await shopWithProgramme()]
  const { import_id } = await sendFile(shop.key, FILE)
  for (const path of ['', '/progress', '/refusals.csv'])
    assert.equal((await other.get(`/imports/${import_id}${path}`)).status, 404)
  for (const noun of ['rehearsal', 'run', 'pause', 'undo'])
    assert.equal((await other.put(`/imports/${import_id}/${noun}`)).status, 404)
  assert.deepEqual((await other.get('/imports')).body.items, [])
  const seller = as(await shop.keyFor('seller'))
  assert.equal((await seller('GET', `/imports/${import_id}`)).status, 403)
})

test('one import of a kind at a time: the second waits, is paused, and goes on in its turn', async () => {
  const shop = await shopWithProgramme()
  const [a, b] = [
    await sendFile(shop.key, 'Nom\r\nDupont\r\n'),
    await sendFile(shop.key, 'Nom\r\nMartin\r\n'),
  ]
  await rehearse(shop, a.import_id)
  await rehearse(shop, b.import_id)
  assert.equal((await shop.put(`/imports/${a.import_id}/run`)).body.state, 'running')
  const waiting = (await shop.put(`/imports/${b.import_id}/run`)).body
  assert.deepEqual([waiting.state, waiting.waits_for.import_id], ['waiting', a.import_id])
  assert.equal((await shop.put(`/imports/${a.import_id}/pause`)).body.state, 'paused')
  assert.equal((await shop.get(`/imports/${b.import_id}`)).body.state, 'running')
  assert.equal((await shop.call('DELETE', `/imports/${a.import_id}/pause`)).body.state, 'waiting')
  await runJobs()
  for (const { import_id } of [a, b])
    assert.equal((await shop.get(`/imports/${import_id}`)).body.state, 'done')
  assert.equal((await shop.get('/customers')).body.total, 2)
})
