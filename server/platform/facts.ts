/** What happened, written once; and who reacts to it. */
import { sql } from 'kysely'
import { newId } from '../lib/id.ts'
import type { Context } from './database.ts'

declare const payload: unique symbol
export type FactKind<P> = { kind: string; [payload]?: P }

/** The people and places a fact is about, so that a timeline and a store's day find it without opening the payload. */
export type About = {
  customer_id?: string | null
  store_id?: string | null
  subject_id?: string | null
  occurred_at?: Date
}

export const fact = <P extends object>(kind: string): FactKind<P> => ({ kind })

/** Written in the caller's transaction: what is true and its announcement stand or fall together. */
export async function publish<P extends object>(
  ctx: Context,
  { kind }: FactKind<P>,
  content: P,
  about: About = {},
) {
  await ctx.tx
    .insertInto('fact')
    .values({
      tenant_id: ctx.tenant_id,
      fact_id: newId(ctx.now.getTime()),
      kind,
      customer_id: about.customer_id ?? null,
      store_id: about.store_id ?? null,
      subject_id: about.subject_id ?? null,
      actor: ctx.actor,
      payload: JSON.stringify(content),
      occurred_at: about.occurred_at ?? ctx.now,
      recorded_at: ctx.now,
    })
    .execute()
}

/** Many facts of one kind in one statement, for work on a slice of people. */
export async function publishMany<P extends object>(
  ctx: Context,
  { kind }: FactKind<P>,
  all: { content: P; about: About }[],
) {
  if (all.length === 0) return
  const rows = all.map(({ content, about }) => ({
    fact_id: newId(ctx.now.getTime()),
    customer_id: about.customer_id ?? null,
    store_id: about.store_id ?? null,
    subject_id: about.subject_id ?? null,
    payload: content,
    occurred_at: about.occurred_at ?? ctx.now,
  }))
  await sql`
    insert into fact (tenant_id, fact_id, kind, customer_id, store_id, subject_id, actor, payload, occurred_at, recorded_at)
    select ${ctx.tenant_id}, r.fact_id, ${kind}, r.customer_id, r.store_id, r.subject_id, ${ctx.actor}, r.payload,
      r.occurred_at, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (fact_id uuid, customer_id uuid, store_id uuid,
      subject_id uuid, payload jsonb, occurred_at timestamptz)
  `.execute(ctx.tx)
}

/**
 * Text of a statement that publishes a fact for each row of `found`, a relation of the same statement, for work that need not
 * be told what it found. Its columns: tenant_id, kind, customer_id, subject_id, actor, payload, at.
 */
export const publishingRows = (found: string) =>
  `insert into fact (tenant_id, fact_id, kind, customer_id, subject_id, actor, payload, occurred_at, recorded_at)
    select tenant_id, gen_random_uuid(), kind, customer_id, subject_id, actor, payload, at, at from ${found}`

/** A fact as a reaction reads it. */
export type Fact<P = any> = {
  fact_id: string
  kind: string
  customer_id: string | null
  store_id: string | null
  subject_id: string | null
  actor: string
  payload: P
  occurred_at: Date
  recorded_at: Date
}

/**
 * A reaction takes a slice of facts at once, in order, in one transaction with its cursor; so each slice counts once,
 * and work on many is set-based. It may still be run again after a crash: what it sends outside needs a source key.
 */
export type Reaction = {
  name: string
  kinds: string[]
  run: (ctx: Context, facts: Fact[]) => Promise<void>
  /** It reads what these reactions write, and so reads no fact that they have still to read. */
  after?: string[]
}

export function on(name: string, kinds: FactKind<any>[], run: Reaction['run']): Reaction {
  return { name, kinds: kinds.map((k) => k.kind), run }
}
