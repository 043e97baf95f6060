import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import type { Context } from '../../platform/database.ts'
import type { TierState } from '../programmes/judgement.ts'

export type TierAccount = {
  account_id: string
  unit: string
  balance: number
  pending: number
  debt: number
  tier: TierState | null
  tier_value: number | null
  due_at: Date | null
}

const COLUMNS = ['account_id', 'unit', 'balance', 'pending', 'debt', 'tier', 'tier_value', 'due_at'] as const

/** What counts now. */
export const valueOf = ({ balance, pending, debt }: Pick<TierAccount, 'balance' | 'pending' | 'debt'>) =>
  balance + pending - debt

export function findTierAccount({ tx, tenant_id }: Context, account_id: string, unit: string) {
  return tx
    .selectFrom('account')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('unit', '=', unit)
    .executeTakeFirst() as Promise<TierAccount | undefined>
}

/** Of these accounts, the tiers whose review time has reached; locked, in one order. */
export async function lockDueReviews(
  { tx, tenant_id }: Context,
  account_ids: string[],
): Promise<TierAccount[]> {
  if (account_ids.length === 0) return []
  return (await tx
    .selectFrom('account')
    .select(COLUMNS)
    .where('tenant_id', '=', tenant_id)
    .where('account_id', 'in', account_ids)
    .where('tier_value', 'is not', null)
    .orderBy('account_id')
    .orderBy('unit')
    .forUpdate()
    .execute()) as TierAccount[]
}

export type Home = { account_id: string; customer_id: string | null; store_id: string; time_zone: string }

/** Who holds each account (of a household, who has had the card longest), and whose clock it follows. */
export async function listHomes(ctx: Context, account_ids: string[]): Promise<Map<string, Home>> {
  const { rows } = await sql<Home>`
    select distinct on (c.account_id) c.account_id, c.customer_id, s.store_id, s.time_zone
    from customer c join store s on s.tenant_id = c.tenant_id
    where c.tenant_id = ${ctx.tenant_id} and c.account_id = any(${account_ids}::uuid[])
    order by c.account_id, c.left_at is not null, c.created_at, c.customer_id,
      s.store_id <> coalesce(c.home_store_id, s.store_id), s.created_at, s.store_id`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.account_id, row]))
}

export function findPerson({ tx, tenant_id }: Context, customer_id: string) {
  return tx
    .selectFrom('customer')
    .select(['customer_id', 'account_id', 'left_at'])
    .where('tenant_id', '=', tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
}

export type NewChange = {
  account_id: string
  customer_id: string | null
  ladder_id: string
  from_state: TierState | null
  /** null for who stands as if nothing had ever counted. */
  to_state: TierState | null
  cause_kind: 'sale' | 'return' | 'activity' | 'review' | 'grant' | 'ladder' | 'merge'
  cause_id: string
  occurred_at: Date
}

export async function addChanges(ctx: Context, changes: NewChange[]) {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({
    ...change,
    change_id: newId(ctx.now.getTime()),
    from_tier: change.from_state?.tier_id ?? null,
    to_tier: change.to_state?.tier_id ?? null,
  }))
  await sql`
    insert into tier_change (tenant_id, change_id, account_id, customer_id, ladder_id, from_tier, to_tier, from_state, to_state,
      cause_kind, cause_id, actor, occurred_at, recorded_at)
    select ${ctx.tenant_id}, r.change_id, r.account_id, r.customer_id, r.ladder_id, r.from_tier, r.to_tier, r.from_state, r.to_state,
      r.cause_kind, r.cause_id, ${ctx.actor}, r.occurred_at, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (change_id uuid, account_id uuid, customer_id uuid, ladder_id text,
      from_tier text, to_tier text, from_state jsonb, to_state jsonb, cause_kind text, cause_id uuid, occurred_at timestamptz)`.execute(
    ctx.tx,
  )
}

/** What of this account will still count at that instant, if nothing more is bought. */
export async function countStaying(
  ctx: Context,
  account_id: string,
  unit: string,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ stays: number }>`
    select coalesce(sum(remaining), 0)::bigint as stays from lot
    where tenant_id = ${ctx.tenant_id} and account_id = ${account_id} and unit = ${unit} and remaining > 0
      and (expires_at is null or expires_at >= ${at})`.execute(ctx.tx)
  return Number(rows[0]!.stays)
}

