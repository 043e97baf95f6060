/** A night in a process of its own, to be killed in the middle: DATABASE, TENANT, NOW. */
import { openDatabase, openPool } from '../../platform/database.ts'
import { settleDueAccounts } from './nightly.ts'

const [, , url, tenant_id, now] = process.argv
const pool = openPool(url!, 2)
await settleDueAccounts(openDatabase(pool), tenant_id!, new Date(now!))
await pool.end()
