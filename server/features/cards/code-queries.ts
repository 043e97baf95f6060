import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { Asked, CodeChannel } from './rules.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Long enough for the limits; the addresses they were asked from are not kept longer. */
const KEPT_MS = 2 * DAY_MS

export type NewCode = {
  code_id: string
  purpose: 'sign_in' | 'verify'
  channel: CodeChannel
  recipient: string
  customer_id: string | null
  ip: string
  prefix: string
  expires_at: Date
}

/** Whoever asks for the same recipient at once waits here, so that ten at once are counted as ten. */
export function lockRecipient({ tx, tenant_id }: Context, recipient: string) {
  return sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant_id}:code:${recipient}`}, 0))`.execute(
    tx,
  )
}

export async function countAsked(
  { tx, tenant_id, now }: Context,
  { recipient, ip, prefix }: Pick<NewCode, 'recipient' | 'ip' | 'prefix'>,
): Promise<Asked> {
  const [hour, day] = [new Date(now.getTime() - HOUR_MS), new Date(now.getTime() - DAY_MS)]
  const { rows } = await sql<Asked>`
    select count(*) filter (where recipient = ${recipient} and created_at > ${hour})::int as recipient,
      count(*) filter (where recipient = ${recipient})::int as recipient_day,
      count(*) filter (where ip = ${ip} and created_at > ${hour})::int as ip,
      count(*) filter (where prefix = ${prefix} and prefix <> '' and created_at > ${hour})::int as prefix,
      count(*) filter (where channel = 'sms' and created_at > ${hour})::int as tenant_sms,
      count(*) filter (where created_at > ${hour})::int as tenant
    from one_time_code where tenant_id = ${tenant_id} and created_at > ${day}
  `.execute(tx)
  return rows[0]!
}

export function addCode({ tx, tenant_id, now }: Context, code: NewCode) {
  return tx
    .insertInto('one_time_code')
    .values({ ...code, tenant_id, created_at: now })
    .execute()
}

export function enqueueCode({ tx, tenant_id }: Context, code_id: string) {
  return sql`select enqueue('send_code', ${JSON.stringify({ tenant_id, code_id })}::json)`.execute(tx)
}

export function removeOldCodes({ tx, tenant_id, now }: Context) {
  return tx
    .deleteFrom('one_time_code')
    .where('tenant_id', '=', tenant_id)
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute()
}

export function findCode({ tx, tenant_id }: Context, code_id: string) {
  return tx
    .selectFrom('one_time_code')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .forUpdate()
    .executeTakeFirst()
}

export function sealCode({ tx, tenant_id }: Context, code_id: string, code_hash: Buffer) {
  return tx
    .updateTable('one_time_code')
    .set({ code_hash })
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .execute()
}

type Try = { recipient: string; purpose: NewCode['purpose']; customer_id: string | null }

/** Counts a try at the last code asked for, if it may still be tried. A hundred at once are a hundred: the row is locked. */
export function takeTry(
  { tx, tenant_id, now }: Context,
  { recipient, purpose, customer_id }: Try,
  tries_max: number,
) {
  return tx
    .updateTable('one_time_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', (eb) =>
      eb
        .selectFrom('one_time_code as last')
        .select('last.code_id')
        .where('last.tenant_id', '=', tenant_id)
        .where('last.recipient', '=', recipient)
        .where('last.purpose', '=', purpose)
        .where('last.customer_id', 'is not distinct from', customer_id)
        .orderBy('last.created_at', 'desc')
        .orderBy('last.code_id', 'desc')
        .limit(1),
    )
    .where('tries', '<', tries_max)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['code_id', 'code_hash', 'channel'])
    .executeTakeFirst()
}

/** The right code is no try; what is left to do with it is chosen next. */
export function giveTryBack({ tx, tenant_id }: Context, code_id: string) {
  return tx
    .updateTable('one_time_code')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .execute()
}

/** Once: the second of two at once finds nothing left to use. */
export function useCode({ tx, tenant_id, now }: Context, code_id: string) {
  return tx
    .updateTable('one_time_code')
    .set({ used_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', code_id)
    .where('used_at', 'is', null)
    .returning('code_id')
    .executeTakeFirst()
}
