/** Batches of letters, and the pages of what is printed and not yet in the post. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import type { LetterPage } from '../templates/shape.ts'

const BATCH = [
  'batch_id',
  'origin_id',
  'letters',
  'printed_by',
  'printed_at',
  'posted_by',
  'posted_at',
] as const

/** undefined when it is there already; whoever asks at the same time waits for the first. */
export function addBatch({ tx, tenant_id, actor, now }: Context, batch_id: string, origin_id: string | null) {
  return tx
    .insertInto('letter_batch')
    .values({ tenant_id, batch_id, origin_id, letters: 0, printed_by: actor, printed_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'batch_id']).doNothing())
    .returning('batch_id')
    .executeTakeFirst()
}

export function setLetters({ tx, tenant_id }: Context, batch_id: string, letters: number) {
  return tx
    .updateTable('letter_batch')
    .set({ letters })
    .where('tenant_id', '=', tenant_id)
    .where('batch_id', '=', batch_id)
    .execute()
}

export function findBatch({ tx, tenant_id }: Context, batch_id: string) {
  return tx
    .selectFrom('letter_batch')
    .select([...BATCH])
    .where('tenant_id', '=', tenant_id)
    .where('batch_id', '=', batch_id)
    .executeTakeFirst()
}

/** undefined when it was posted before, or is not there. */
export function setPosted({ tx, tenant_id, actor, now }: Context, batch_id: string) {
  return tx
    .updateTable('letter_batch')
    .set({ posted_by: actor, posted_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('batch_id', '=', batch_id)
    .where('posted_at', 'is', null)
    .returning('batch_id')
    .executeTakeFirst()
}

/** Newest first; a batch in which nothing could be printed is not listed. */
export function listBatches({ tx, tenant_id }: Context, before: string | null, limit: number) {
  return tx
    .selectFrom('letter_batch')
    .select([...BATCH])
    .where('tenant_id', '=', tenant_id)
    .where('letters', '>', 0)
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(printed_at, batch_id) < (select b.printed_at, b.batch_id from letter_batch b
          where b.tenant_id = ${tenant_id} and b.batch_id = ${before})`,
      ),
    )
    .orderBy('printed_at', 'desc')
    .orderBy('batch_id', 'desc')
    .limit(limit)
    .execute()
}

/** Due now, of origins that are not held. */
export async function countDueLetters({ tx, tenant_id, now }: Context): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::integer as due from message m
    where tenant_id = ${tenant_id} and channel = 'letter' and content is not null
      and state in ('queued', 'held', 'retry') and due_at <= ${now}
      and not exists (select from message_hold h where h.tenant_id = ${tenant_id}
        and h.origin_kind = m.origin_kind and h.origin_id = m.origin_id)`.execute(tx)
  return rows[0]!.due
}

export type Printed = { letter: LetterPage; subject: string | null; promotion_ids: string[] }

/** From waiting to printed, each with its page. */
export function markPrinted(
  { tx, tenant_id, now }: Context,
  batch_id: string,
  pages: { message_id: string; printed: Printed }[],
) {
  return sql`
    update message m set state = 'claimed', batch_id = ${batch_id}, printed = p.printed, handed_at = ${now}, due_at = null,
      waits_for = null, attempts = attempts + 1
    from jsonb_to_recordset(${JSON.stringify(pages)}::jsonb) as p (message_id uuid, printed jsonb)
    where m.tenant_id = ${tenant_id} and m.message_id = p.message_id`.execute(tx)
}

/** Without those that were called off since, and without whoever has left. */
export async function listPages({ tx, tenant_id }: Context, batch_id: string): Promise<LetterPage[]> {
  const { rows } = await sql<{ printed: Printed }>`
    select m.printed from message m
    join customer c on c.tenant_id = ${tenant_id} and c.customer_id = m.customer_id and c.left_at is null
    where m.tenant_id = ${tenant_id} and m.batch_id = ${batch_id} and m.state = 'claimed' and m.printed is not null
    order by m.message_id`.execute(tx)
  return rows.map(({ printed }) => printed.letter)
}

export type Posted = {
  message_id: string
  customer_id: string
  store_id: string | null
  purpose: 'service' | 'loyalty' | 'marketing'
  template: string
  origin_kind: 'campaign' | 'journey' | 'reward' | 'receipt' | 'other'
  origin_id: string
  origin_step: string | null
  cost_millicents: number
  printed: Printed
}

/** The pages themselves are forgotten: the version they were made from stays. */
export async function endPosted({ tx, tenant_id, now }: Context, batch_id: string): Promise<Posted[]> {
  const { rows } = await sql<Posted>`
    with gone as (
      select message_id, printed from message
      where tenant_id = ${tenant_id} and batch_id = ${batch_id} and state = 'claimed' for update
    ), forgotten as (
      update message set printed = null
      where tenant_id = ${tenant_id} and batch_id = ${batch_id} and state = 'cancelled'
    )
    update message m set state = 'sent', sent_at = ${now}, printed = null
    from gone where m.tenant_id = ${tenant_id} and m.message_id = gone.message_id
    returning m.message_id, m.customer_id, m.store_id, m.purpose, m.template, m.origin_kind, m.origin_id, m.origin_step,
      m.cost_millicents, gone.printed`.execute(tx)
  return rows
}
