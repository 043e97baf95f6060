/** Lines of one receipt that stand far apart in a file are one sale, as they are where they stand together. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { sendFile } from '../imports/sample.ts'
import { loadFile } from './load-file.ts'
import { receipts } from './reading/receipts.ts'
import type { SalesLog } from './replay/columns.ts'

const TITLES = 'N° ticket;Date;Heure;N° client;Magasin;Référence;Quantité;Prix unitaire;Total ligne'
/** More rows than are read at once. */
const BETWEEN = 4_500

async function load(rows: string[]) {
  const shop = await openShop()
  assert.equal((await shop.put(`/stores/${newId()}`, { name: 'Nice' })).status, 200)
  const { import_id, status, body } = await sendFile(
    await shop.keyFor('owner'),
    [TITLES, ...rows].join('\r\n'),
    { kind: 'sales', name: 'ventes.csv' },
  )
  assert.equal(status, 200, JSON.stringify(body))
  return shop.within((ctx) =>
    loadFile(ctx, { import_id, told: () => {}, asks: { people: false, means: false } }),
  )
}

const row = (
  ticket: string,
  day: string,
  hour: string,
  client: string,
  store: string,
  sku: string,
  euros: number,
) => `${ticket};${day};${hour};${client};${store};${sku};1;${euros},00;${euros},00`

/** Store, instant, and what was bought, sale by sale; whatever order the file was in. */
function salesOf(log: SalesLog): string[] {
  return Array.from({ length: log.sales }, (_, sale) => {
    const lines = Array.from({ length: log.line_start[sale + 1]! - log.line_start[sale]! }, (__, n) => {
      const at = log.line_start[sale]! + n
      return `${log.products[log.product[at]!]} ${log.total_cents[at]}`
    })
    const at = new Date(log.at_ms[sale]!).toISOString()
    return [log.stores[log.store[sale]!]!.name, at, ...lines.sort()].join(' | ')
  }).sort()
}

test('what two tills wrote in turns, and thousands of lines apart, is one sale for each receipt', async () => {
  const filler = Array.from({ length: BETWEEN }, (_, n) =>
    row(`F${n}`, '2025-03-02', '10:00', 'C9', 'Lyon', 'R9', 1),
  )
  const first = [
    row('T1', '2025-03-01', '09:00', 'C1', 'Lyon', 'R1', 20),
    row('T2', '2025-03-01', '09:00', 'C2', 'Lyon', 'R1', 20),
    row('T1', '2025-03-01', '09:01', 'C1', 'Lyon', 'R2', 30),
    row('T2', '2025-03-01', '09:01', 'C2', 'Lyon', 'R3', 40),
  ]
  const last = [
    row('T1', '2025-03-01', '09:02', 'C1', 'Lyon', 'R3', 40),
    // The same number on another day, in another shop, and of somebody else.
    row('T1', '2025-03-03', '09:00', 'C1', 'Lyon', 'R4', 50),
    row('T1', '2025-03-01', '09:00', 'C1', 'Nice', 'R5', 60),
    row('T1', '2025-03-01', '09:00', 'C3', 'Lyon', 'R6', 70),
  ]
  const apart = await load([...first, ...filler, ...last])
  const of = (log: SalesLog) => salesOf(log).filter((sale) => !sale.includes('R9'))
  assert.deepEqual(
    of(apart.log).map((sale) =>
      sale
        .split(' | ')
        .filter((part) => !part.includes('T0'))
        .join(' '),
    ),
    ['Lyon R1 2000 R2 3000 R3 4000', 'Lyon R1 2000 R3 4000', 'Lyon R6 7000', 'Lyon R4 5000', 'Nice R5 6000'],
  )
  assert.equal(apart.log.sales, BETWEEN + 5)
  // As the import puts them together where they stand together.
  const together = await load([
    first[0]!,
    first[2]!,
    last[0]!,
    first[1]!,
    first[3]!,
    ...last.slice(1),
    ...filler,
  ])
  assert.deepEqual(salesOf(apart.log), salesOf(together.log))
  assert.equal(apart.log.accounts, together.log.accounts)
})

test('receipts of nobody in particular are counted once, however far apart; what came back finds its sale', async () => {
  const filler = Array.from({ length: BETWEEN }, (_, n) =>
    row(`F${n}`, '2025-03-02', '10:00', '', 'Lyon', 'R9', 1),
  )
  const sold = row('T1', '2025-03-01', '09:00', 'C1', 'Lyon', 'R2', 30)
  const { log, anonymous, returns_without_sale } = await load([
    row('T0', '2025-03-01', '09:00', '', 'Lyon', 'R1', 20),
    row('T1', '2025-03-01', '09:00', 'C1', 'Lyon', 'R1', 20),
    ...filler,
    row('T0', '2025-03-01', '09:00', '', 'Lyon', 'R2', 30),
    sold,
    'T8;2025-03-05;10:00;C1;Lyon;R2;-1;30,00;-30,00',
  ])
  assert.deepEqual(anonymous, { sales: BETWEEN + 1, cents: BETWEEN * 100 + 5_000 })
  assert.deepEqual([log.sales, log.returns.count, returns_without_sale], [1, 1, 0])
})

test('a million lines, each far from the others of its receipt, take some sixty bytes each', () => {
  const [SALES, LINES] = [250_000, 1_000_000]
  const before = process.memoryUsage().arrayBuffers
  const shelf = receipts()
  const key = new Uint8Array(16)
  const view = new DataView(key.buffer)
  for (let at = 0; at < LINES; at++) {
    view.setUint32(12, at % SALES)
    const line = {
      product: `R${at % 997}`,
      category: null,
      quantity_milli: 1000,
      gross_cents: 100,
      total_cents: 100,
    }
    shelf.add(key, { account: `C${at % 5000}`, store: 0, at_ms: at }, line)
  }
  const each = (process.memoryUsage().arrayBuffers - before) / LINES
  // Columns double when they are full: the narrower ones may wait to be collected.
  assert.ok(each < 240, `${each} bytes a line`)
  let [sales, lines] = [0, 0]
  for (const sale of shelf.taken()) {
    if (sale.lines.length !== 4 || sale.at_ms !== sales)
      assert.fail(`sale ${sales} has ${sale.lines.length} lines`)
    sales += 1
    lines += sale.lines.length
  }
  assert.deepEqual([sales, lines], [SALES, LINES])
})
