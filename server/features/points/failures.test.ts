/** The list of what others got wrong names tests; a name that no test bears is no answer. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const list = readFileSync(join(import.meta.dirname, 'failures.md'), 'utf8')
const ROW = /^\| (?<id>[FIL]\d\d)\b.*\| `(?<file>[^`]+)`: (?<name>.+?) \|$/gm

test('every fault and every law is answered by a test that is there', () => {
  const rows = [...list.matchAll(ROW)].map(
    ({ groups }) => groups as { id: string; file: string; name: string },
  )
  const missing: string[] = []
  for (const { id, file, name } of rows) {
    const path = [`server/features/${file}`, `server/${file}`, file].find((one) => existsSync(one))
    // Of a case it is enough that its file names it: the title is the case's own.
    const words = path && readFileSync(path, 'utf8')
    if (!words?.includes(name)) missing.push(`${id}: ${file}: ${name}`)
  }
  assert.deepEqual(missing, [])
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${letter}${String(n + 1).padStart(2, '0')}`)
  const wanted = [...numbered('F', 36), ...numbered('I', 17), ...numbered('L', 8).slice(1)]
  assert.deepEqual(
    rows.map(({ id }) => id),
    wanted,
    'all of them are there, in order',
  )
})
