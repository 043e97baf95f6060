/** Rows are read from the socket as they come, whatever they hold and wherever the pieces are cut. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { pool } from '../../../../test/shop.ts'
import { copyRows, rowReader, type CopiedRow } from './copied-rows.ts'

const textOf = ({ bytes, at, length }: CopiedRow, n: number) =>
  length[n] === -1 ? null : Buffer.from(bytes.subarray(at[n], at[n]! + length[n]!)).toString()

async function copied(query: string): Promise<(string | null)[][]> {
  const client = await pool.connect()
  try {
    const rows: (string | null)[][] = []
    const count = await copyRows(client, query, (row) => rows.push([textOf(row, 0), textOf(row, 1)]))
    assert.equal(count, rows.length)
    // The driver has its socket again.
    assert.deepEqual((await client.query('select 7 as n')).rows, [{ n: 7 }])
    return rows
  } finally {
    client.release()
  }
}

test('none, one and many rows, empty, null and larger than any piece of the socket', async () => {
  assert.deepEqual(await copied(`select 'a', 'b' where false`), [])
  assert.deepEqual(await copied(`select 'é', null::text`), [['é', null]])
  const many = await copied(
    `select 'n' || n, repeat('x', case when n % 100 = 0 then 300000 else n % 7 end) from generate_series(1, 3000) n order by n`,
  )
  assert.equal(many.length, 3000)
  for (const [at, [name, text]] of many.entries()) {
    assert.equal(name, `n${at + 1}`)
    assert.equal(text!.length, (at + 1) % 100 === 0 ? 300_000 : (at + 1) % 7)
  }
})

test('a query that fails, at once or on its way, says so, and the connection goes on', async () => {
  await assert.rejects(copied('select nothing from nowhere'), /does not exist/)
  await assert.rejects(
    copied(`select 'n', (1 / (2000 - n))::text from generate_series(1, 3000) n`),
    /division by zero/,
  )
  assert.deepEqual(await copied(`select 'a', 'b'`), [['a', 'b']])
})

test('what goes wrong with a row is told, and the connection goes on', async () => {
  const client = await pool.connect()
  try {
    const wrong = copyRows(client, 'select n from generate_series(1, 5000) n', () => {
      throw new Error('no such row')
    })
    await assert.rejects(wrong, /no such row/)
    assert.deepEqual((await client.query('select 7 as n')).rows, [{ n: 7 }])
  } finally {
    client.release()
  }
})

test('what is copied may be cut anywhere', () => {
  const word = (n: number) => [n >> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]
  const field = (text: string | null) =>
    text === null ? word(-1).map((one) => one & 255) : [...word(text.length), ...Buffer.from(text)]
  const whole = Uint8Array.from([
    ...Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    ...word(0),
    ...word(0),
    0,
    2,
    ...field('one'),
    ...field(null),
    0,
    2,
    ...field(''),
    ...field('three'),
    255,
    255,
  ])
  for (let cut = 0; cut <= whole.length; cut++)
    for (const again of [cut, Math.floor((cut + whole.length) / 2)]) {
      const rows: (string | null)[][] = []
      const { read, end } = rowReader((row) => rows.push([textOf(row, 0), textOf(row, 1)]))
      for (const [from, to] of [
        [0, cut],
        [cut, again],
        [again, whole.length],
      ] as const)
        read(whole, from, to)
      assert.equal(end(), 2)
      assert.deepEqual(rows, [
        ['one', null],
        ['', 'three'],
      ])
    }
  const { read, end } = rowReader(() => {})
  read(whole, 0, whole.length - 1)
  assert.throws(end, /trailer/)
})
