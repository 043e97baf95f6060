import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { config, openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { sendFile } from './sample.ts'

async function shopWithKey() {
  const shop = await openShop()
  const folder = join(config.home, 'imports', shop.tenant_id)
  return {
    ...shop,
    key: await shop.keyFor('owner'),
    folder,
    kept: () => (existsSync(folder) ? readdirSync(folder) : []),
  }
}

test('a file is kept under a name of ours, whatever its sender called it', async () => {
  const { key, folder, kept } = await shopWithKey()
  const names = [
    '../../../etc/passwd',
    '..%2f..%2fx.csv',
    'C:\\Windows\\con.csv',
    'a\u202Egnp.csv',
    '/absolute',
  ]
  for (const name of names) {
    const { status, body, import_id } = await sendFile(key, 'Nom\nDupont\n', { name })
    assert.equal(status, 200, JSON.stringify(body))
    assert.ok(!/[/\\\u202E]/.test(body.file_name), body.file_name)
    assert.equal(readFileSync(join(folder, import_id), 'utf8'), 'Nom\nDupont\n')
    assert.equal(statSync(join(folder, import_id)).mode & 0o077, 0)
  }
  assert.equal(kept().length, names.length)
})

test('what is no table, empty, too deep or nothing at all is refused with what to do, and nothing is left of it', async () => {
  const { key, kept } = await shopWithKey()
  const bomb = zipSync({
    'xl/workbook.xml': Buffer.alloc(0),
    'xl/worksheets/sheet1.xml': Buffer.alloc(300 * 1024 * 1024),
  })
  const cases: [string | Buffer, string, string?][] = [
    ['', 'import_file_empty'],
    ['%PDF-1.7 …', 'import_unreadable', 'not_a_table'],
    [gzipSync('Nom\nDupont'), 'import_unreadable', 'not_a_table'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import_unreadable', 'old_excel'],
    [Buffer.from(zipSync({ '../../evil.csv': Buffer.from('Nom\nX') })), 'import_unreadable', 'not_a_table'],
    [Buffer.from(bomb), 'import_unreadable'],
  ]
  for (const [content, code, why] of cases) {
    const { status, body } = await sendFile(key, content)
    assert.equal(body.code, code, JSON.stringify(body))
    assert.ok(status >= 400 && status < 500)
    if (why) assert.equal(body.why, why)
  }
  assert.equal((await sendFile(key, 'Nom\nDupont\n', { kind: 'orders' })).body.code, 'import_kind_missing')
  assert.deepEqual(kept(), [])
})

test('an id means one file: the same again is the same import, another is refused and replaces nothing', async () => {
  const { key, folder, kept } = await shopWithKey()
  const import_id = newId()
  assert.equal((await sendFile(key, 'Nom\nDupont\n', { import_id })).status, 200)
  assert.equal((await sendFile(key, 'Nom\nDupont\n', { import_id })).status, 200)
  assert.equal((await sendFile(key, 'Nom\nMartin\n', { import_id })).body.code, 'import_id_reused')
  assert.equal(readFileSync(join(folder, import_id), 'utf8'), 'Nom\nDupont\n')
  assert.deepEqual(kept(), [import_id])
})
