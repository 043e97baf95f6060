/**
 * 500,000 lines of sales with points, from the file to the ledger, beside COPY of the very rows that the import wrote
 * into the same empty tables with the same indexes.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
// @ts-expect-error the package brings no types
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import {
  addUpload,
  changeMapping,
  lookAt,
  startRehearsal,
  startRun,
} from '../server/features/imports/actions.ts'
import { folderOf } from '../server/features/imports/keep-file.ts'
import { findImport } from '../server/features/imports/queries.ts'
import { workImport } from '../server/features/imports/work.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant, type Context } from '../server/platform/database.ts'
import { benchShop, type BenchShop } from './shop.ts'

const LINES_PER_SALE = 4
const TABLES = [
  'sale',
  'fact',
  'account',
  'lot',
  'points_entry',
  'voucher',
  'voucher_entry',
  'redemption',
  'import_key',
]

export async function run({ quick }: { quick: boolean; adminUrl: string }) {
  const lines = quick ? 50_000 : 500_000
  const shop = await benchShop(quick ? 2_000 : 20_000)
  await nameCustomers(shop)
  const { rehearsal_s, run_s } = await bringIn(shop, lines)
  const rows = await readRows(shop)
  await shop.drop()
  const empty = await benchShop(quick ? 2_000 : 20_000)
  const copy_s = await copyIn(empty, rows)
  await empty.drop()
  const ratio = run_s / copy_s
  const say = (label: string, seconds: number) =>
    console.log(
      `${label.padEnd(36)} ${seconds.toFixed(1).padStart(7)} s ${Math.round(lines / seconds)
        .toLocaleString('en')
        .padStart(10)} lines/s`,
    )
  say('Rehearsal', rehearsal_s)
  say('Import with points', run_s)
  say('COPY of the same rows', copy_s)
  const counts = Object.fromEntries([...rows].map(([table, { count }]) => [table, count]))
  console.log(JSON.stringify(counts))
  return {
    bench: 'import',
    ours: round(ratio),
    limit: 6,
    ratio: round(ratio),
    lines,
    lines_per_s: Math.round(lines / run_s),
    run_s: round(run_s),
    rehearsal_s: round(rehearsal_s),
    copy_s: round(copy_s),
  }
}

const round = (value: number) => Math.round(value * 100) / 100

const nameCustomers = ({ db, tenant_id }: BenchShop) =>
  inTenant(db, { tenant_id, actor: 'bench' }, async ({ tx }) => {
    const rows = await tx
      .selectFrom('customer')
      .select('customer_id')
      .where('tenant_id', '=', tenant_id)
      .execute()
    for (let at = 0; at < rows.length; at += 2000) {
      const slice = rows.slice(at, at + 2000).map(({ customer_id }, n) => ({
        tenant_id,
        customer_id,
        kind: 'external',
        value: `file:C${at + n}`,
        given: `C${at + n}`,
        source: 'bench',
        recorded_at: new Date(),
        recorded_by: 'bench',
      }))
      await tx.insertInto('identifier').values(slice).execute()
    }
  })

/** Receipts of four lines in the order of time, as a till exports them, over half a year. */
function makeFile(lines: number, customers: number): string {
  const first = Date.now() - 200 * 86_400_000
  const step = (180 * 86_400_000) / (lines / LINES_PER_SALE)
  const parts = ['Ticket;Date;Client;Code article;Article;Quantité;Prix unitaire']
  for (let n = 0; n < lines; n++) {
    const sale = Math.floor(n / LINES_PER_SALE)
    const at = new Date(first + sale * step).toISOString().slice(0, 19).replace('T', ' ')
    const product = 1 + ((n * 7919) % 200)
    parts.push(
      `T${sale};${at};C${(sale * 7907) % customers};P${product};Article ${product};${1 + (n % 2)};${2 + ((n * 31) % 13)},90`,
    )
  }
  return `${parts.join('\r\n')}\r\n`
}

async function bringIn(shop: BenchShop, lines: number) {
  const { db, config, tenant_id } = shop
  const content = makeFile(lines, shop.customer_ids.length)
  const folder = folderOf(config.home, tenant_id)
  mkdirSync(folder, { recursive: true })
  const path = `${folder}/arriving`
  writeFileSync(path, content)
  const file = {
    path,
    hash: createHash('sha256').update(content).digest(),
    bytes: Buffer.byteLength(content),
  }
  const import_id = newId()
  const within = <T>(work: (ctx: Context) => Promise<T>) => inTenant(db, { tenant_id, actor: 'bench' }, work)
  const reading = await lookAt(path)
  await within((ctx) =>
    addUpload(ctx, {
      import_id,
      kind: 'sales',
      file_name: 'ventes.csv',
      file,
      reading,
      home: config.home,
      by_name: 'bench',
    }),
  )
  await within((ctx) => changeMapping(ctx, import_id, { options: { points: 'earn' } }))
  await within((ctx) => startRehearsal(ctx, import_id))
  const rehearsal_s = await timed(() => workImport({ db, config }, { tenant_id, import_id }))
  await within((ctx) => startRun(ctx, import_id))
  const run_s = await timed(() => workImport({ db, config }, { tenant_id, import_id }))
  const done = await within((ctx) => findImport(ctx, import_id))
  if (done?.state !== 'done' || done.report.counts?.sold_lines !== lines)
    throw new Error(`not all came in: ${JSON.stringify(done?.report)} ${done?.error}`)
  return { rehearsal_s, run_s }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

type Copied = Map<string, { bytes: Buffer; count: number }>

async function readRows({ adminUrl }: BenchShop): Promise<Copied> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const copied: Copied = new Map()
  for (const table of TABLES) {
    const pieces: Buffer[] = []
    for await (const piece of client.query(copyTo(`copy ${table} to stdout (format binary)`)))
      pieces.push(piece as Buffer)
    const { rows } = await client.query(`select count(*)::int as n from ${table}`)
    copied.set(table, { bytes: Buffer.concat(pieces), count: rows[0].n })
  }
  await client.end()
  return copied
}

/** As the owner: no row security, no function, no decision; the shop is another, so its keys are let be. */
async function copyIn({ adminUrl }: BenchShop, rows: Copied): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  const seconds = await timed(async () => {
    await client.query('begin')
    for (const [table, { bytes }] of rows) {
      if (bytes.length === 0) continue
      await pipeline(
        Readable.from([bytes]),
        client.query(copyFrom(`copy ${table} from stdin (format binary)`)),
      )
    }
    await client.query('commit')
  })
  await client.end()
  return seconds
}
