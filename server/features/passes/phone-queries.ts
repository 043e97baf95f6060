import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

type Phone = { phone_id: string; pass_id: string; push_token: string }

/** Whether it is new; a phone known already may have another address now. */
export async function addPhone(ctx: Context, phone: Phone): Promise<boolean> {
  const { rows } = await sql<{ is_new: boolean }>`
    insert into wallet_phone (tenant_id, phone_id, pass_id, push_token, registered_at)
    values (${ctx.tenant_id}, ${phone.phone_id}, ${phone.pass_id}, ${phone.push_token}, ${ctx.now})
    on conflict (tenant_id, phone_id, pass_id) do update set push_token = excluded.push_token
    returning xmax = 0 as is_new`.execute(ctx.tx)
  return rows[0]!.is_new
}

const PHONES_MAX = 20

/** A pass is on a phone, a watch and a tablet; a thousand registrations are somebody's game. */
export const countPhones = async ({ tx, tenant_id }: Context, pass_id: string) =>
  Number(
    (
      await tx
        .selectFrom('wallet_phone')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('tenant_id', '=', tenant_id)
        .where('pass_id', '=', pass_id)
        .executeTakeFirstOrThrow()
    ).count,
  )

/** The one that registered longest ago makes room. */
export function keepNewestPhones({ tx, tenant_id }: Context, pass_id: string) {
  return sql`
    delete from wallet_phone where tenant_id = ${tenant_id} and pass_id = ${pass_id} and phone_id in (
      select phone_id from wallet_phone where tenant_id = ${tenant_id} and pass_id = ${pass_id}
      order by registered_at desc, phone_id offset ${PHONES_MAX})`.execute(tx)
}

export function deletePhone({ tx, tenant_id }: Context, phone_id: string, pass_id: string) {
  return tx
    .deleteFrom('wallet_phone')
    .where('tenant_id', '=', tenant_id)
    .where('phone_id', '=', phone_id)
    .where('pass_id', '=', pass_id)
    .execute()
}

/** Apple says that nobody listens there any more. */
export function deletePushToken({ tx, tenant_id }: Context, push_token: string, pass_id: string) {
  return tx
    .deleteFrom('wallet_phone')
    .where('tenant_id', '=', tenant_id)
    .where('push_token', '=', push_token)
    .where('pass_id', '=', pass_id)
    .execute()
}

export const listPushTokens = async ({ tx, tenant_id }: Context, pass_id: string) =>
  (
    await tx
      .selectFrom('wallet_phone')
      .select('push_token')
      .distinct()
      .where('tenant_id', '=', tenant_id)
      .where('pass_id', '=', pass_id)
      .orderBy('push_token')
      .execute()
  ).map(({ push_token }) => push_token)

/**
 * The passes of that phone that changed after the transaction `since`, and the transaction to ask for next time: never
 * beyond one that is still open, so that nothing is stepped over. A pass may be named twice; it is then not modified.
 */
export async function listChanged(ctx: Context, phone_id: string, since: number) {
  const { rows } = await sql<{ pass_ids: string[] | null; until: number }>`
    select array_agg(p.pass_id::text order by p.changed_tx, p.pass_id) as pass_ids,
      least(coalesce(max(p.changed_tx), ${since}), pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1) as until
    from wallet_phone d
    join wallet_pass p on p.tenant_id = d.tenant_id and p.pass_id = d.pass_id
    where d.tenant_id = ${ctx.tenant_id} and d.phone_id = ${phone_id} and p.changed_tx > ${since}`.execute(
    ctx.tx,
  )
  return { pass_ids: rows[0]!.pass_ids ?? [], until: Math.max(since, rows[0]!.until) }
}
