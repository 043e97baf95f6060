/**
 * Hands a slice over part by part. That a part may leave is committed before its first byte, one part ahead, so that the
 * line never waits for the database; and how it ended is written down as it goes, so that a crash leaves little in doubt.
 */
import { inTenant, type Database, type Who } from '../../platform/database.ts'
import type { Carrier, Outcome } from './carriers.ts'
import type { Ready, Slice } from './slice.ts'
import { writeOffered } from './slice-queries.ts'

/** Parts of one slice that are on their way at once: a line has the next one before it is done with this one. */
const ABREAST = 2

/** As little as keeps the lines busy: a twentieth of what leaves in a moment. */
export const partOf = (size: number) => Math.max(5, Math.floor(size / 20))

type Done = { ready: Ready[]; outcomes: Outcome[] }

export async function handOver(
  db: Database,
  who: () => Who,
  { slice_id, ready, offered: first }: Slice,
  carrier: Carrier,
  size: number,
  record: (done: Done, is_last: boolean) => Promise<void>,
): Promise<void> {
  const part = partOf(size)
  let [offered, taken, is_ours] = [first, 0, true]
  let writing: Promise<unknown> = Promise.resolve()
  let done: Done = { ready: [], outcomes: [] }

  /** Commits that so many may have left; false once another worker took the slice for lost. */
  function offer(upto: number): Promise<boolean> {
    const write = async () => {
      if (upto <= offered || !is_ours) return
      const ahead = Math.min(ready.length, upto + part)
      is_ours = await inTenant(db, who(), (ctx) => writeOffered(ctx, slice_id, ahead))
      if (is_ours) offered = ahead
    }
    writing = writing.then(write)
    return writing.then(() => upto <= offered)
  }
  async function one() {
    while (taken < ready.length) {
      const from = taken
      const upto = Math.min(ready.length, from + part)
      taken = upto
      if (!(await offer(upto))) return
      const going = ready.slice(from, upto)
      const outcomes = await carrier(going)
      done.ready.push(...going)
      done.outcomes.push(...outcomes)
      if (done.ready.length < size || taken >= ready.length) continue
      const written = done
      done = { ready: [], outcomes: [] }
      await record(written, false)
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, one))
  await record(done, true)
}
