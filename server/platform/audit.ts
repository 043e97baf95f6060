/** The journal of who did what: written in the transaction of what it tells, so that one never stands without the other. */
import type { FastifyRequest } from 'fastify'
import { newId } from '../lib/id.ts'
import type { Context } from './database.ts'

type Entry = {
  /** A verb of the trade: 'device.retired', 'customers.exported'. */
  action: string
  /** What it was done to: 'device:018f…'. */
  subject?: string
  /** What a reader needs to understand it; never a secret, never more about a customer than an id. */
  details?: Record<string, unknown>
}

/** `request` gives the number to quote and the person's name; work without one (a job, a command) is its actor's. */
export async function audit(
  ctx: Context,
  request: FastifyRequest | null,
  { action, subject, details = {} }: Entry,
): Promise<void> {
  await ctx.tx
    .insertInto('audit_entry')
    .values({
      tenant_id: ctx.tenant_id,
      audit_id: newId(ctx.now.getTime()),
      actor: ctx.actor,
      actor_name: (request && nameOf(request)) ?? ctx.actor,
      action,
      subject: subject ?? null,
      details: JSON.stringify(details),
      request_id: request?.id ?? null,
      recorded_at: ctx.now,
    })
    .execute()
}

function nameOf({ principal }: FastifyRequest): string | null {
  return principal.kind === 'staff' || principal.kind === 'user' ? principal.name : null
}
