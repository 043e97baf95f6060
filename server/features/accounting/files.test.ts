/**
 * The file of accounting entries, read by a reader of its own that knows the article and not the writer; and the same
 * bytes however often it is asked for.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { app, as, openShop, owner } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { closeMonth } from './actions.ts'
import { latin9 } from './export.ts'
import { ago, monthAgo, shopWithHistory } from './history.fixture.ts'

/** What is wrong with a file by article A47 A-1 of the tax procedures book, from its bytes and its name. */
function problemsOf(name: string, bytes: Buffer): string[] {
  const problems: string[] = []
  const say = (problem: string) => void problems.push(problem)
  const named = /^(\d{9})FEC(\d{4})(\d\d)(\d\d)\.txt$/.exec(name)
  if (!named || !isDate(name.slice(12, 20))) say(`name ${name}`)
  const text = new TextDecoder('iso-8859-15').decode(bytes)
  if (!text.endsWith('\r\n')) say('the last line does not end')
  const [head = '', ...lines] = text.slice(0, -2).split('\r\n')
  const titles =
    'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'
  if (head !== titles.replaceAll(' ', '\t')) say('titles')
  const entries = new Map<string, { debit: number; credit: number; date: string; lines: number }>()
  let last = 0
  for (const [at, line] of lines.entries()) {
    const cells = line.split('\t')
    const where = `line ${at + 2}`
    if (cells.length !== 18) say(`${where}: ${cells.length} cells`)
    const [
      journal,
      journalName,
      no,
      date,
      account,
      accountName,
      ,
      ,
      piece,
      pieceDate,
      label,
      debit,
      credit,
      ,
      ,
      valid,
    ] = cells as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    for (const [title, cell] of Object.entries({ journal, journalName, no, accountName, piece, label }))
      if (!cell) say(`${where}: no ${title}`)
    if (!/^[1-7]\d{2}[0-9A-Za-z]*$/.test(account)) say(`${where}: account ${account}`)
    for (const day of [date, pieceDate, valid]) if (!isDate(day)) say(`${where}: date ${day}`)
    if (valid < date) say(`${where}: final before it was written`)
    for (const amount of [debit, credit]) if (!/^\d+,\d\d$/.test(amount)) say(`${where}: amount ${amount}`)
    const [left, right] = [debit, credit].map((amount) => Number(amount.replace(',', ''))) as [number, number]
    if ((left === 0) === (right === 0)) say(`${where}: one side and one only holds an amount`)
    const entry = entries.get(no)
    if (!entry) {
      if (Number(no) !== last + 1 && last !== 0) say(`${where}: number ${no} after ${last}`)
      last = Number(no)
    } else if (entry.date !== date) say(`${where}: two dates in one entry`)
    const { debit: d = 0, credit: c = 0, lines: n = 0 } = entry ?? {}
    entries.set(no, { debit: d + left, credit: c + right, date, lines: n + 1 })
  }
  for (const [no, { debit, credit, lines: count }] of entries) {
    if (debit !== credit) say(`entry ${no}: ${debit} against ${credit}`)
    if (count < 2) say(`entry ${no}: ${count} line`)
  }
  return problems
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return (
    at.getUTCFullYear() === Number(year) &&
    at.getUTCMonth() === Number(month) - 1 &&
    at.getUTCDate() === Number(day)
  )
}

async function shopWithClosed() {
  const history = await shopWithHistory()
  const { shop, sell } = history
  await shop.put(`/merchants/${shop.merchant_id}`, { name: 'L’Œuvre d’Été', siret: '44306184100047' })
  await sell(300, ago(3))
  const card = newId()
  await shop.put(`/vouchers/${card}`, {
    kind: 'gift_card',
    origin: 'sold',
    name: 'Carte cadeau',
    value_cents: 12_000,
    payments: [{ means: 'card', amount_cents: 12_000 }],
  })
  await sell(100, ago(2))
  for (const back of [3, 2]) await shop.within((ctx) => closeMonth(ctx, monthAgo(back), 'Ada'))
  return history
}

const fetchBytes = async (shop: Awaited<ReturnType<typeof openShop>>, path: string, key: string) => {
  const response = await app.inject({
    method: 'GET',
    url: `/api${path}`,
    headers: { authorization: `Bearer ${key}` },
  })
  const [, name = ''] = /filename="(.+)"/.exec(String(response.headers['content-disposition'])) ?? []
  return { status: response.statusCode, name, bytes: response.rawPayload, shop }
}

