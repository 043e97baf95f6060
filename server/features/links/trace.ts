/** Codes for what is printed: posters, flyers, leaflets, spots. Scans are counted by day; nothing is known of who scans. */
import { createHash } from 'node:crypto'
import { assert } from '../../lib/assert.ts'
import { isoDate, localDayOf } from '../../lib/time.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import { findTimeZone } from './queries.ts'
import { refuse } from './refusals.ts'
import { CODE_SIGNS } from './rules.ts'
import { isWebAddress } from './sign.ts'
import {
  addScans,
  addTrace,
  changeTrace,
  endTrace,
  findStore,
  findTrace,
  listScanDays,
  listTraces,
  type ScanCount,
} from './trace-queries.ts'

const CODE_LENGTH = 6
const DAYS = 90

type Wish = {
  code_id: string
  name: string
  place?: string
  store_id?: string | null
  campaign_id?: string | null
  target_url: string
}
type Shop = { slug: string }

/** The code is made once, from its id: written again it stays, whatever else is changed, since it is printed. */
export async function writeTrace(ctx: Context, public_url: string, shop: Shop, wish: Wish) {
  const { code_id, name, place = '', store_id = null, campaign_id = null, target_url } = wish
  if (!isWebAddress(target_url)) throw refuse('target_not_an_address')
  if (store_id && !(await findStore(ctx, store_id))) throw refuse('trace_store_not_found')
  const row = { name, place, store_id, campaign_id, target_url }
  if (!(await changeTrace(ctx, code_id, row))) await addNew(ctx, code_id, row)
  return readTrace(ctx, public_url, shop, code_id)
}

/** Two ids may give one code: then another is tried. */
async function addNew(
  ctx: Context,
  code_id: string,
  row: Omit<Parameters<typeof addTrace>[1], 'code' | 'code_id'>,
) {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await addTrace(ctx, { ...row, code_id, code: codeFrom(`${ctx.tenant_id}|${code_id}|${attempt}`) }))
      return
    // Somebody wrote the same one at the same time.
    if (await changeTrace(ctx, code_id, row)) return
  }
  assert(false, 'one of twenty codes of six signs is free')
}

function codeFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest()
  return Array.from({ length: CODE_LENGTH }, (_, at) => CODE_SIGNS[bytes[at]! % CODE_SIGNS.length]).join('')
}

export const shortUrl = (public_url: string, shop: Shop, code: string) =>
  `${shopUrl(public_url, shop)}/q/${code}`

export async function readTrace(ctx: Context, public_url: string, shop: Shop, code_id: string) {
  const row = await findTrace(ctx, code_id)
  if (!row) throw refuse('trace_code_not_found')
  const days = await listScanDays(ctx, code_id, await since(ctx))
  const people = days.reduce((sum, day) => sum + day.people, 0)
  return { ...row, short_url: shortUrl(public_url, shop, row.code), people, days }
}

const since = async (ctx: Context) => {
  const { time_zone } = await findTimeZone(ctx)
  return isoDate(localDayOf(ctx.now.getTime(), time_zone) - DAYS + 1)
}

export async function pageOfTraces(
  ctx: Context,
  public_url: string,
  shop: Shop,
  cursor: string | null,
  limit: number,
) {
  const rows = await listTraces(ctx, await since(ctx), cursor === null ? null : readCursor(cursor), limit + 1)
  const items = rows
    .slice(0, limit)
    .map((row) => ({ ...row, short_url: shortUrl(public_url, shop, row.code) }))
  const last = items.at(-1)
  return {
    items,
    next_cursor: rows.length > limit && last ? writeCursor(last.created_at, last.code_id) : null,
  }
}

/** What is printed is still scanned: it then leads to a friendly page. */
export async function closeTrace(ctx: Context, code_id: string) {
  if (!(await endTrace(ctx, code_id))) throw refuse('trace_code_not_found')
}

const GATHER_MS = 1_000

export type ScanCounter = {
  count: (scan: { tenant_id: string; code_id: string; time_zone: string; machine: boolean }) => void
  flush: () => Promise<void>
}

/** A spot on television brings a thousand scans in a second: they are written as one number. */
export function scanCounter(db: Database): ScanCounter {
  let waiting = new Map<string, ScanCount & { tenant_id: string }>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const taken = [...waiting.values()]
    waiting = new Map()
    if (taken.length > 0) writing = writing.then(() => writeScans(db, taken))
    return writing
  }
  return {
    flush,
    count({ tenant_id, code_id, time_zone, machine }) {
      const day = isoDate(localDayOf(Date.now(), time_zone))
      const key = `${code_id} ${day}`
      const row = waiting.get(key) ?? { tenant_id, code_id, day, people: 0, machines: 0 }
      row[machine ? 'machines' : 'people']++
      waiting.set(key, row)
      timer ??= setTimeout(() => void flush().catch(() => {}), GATHER_MS)
      timer.unref()
    },
  }
}

async function writeScans(db: Database, all: (ScanCount & { tenant_id: string })[]) {
  for (const [tenant_id, rows] of Map.groupBy(all, (one) => one.tenant_id))
    await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => addScans(ctx, rows))
}
