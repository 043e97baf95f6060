/**
 * Whose shop a receipt or an answer is for: found by a hash of what the operator calls the message, or of the number it went
 * to, whatever the number of shops. Numbers do not stand outside their shop in clear.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context, Database } from '../../platform/database.ts'

const hashOf = (way: string) => createHash('sha256').update(way).digest()

export const byOperator = (carrier_ref: string) => hashOf(`ref:${carrier_ref}`)
export const toNumber = (recipient: string) => hashOf(`to:${recipient}`)

/** The last that wrote first; the same number may be a customer of several. */
export async function findShopsOf(db: Database, way: Buffer): Promise<string[]> {
  const { rows } = await sql<{ tenant_id: string }>`select tenant_id from find_text_ways(${way})`.execute(db)
  return rows.map(({ tenant_id }) => tenant_id)
}

/** Before the first byte: whoever answers may have received what we never heard of again. */
export const rememberNumbers = (ctx: Context, recipients: readonly string[]) =>
  addWays(ctx, recipients.map(toNumber))

/** With what says that they were sent. */
export const rememberRefs = (ctx: Context, carrier_refs: readonly string[]) =>
  addWays(ctx, carrier_refs.map(byOperator))

async function addWays({ tx, now }: Context, ways: Buffer[]): Promise<void> {
  if (ways.length > 0) await sql`select add_text_ways(${ways}::bytea[], ${now})`.execute(tx)
}

/** As long as somebody may still answer a text message. */
const KEPT_MS = 400 * 86_400_000

export const forgetWays = (db: Database, now: Date) =>
  sql`select forget_text_ways(${new Date(now.getTime() - KEPT_MS)})`.execute(db)
