/** What each reward has given away so far, and what waits to be used. */
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { Id, type Routes } from '../../platform/http.ts'

const RewardFigures = Type.Object({
  reward_id: Id,
  name: Type.String({ description: 'As it was called when it was last taken' }),
  taken: Type.Integer(),
  taken_30_days: Type.Integer(),
  used: Type.Integer({ description: 'Vouchers used up' }),
  open: Type.Integer(),
  cost_cents: Type.Integer({ description: 'What customers paid less because of it' }),
  owed_cents: Type.Integer({ description: 'What is left on open gift cards of it' }),
})

export type RewardFigures = {
  reward_id: string
  name: string
  taken: number
  taken_30_days: number
  used: number
  open: number
  cost_cents: number
  owed_cents: number
}

/**
 * A gift card costs what was taken from it, refunds given back; another voucher what its sale took off, once it is
 * used. Cancelled takings are left out: they gave nothing.
 */
async function readFigures({ tx, tenant_id, now }: Context): Promise<RewardFigures[]> {
  const { rows } = await sql<RewardFigures>`
    with taken as (
      select r.reward_id, r.reward_name, r.occurred_at, v.voucher_id, v.kind, v.balance_cents,
        case when v.kind = 'gift_card' then v.balance_cents = 0 else v.uses_left = 0 end as is_used,
        v.withdrawn_at is null and v.expired_at is null and (v.expires_at is null or v.expires_at > ${now}) as is_valid
      from redemption r
      join voucher v on v.tenant_id = ${tenant_id} and v.voucher_id = r.voucher_id
      where r.tenant_id = ${tenant_id} and r.cancelled_at is null
    ), spent as (
      select e.voucher_id, -sum(e.amount_cents) as cents
      from voucher_entry e join taken t on t.voucher_id = e.voucher_id
      where e.tenant_id = ${tenant_id} and e.kind in ('capture', 'refund') and t.kind = 'gift_card'
      group by e.voucher_id
    ), taken_off as (
      select e.voucher_id, max((used ->> 'used_cents')::bigint) as cents
      from voucher_entry e
      join taken t on t.voucher_id = e.voucher_id and t.kind <> 'gift_card' and t.is_used
      join sale s on s.tenant_id = ${tenant_id} and s.sale_id = e.sale_id
      cross join lateral jsonb_array_elements(s.answer -> 'vouchers') used
      where e.tenant_id = ${tenant_id} and e.kind = 'capture' and used ->> 'voucher_id' = e.voucher_id::text
      group by e.voucher_id
    )
    select t.reward_id, (array_agg(t.reward_name order by t.occurred_at desc))[1] as name,
      count(*)::int as taken,
      count(*) filter (where t.occurred_at > ${now}::timestamptz - interval '30 days')::int as taken_30_days,
      count(*) filter (where t.is_used)::int as used,
      count(*) filter (where t.is_valid and not t.is_used)::int as open,
      coalesce(sum(coalesce(spent.cents, taken_off.cents, 0)), 0)::bigint as cost_cents,
      coalesce(sum(t.balance_cents) filter (where t.is_valid and t.kind = 'gift_card'), 0)::bigint as owed_cents
    from taken t
    left join spent on spent.voucher_id = t.voucher_id
    left join taken_off on taken_off.voucher_id = t.voucher_id
    group by t.reward_id order by taken desc, t.reward_id
  `.execute(tx)
  return rows
}

export const overviewRoutes: Routes = async (app) => {
  app.get(
    '/rewards',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'listRewards',
        summary: 'What each reward has given away, and what waits to be used',
        tags: ['rewards'],
        response: { 200: Type.Object({ items: Type.Array(RewardFigures) }) },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await readFigures(ctx) })),
  )
}
