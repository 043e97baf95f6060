import type { Context } from '../../platform/database.ts'

export function findNote(ctx: Context, customer_id: string, note_id: string) {
  return ctx.tx
    .selectFrom('customer_note')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('note_id', '=', note_id)
    .executeTakeFirst()
}

export async function addNote(
  ctx: Context,
  note: { customer_id: string; note_id: string; text: string; written_by_name: string },
) {
  const added = await ctx.tx
    .insertInto('customer_note')
    .values({ ...note, tenant_id: ctx.tenant_id, written_by: ctx.actor, written_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('note_id')
    .executeTakeFirst()
  return added !== undefined
}

export function hideNote(ctx: Context, customer_id: string, note_id: string) {
  return ctx.tx
    .updateTable('customer_note')
    .set({ removed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('note_id', '=', note_id)
    .where('removed_at', 'is', null)
    .execute()
}
