/**
 * Finding a voucher by its code, and noticing who tries codes that do not exist: counted by who asks, where they ask
 * from and for the whole shop, before the answer, so that a hundred tries at once are a hundred.
 */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { placeOf } from '../../platform/tries.ts'
import type { Codes } from './codes.ts'
import { GuessingSuspected } from './events.ts'
import { settleVoucher } from './holds.ts'
import { findVoucherByHash, type VoucherRow } from './queries.ts'
import { refuse } from './refusals.ts'
import { ALARM_TRIES, ALARM_WINDOW_MS, GUESS_WINDOW_MS, isThrottled } from './rules.ts'

/** A flood is noticed by its first tries; the rest of it must not fill the disk. */
const WRITTEN_MAX = 2_000

type InTenant = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
type Asked = { tenant_id: string; code: string; source: string; ip: string; inTenant: InTenant }
type Counts = { source: number; place: number; everybody: number; recent: number }

export type FindByCode = (asked: Asked) => Promise<VoucherRow>

/** Throws `voucher_not_found` or `too_many_tries`; what was tried is written in a transaction of its own. */
export function finderByCode(codes: Codes): FindByCode {
  // Tries under way in this process; those that were wrong are in the database, for every process.
  const underWay = new Map<string, number>()
  const change = (key: string, by: number) => {
    const count = (underWay.get(key) ?? 0) + by
    if (count > 0) underWay.set(key, count)
    else underWay.delete(key)
    return count
  }
  return async ({ tenant_id, code, source, ip, inTenant }) => {
    const place = placeKey(codes, ip)
    const keys = [`${tenant_id} ${source}`, `${tenant_id} ${place}`, tenant_id]
    const [bySource = 0, byPlace = 0, byAll = 0] = keys.map((key) => change(key, 1))
    try {
      const tried = await inTenant(async (ctx) => {
        const counts = await countGuesses(ctx, source, place)
        const all = {
          source: counts.source + bySource,
          place: counts.place + byPlace,
          everybody: counts.everybody + byAll,
        }
        const throttled = isThrottled(source, all)
        return {
          counts,
          throttled,
          found: throttled ? undefined : await findVoucherByHash(ctx, codes.hash(code)),
        }
      })
      const { counts, throttled, found } = tried
      if (found) return found
      if (counts.recent < WRITTEN_MAX) await inTenant((ctx) => addGuess(ctx, source, place, !throttled))
      throw throttled
        ? refusePlatform('too_many_tries', { retry_after_s: GUESS_WINDOW_MS / 1000 })
        : refuse('voucher_not_found')
    } finally {
      for (const key of keys) change(key, -1)
    }
  }
}

/** No address is kept in clear just to count. */
const placeKey = (codes: Codes, ip: string) =>
  createHmac('sha256', codes.hash('PLACE')).update(placeOf(ip)).digest('base64url')

async function countGuesses(ctx: Context, source: string, place: string): Promise<Counts> {
  const since = new Date(ctx.now.getTime() - GUESS_WINDOW_MS)
  const recently = new Date(ctx.now.getTime() - ALARM_WINDOW_MS)
  const { rows } = await sql<Counts>`
    select count(*) filter (where tested and source = ${source})::int as source,
      count(*) filter (where tested and place = ${place})::int as place,
      count(*) filter (where tested)::int as everybody,
      count(*) filter (where guessed_at > ${recently})::int as recent
    from code_guess where tenant_id = ${ctx.tenant_id} and guessed_at > ${since}
  `.execute(ctx.tx)
  return rows[0]!
}

/** One after the other within a shop, so that the alarm's step is taken by exactly one of them. */
async function addGuess(ctx: Context, source: string, place: string, tested: boolean): Promise<void> {
  const { tx, tenant_id, now } = ctx
  await sql`select pg_advisory_xact_lock(hashtextextended(${`code_guess:${tenant_id}`}, 0))`.execute(tx)
  const guess_id = newId(now.getTime())
  await tx
    .insertInto('code_guess')
    .values({ tenant_id, guess_id, source, place, tested, guessed_at: now })
    .execute()
  const recently = new Date(now.getTime() - ALARM_WINDOW_MS)
  const { rows } = await sql<{ tries: number; sources: number }>`
    select count(*)::int as tries, count(distinct source)::int as sources from code_guess
    where tenant_id = ${tenant_id} and guessed_at > ${recently}
  `.execute(tx)
  const { tries, sources } = rows[0]!
  if (tries === ALARM_TRIES + 1)
    await publish(ctx, GuessingSuspected, { tries, sources, minutes: ALARM_WINDOW_MS / 60_000 })
}

/** As `FindByCode`, and then as it stands now. */
export async function lookUpVoucher(findByCode: FindByCode, asked: Asked): Promise<VoucherRow> {
  const { voucher_id } = await findByCode(asked)
  return asked.inTenant((ctx) => settleVoucher(ctx, voucher_id))
}
