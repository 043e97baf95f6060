import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

/** What the outbox still stands by: called off, refused or given up, it is on no card. */
const STANDS = ['handing_over', 'sent', 'retry', 'unknown']

export type PassMessage = { title: string; body: string; url: string | null }

/** What an Apple pass says now besides the card. */
export async function findPassMessage(ctx: Context, pass_id: string): Promise<PassMessage | undefined> {
  const { rows } = await sql<PassMessage>`
    select p.title, p.body, p.url from pass_message p
    join message m on m.tenant_id = ${ctx.tenant_id} and m.message_id = p.message_id and m.state = any(${STANDS}::text[])
    where p.tenant_id = ${ctx.tenant_id} and p.pass_id = ${pass_id} and p.until > ${ctx.now}`.execute(ctx.tx)
  return rows[0]
}

type NewMessage = PassMessage & { pass_id: string; message_id: string; until: Date }

/** In the place of what the pass said before; the same message again stays as it is. */
export function putPassMessage({ tx, tenant_id, now }: Context, row: NewMessage) {
  return sql`
    insert into pass_message (tenant_id, pass_id, message_id, title, body, url, put_at, until)
    values (${tenant_id}, ${row.pass_id}, ${row.message_id}, ${row.title}, ${row.body}, ${row.url}, ${now}, ${row.until})
    on conflict (tenant_id, pass_id) do update set message_id = excluded.message_id, title = excluded.title,
      body = excluded.body, url = excluded.url, put_at = excluded.put_at, until = excluded.until
    where pass_message.message_id <> excluded.message_id`.execute(tx)
}

export function deletePassMessage({ tx, tenant_id }: Context, pass_id: string) {
  return tx
    .deleteFrom('pass_message')
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .execute()
}

/** Takes off what has ended or was called off; their passes are looked at again. Answers how many there were. */
export async function endPassMessages({ tx, tenant_id, now }: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    with ended as (
      delete from pass_message p where p.tenant_id = ${tenant_id} and (p.until <= ${now} or not exists (
        select from message m where m.tenant_id = ${tenant_id} and m.message_id = p.message_id and m.state = any(${STANDS}::text[])))
      returning p.pass_id)
    update wallet_pass set stale_at = ${now}
    where tenant_id = ${tenant_id} and pass_id in (select pass_id from ended)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** When the private sale ends to which a campaign invites. */
export const findSaleEnd = async ({ tx, tenant_id }: Context, campaign_id: string) =>
  (
    await tx
      .selectFrom('private_sale')
      .select('ends_at')
      .where('tenant_id', '=', tenant_id)
      .where('campaign_id', '=', campaign_id)
      .executeTakeFirst()
  )?.ends_at ?? null

/** Google says whether anybody keeps this card. */
export function writeHeld({ tx, tenant_id, now }: Context, pass_id: string, is_held: boolean) {
  return tx
    .updateTable('wallet_pass')
    .set({ unheld_at: is_held ? null : now })
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .execute()
}

export function writeNotices({ tx, tenant_id }: Context, pass_id: string, noticed_at: Date[]) {
  return tx
    .updateTable('wallet_pass')
    .set({ noticed_at })
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .execute()
}

/** Held until the end of the transaction, so that no other look at its face is under way. */
export const lockPass = ({ tx, tenant_id }: Context, pass_id: string) =>
  tx
    .selectFrom('wallet_pass')
    .select('pass_id')
    .where('tenant_id', '=', tenant_id)
    .where('pass_id', '=', pass_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