test('the file of a closed month is as the article wants it, and the same bytes again', async () => {
  const { shop, sell } = await shopWithClosed()
  const key = await shop.keyFor('marketing')
  for (const back of [3, 2]) {
    const path = `/accounting/months/${monthAgo(back)}/fec`
    const first = await fetchBytes(shop, path, key)
    assert.equal(first.status, 200)
    assert.match(first.name, /^443061841FEC\d{8}\.txt$/)
    assert.deepEqual(problemsOf(first.name, first.bytes), [])
    assert.ok(first.bytes.length > 400, 'there is something in it')
    const csv = await fetchBytes(shop, path.replace('/fec', '/journal.csv'), key)
    assert.match(csv.bytes.toString(), /^\uFEFFSociété;Journal;/)
    await sell(70, ago(1))
    const again = await fetchBytes(shop, path, key)
    assert.ok(again.bytes.equals(first.bytes))
    assert.ok((await fetchBytes(shop, path.replace('/fec', '/journal.csv'), key)).bytes.equals(csv.bytes))
  }
})

test('numbers go on from month to month without a gap', async () => {
  const { shop } = await shopWithClosed()
  const key = await shop.keyFor('owner')
  const numbers = async (back: number) => {
    const { bytes } = await fetchBytes(shop, `/accounting/months/${monthAgo(back)}/fec`, key)
    const lines = bytes.toString('latin1').trim().split('\r\n').slice(1)
    return [...new Set(lines.map((line) => Number(line.split('\t')[2])))]
  }
  const all = [...(await numbers(3)), ...(await numbers(2))]
  assert.deepEqual(
    all,
    all.map((_, at) => at + 1),
  )
  assert.ok(all.length >= 3)
})

test('the reader of this test sees what is wrong', async () => {
  const { shop } = await shopWithClosed()
  const { name, bytes } = await fetchBytes(
    shop,
    `/accounting/months/${monthAgo(2)}/fec`,
    await shop.keyFor('owner'),
  )
  const text = bytes.toString('latin1')
  const spoilt = (from: string | RegExp, to: string) =>
    problemsOf(name, Buffer.from(text.replace(from, to), 'latin1'))
  for (const [from, to] of [
    ['CompteNum', 'Compte'],
    [/\t\d+,\d\d\t0,00/, '\t1,00\t0,00'],
    [/,(\d\d)\t/, '.$1\t'],
    ['\r\n', '\n'],
    [/\t\d{8}\t\t\r\n$/, '\t20260231\t\t\r\n'],
    [/\t(151800|681500)\t/, '\t15\t'],
  ] as const)
    assert.notDeepEqual(spoilt(from, to), [], String(from))
  assert.notDeepEqual(problemsOf('comptes.txt', bytes), [])
})

test('there is no file of a month that may still change, nor without the company’s number', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(10, ago(2))
  const of = (what: string) => shop.get(`/accounting/months/${monthAgo(2)}/${what}`)
  assert.equal((await of('fec')).body.code, 'month_not_closed')
  assert.equal((await of('journal.csv')).body.code, 'month_not_closed')
  assert.equal((await of('proof')).body.code, 'month_not_closed')
  assert.equal((await shop.put(`/accounting/months/${monthAgo(2)}/close`)).status, 200)
  assert.equal((await of('fec')).body.code, 'siren_missing')
  assert.equal((await of(`fec?merchant_id=${newId()}`)).body.code, 'accounting_merchant_unknown')
  assert.equal((await of('journal.csv')).status, 200)
  // Given later, it names the file of a month that was closed before.
  await shop.put(`/merchants/${shop.merchant_id}`, { name: 'Lili Rose', siret: '443 061 841 00047' })
  assert.match(String((await of('fec')).headers['content-disposition']), /"443061841FEC\d{8}\.txt"/)
  assert.equal((await as(await shop.keyFor('service'))('GET', '/accounting/months')).status, 403)
})

test('what the alphabet of the file lacks becomes its nearest letter', () => {
  assert.equal(
    latin9('L’Œuvre d’été à 5 € – “oui”').toString('latin1'),
    'L\'\xbcuvre d\'\xe9t\xe9 \xe0 5 \xa4 - "oui"',
  )
  assert.equal(latin9('Łódź 日').toString('latin1'), '?\xf3dz ?')
})

test('a word with a tab or a line end cannot break a line of the file', async () => {
  const { shop, sell } = await shopWithHistory()
  await sell(10, ago(2))
  const settings = (await shop.get('/accounting/settings')).body.settings
  const wish = { ...settings, journal_label: 'a\tb' }
  assert.equal((await shop.put('/accounting/settings', { version: 1, settings: wish })).status, 400)
  await owner.query(
    `update merchant set siret = '44306184100047', name = E'a\\tb\\n;=1' where tenant_id = $1`,
    [shop.tenant_id],
  )
  await shop.put(`/accounting/months/${monthAgo(2)}/close`)
  const { name, bytes } = await fetchBytes(
    shop,
    `/accounting/months/${monthAgo(2)}/fec`,
    await shop.keyFor('owner'),
  )
  assert.deepEqual(problemsOf(name, bytes), [])
})