export type GrantRow = {
  grant_id: string
  account_id: string
  customer_id: string
  ladder_id: string
  tier_id: string
  reason: string
  until: Date | null
  granted_by_name: string
  granted_at: Date
}

const GRANT = [
  'grant_id',
  'account_id',
  'customer_id',
  'ladder_id',
  'tier_id',
  'reason',
  'until',
  'granted_by_name',
  'granted_at',
] as const

/** The one that counts: of whoever holds the account today. */
export async function findGrant(ctx: Context, account_id: string, ladder_id: string) {
  const { rows } = await sql<GrantRow>`
    select g.grant_id, g.account_id, g.customer_id, g.ladder_id, g.tier_id, g.reason, g.until, g.granted_by_name, g.granted_at
    from tier_grant g join customer c on c.tenant_id = g.tenant_id and c.customer_id = g.customer_id
    where g.tenant_id = ${ctx.tenant_id} and c.account_id = ${account_id} and g.ladder_id = ${ladder_id} and g.ended_at is null
    order by g.granted_at desc, g.grant_id desc limit 1`.execute(ctx.tx)
  return rows[0]
}

/** One whose last day is over and that still stands. */
export async function findOverGrant(ctx: Context, account_id: string, ladder_id: string) {
  const found = await findGrant(ctx, account_id, ladder_id)
  return found?.until && found.until <= ctx.now ? found : undefined
}

export function addGrant(ctx: Context, grant: Omit<GrantRow, 'granted_at'>) {
  return ctx.tx
    .insertInto('tier_grant')
    .values({ ...grant, tenant_id: ctx.tenant_id, granted_by: ctx.actor, granted_at: ctx.now })
    .execute()
}

export async function endGrant(ctx: Context, grant_id: string) {
  await ctx.tx
    .updateTable('tier_grant')
    .set({ ended_at: ctx.now, ended_by: ctx.actor })
    .where('tenant_id', '=', ctx.tenant_id)
    .where('grant_id', '=', grant_id)
    .where('ended_at', 'is', null)
    .execute()
}

/** What stood when a floor was last put under it. */
export async function findBeforeFloor({ tx, tenant_id }: Context, account_id: string, ladder_id: string) {
  const row = await tx
    .selectFrom('tier_change')
    .select('from_state')
    .where('tenant_id', '=', tenant_id)
    .where('account_id', '=', account_id)
    .where('ladder_id', '=', ladder_id)
    .where('cause_kind', '=', 'grant')
    .where(sql<boolean>`from_state->>'floor_tier_id' is null`)
    .orderBy('occurred_at', 'desc')
    .orderBy('change_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.from_state ?? null) as TierState | null
}

export async function isOpen({ tx, tenant_id }: Context, grant_id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('tier_grant')
    .select('grant_id')
    .where('tenant_id', '=', tenant_id)
    .where('grant_id', '=', grant_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

export async function listDueGrants({ tx, tenant_id, now }: Context, limit: number): Promise<GrantRow[]> {
  return (await tx
    .selectFrom('tier_grant')
    .select(GRANT)
    .where('tenant_id', '=', tenant_id)
    .where('ended_at', 'is', null)
    .where('until', '<=', now)
    .orderBy('until')
    .orderBy('grant_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()) as GrantRow[]
}

/** `base` is the tier that everybody has, when the lowest asks for nothing. */
export async function listChanges(
  ctx: Context,
  account_id: string,
  ladder_id: string,
  base: string | null,
  limit: number,
) {
  return ctx.tx
    .selectFrom('tier_change')
    .select(['change_id', 'from_tier', 'to_tier', 'cause_kind', 'occurred_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('account_id', '=', account_id)
    .where('ladder_id', '=', ladder_id)
    .where(sql<boolean>`coalesce(from_tier, ${base}) is distinct from coalesce(to_tier, ${base})`)
    .orderBy('occurred_at', 'desc')
    .orderBy('change_id', 'desc')
    .limit(limit)
    .execute()
}
