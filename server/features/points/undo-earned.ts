/** The ledger's side of taking sales back: entries that post back, and the accounts they leave. */
import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'
import { accountsNow } from './account-now.ts'
import { sumOf } from './merge-rules.ts'

type Of = { account_id: string | null }

/** In the order of their ids: two writers never wait for each other in a ring. */
export async function lockAccounts(ctx: Context, sales: Of[]) {
  const { tx, tenant_id } = ctx
  const named = [...new Set(sales.map(({ account_id }) => account_id!))]
  const ids = [...new Set([...named, ...(await accountsNow(ctx, named)).values()])]
  await sql`select 1 from account where tenant_id = ${tenant_id} and account_id = any(${ids}::uuid[]) order by account_id, unit for update`.execute(
    tx,
  )
}

/** What is left of their lots goes back to who gave it; what expired meanwhile is gone already. Returns the units. */
export async function reverseLots(
  { tx, tenant_id, actor, now }: Context,
  ids: string[],
  import_id: string,
): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    with gone as (
      select lot_id, account_id, unit, issuer_id, matured, remaining from lot
      where tenant_id = ${tenant_id} and cause_id = any(${ids}::uuid[]) and remaining > 0
    ),
    emptied as (update lot l set remaining = 0 from gone g where l.tenant_id = ${tenant_id} and l.lot_id = g.lot_id),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
      select ${tenant_id}, md5('undo' || ${import_id} || lot_id::text)::uuid, account_id, unit, 'reverse',
        case when matured then 'member' else 'pending' end, 'issuer', remaining, lot_id, issuer_id, 'import', ${import_id}::uuid,
        ${actor}, null, ${now}, ${now} from gone
    ),
    sums as (
      select account_id, unit, coalesce(sum(remaining) filter (where matured), 0) as balance,
        coalesce(sum(remaining) filter (where not matured), 0) as pending from gone group by 1, 2
    ),
    changed as (
      update account a set balance = a.balance - s.balance, pending = a.pending - s.pending from sums s
      where a.tenant_id = ${tenant_id} and a.account_id = s.account_id and a.unit = s.unit
    )
    select coalesce(sum(remaining), 0)::bigint as units from gone`.execute(tx)
  return rows[0]!.units
}

/** A debt that one of these returns made is let go; one that these sales have paid stays paid. */
export async function settleDebts(
  { tx, tenant_id, actor, now }: Context,
  causes: string[],
  import_id: string,
) {
  await sql`
    with made as (
      select e.account_id, e.unit, min(e.merchant_id::text)::uuid as merchant_id, min(e.cause_id::text) as cause,
        sum(case e.kind when 'owe' then e.amount else -e.amount end) as n
      from points_entry e where e.tenant_id = ${tenant_id} and e.cause_id = any(${causes}::uuid[]) and e.kind in ('owe', 'repay') group by 1, 2
    ),
    let_go as (
      select m.*, least(m.n, a.debt)::bigint as amount from made m
      join account a on a.tenant_id = ${tenant_id} and a.account_id = m.account_id and a.unit = m.unit where least(m.n, a.debt) > 0
    ),
    posted as (
      insert into points_entry (tenant_id, entry_id, account_id, unit, kind, from_account, to_account, amount, lot_id, merchant_id,
        cause_kind, cause_id, actor, reason, occurred_at, recorded_at)
      select ${tenant_id}, md5('let go' || ${import_id} || account_id::text || unit || cause)::uuid, account_id, unit, 'repay', 'issuer', 'debt',
        amount, null, merchant_id, 'import', ${import_id}::uuid, ${actor}, null, ${now}, ${now} from let_go
    )
    update account a set debt = a.debt - g.amount from let_go g
    where a.tenant_id = ${tenant_id} and a.account_id = g.account_id and a.unit = g.unit`.execute(tx)
}

/** An account that only ever held what came and went back goes, so that the customer it was made for can go too. */
export async function forgetEmptyAccounts({ tx, tenant_id }: Context, sales: Of[]) {
  const ids = [...new Set(sales.flatMap(({ account_id }) => account_id ?? []))]
  const { rows } = await sql<{ account_id: string }>`
    select account_id from account a where a.tenant_id = ${tenant_id} and a.account_id = any(${ids}::uuid[])
      and not exists (select from sale s join customer c on c.tenant_id = s.tenant_id and c.customer_id = s.customer_id
        where c.tenant_id = ${tenant_id} and c.account_id = a.account_id)
      and not exists (select from redemption d where d.tenant_id = ${tenant_id} and d.account_id = a.account_id)
      and not exists (select from points_hold h where h.tenant_id = ${tenant_id} and h.account_id = a.account_id)
      and not exists (select from points_entry e where e.tenant_id = ${tenant_id} and e.account_id = a.account_id
        and e.kind not in ('earn', 'reverse', 'mature', 'expire', 'owe', 'repay'))
    group by 1 having bool_and(balance = 0 and pending = 0 and held = 0 and debt = 0 and earned = 0 and remainders = '{}')`.execute(
    tx,
  )
  await forgetAccounts(
    { tx, tenant_id },
    rows.map(({ account_id }) => account_id),
  )
}

/** Takes accounts and their lots away. What the lots said is kept: their entries stay, and months are counted from both. */
export async function forgetAccounts(
  { tx, tenant_id }: Pick<Context, 'tx' | 'tenant_id'>,
  account_ids: string[],
) {
  await sql`
    with gone as (
      delete from lot where tenant_id = ${tenant_id} and account_id = any(${account_ids}::uuid[])
      returning lot_id, issuer_id, earned_at, expires_at, inactive_months
    )
    insert into lot_gone (tenant_id, lot_id, issuer_id, earned_at, expires_at, inactive_months)
    select ${tenant_id}, lot_id, issuer_id, earned_at, expires_at, inactive_months from gone on conflict do nothing`.execute(
    tx,
  )
  await sql`delete from account where tenant_id = ${tenant_id} and account_id = any(${account_ids}::uuid[])`.execute(
    tx,
  )
}

/** Taken off a lifetime and added to what rules keep, for one account and unit. */
export type EarnedChange = {
  account_id: string
  unit: string
  earned: number
  remainders: Record<string, number>
  /** Counted off what caps have counted. */
  counters?: Record<string, number>
}

export async function addEarned(ctx: Context, named: EarnedChange[]) {
  const { tx, tenant_id } = ctx
  const changes = await onTheirAccounts(ctx, named)
  await sql`
    update account a set earned = a.earned - r.earned, version = a.version + 1, remainders = coalesce((
      select jsonb_object_agg(key, n) from (
        select key, sum(n) as n from (
          select key, value::numeric as n from jsonb_each_text(a.remainders)
          union all select key, value::numeric from jsonb_each_text(r.remainders)) parts
        group by key having sum(n) <> 0) kept), '{}'), counters = coalesce((
      select jsonb_object_agg(c.key, c.value::numeric - coalesce((r.counters->>c.key)::numeric, 0)) from jsonb_each_text(a.counters) c
      where c.value::numeric > coalesce((r.counters->>c.key)::numeric, 0)), '{}')
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r (account_id uuid, unit text, earned bigint, remainders jsonb, counters jsonb)
    where a.tenant_id = ${tenant_id} and a.account_id = r.account_id and a.unit = r.unit`.execute(tx)
}

/** Of an account that was joined to another, on that one: together with its own, for a row is changed once. */
async function onTheirAccounts(ctx: Context, changes: EarnedChange[]): Promise<EarnedChange[]> {
  const now = await accountsNow(
    ctx,
    changes.map(({ account_id }) => account_id),
  )
  const sums = new Map<string, EarnedChange>()
  for (const change of changes) {
    const account_id = now.get(change.account_id) ?? change.account_id
    const key = `${account_id} ${change.unit}`
    const sum = sums.get(key)
    sums.set(key, {
      ...change,
      account_id,
      earned: change.earned + (sum?.earned ?? 0),
      remainders: sumOf(change.remainders, sum?.remainders ?? {}),
    })
  }
  return [...sums.values()]
}
