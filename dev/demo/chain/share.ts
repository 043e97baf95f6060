/** One worker's share of the chain: its customers, then month after month of their orders. */
import type pg from 'pg'
import { countSales } from '../../../server/features/customers/count-sales.ts'
import { importCustomers } from '../../../server/features/customers/actions.ts'
import { SaleRecorded } from '../../../server/features/sales/events.ts'
import { findHouse } from '../../../server/features/sales/house.ts'
import type { Rows } from '../../../server/features/sales/rows.ts'
import { unfoldLines } from '../../../server/features/sales/unfold-lines.ts'
import type { Codes } from '../../../server/features/vouchers/codes.ts'
import { inTenant, type Database } from '../../../server/platform/database.ts'
import type { Fact } from '../../../server/platform/facts.ts'
import { monthsOf, ordersOf, randomOfMonth, type Order } from './orders.ts'
import { assert } from '../../../server/lib/assert.ts'
import { arrivalOf, expectedOrders, type Member } from './people.ts'
import { membersOf, type Job } from './size.ts'
import { decideBatch, openTill, writeRows } from './till.ts'

const PEOPLE_AT_ONCE = 1000
const SALES_AT_ONCE = 500

export type Progress = { customers: number; sales: number }
type Hands = { db: Database; pool: pg.Pool; codes: Codes }

/** Calls `told` with what was added since the last time. */
export async function doShare(
  { db, pool, codes }: Hands,
  job: Job,
  told: (added: Progress) => void,
): Promise<void> {
  const { tenant_id, size, seed, today, store_ids, part } = job
  const members = await addPeople(db, job, (customers) => told({ customers, sales: 0 }))
  const scale = size.sales / expectedOrders(job)
  const till = openTill(await findHouse(db, tenant_id), codes, store_ids)
  let writing: Promise<unknown> = Promise.resolve()
  for (const month of monthsOf(today - size.days, today)) {
    const orders = ordersOf(members, month, scale, randomOfMonth(seed, part, month))
    const facts: Fact[] = []
    for (let from = 0; from < orders.length; from += SALES_AT_ONCE) {
      const batch = orders.slice(from, from + SALES_AT_ONCE)
      const rows = decideBatch(till, batch)
      // The database writes a batch while the next one is decided, and never more than one.
      await writing
      writing = write(db, pool, tenant_id, rows, batch).then(() =>
        told({ customers: 0, sales: batch.length }),
      )
      writing.catch(() => {})
      facts.push(...rows.sales.map(factOf))
    }
    await writing
    await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => countSales(ctx, facts))
  }
}

/** As much of a sale's fact as the sums of its customer need. */
const factOf = ({ customer_id, total_cents, item_count, occurred_at }: Rows['sales'][number]) =>
  ({ kind: SaleRecorded.kind, customer_id, payload: { total_cents, item_count }, occurred_at }) as Fact

async function write(db: Database, pool: pg.Pool, tenant_id: string, rows: Rows, batch: Order[]) {
  await writeRows(pool, tenant_id, rows)
  const sold = batch.map(({ sale_id }) => ({ kind: SaleRecorded.kind, subject_id: sale_id }) as Fact)
  await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => unfoldLines(ctx, sold))
}

async function addPeople(db: Database, job: Job, told: (customers: number) => void): Promise<Member[]> {
  const members: Member[] = []
  const all = membersOf(job)
  for (let from = 0; from < all.length; from += PEOPLE_AT_ONCE) {
    const slice = all.slice(from, from + PEOPLE_AT_ONCE).map((nth) => arrivalOf(job, nth))
    const now = new Date(Math.min(...slice.map(({ created_at }) => created_at.getTime())))
    const rows = slice.map(({ member: { customer_id }, wish, created_at }) => ({
      customer_id,
      wish,
      created_at,
    }))
    const answers = await inTenant(db, { tenant_id: job.tenant_id, actor: 'system', now }, (ctx) =>
      importCustomers(ctx, rows, { source: 'import', import_id: null, duplicates: 'create' }),
    )
    const odd = answers.find(({ effect }) => effect !== 'created')
    assert(!odd, `everybody is somebody new: ${JSON.stringify(odd)}`)
    members.push(...slice.map(({ member }) => member))
    told(slice.length)
  }
  return members
}
