/** An e-mail or a phone that its owner answered from is proved. */
import type { Context } from '../../platform/database.ts'

export async function verifyIdentifier(
  ctx: Context,
  customer_id: string,
  kind: 'email' | 'phone',
  value: string,
): Promise<void> {
  await ctx.tx
    .updateTable('identifier')
    .set({ verified_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute()
}
