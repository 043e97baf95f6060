/** A thread of its own for a share of the chain: deciding three million sales takes more than one processor. */
import { parentPort, workerData } from 'node:worker_threads'
import { openCodes } from '../../../server/features/vouchers/codes.ts'
import { openDatabase, openPool } from '../../../server/platform/database.ts'
import { doShare, type Progress } from './share.ts'
import type { Job } from './size.ts'

const { job, app_url, home } = workerData as { job: Job; app_url: string; home: string }
const url = new URL(app_url)
// Nothing here has to survive a power cut: what was cut off is made afresh.
url.searchParams.set('options', '-c synchronous_commit=off')
const pool = openPool(url.href, 2)
const db = openDatabase(pool)
try {
  await doShare({ db, pool, codes: openCodes(home) }, job, (added: Progress) =>
    parentPort!.postMessage(added),
  )
} finally {
  await db.destroy()
}
