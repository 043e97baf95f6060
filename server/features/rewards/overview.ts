/** The catalogue as those who run it see it: each reward, what it has given away, what waits, how many are left. */
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { Id } from '../../platform/http.ts'
import { readCatalogue, type CatalogueItem } from '../programmes/change-reward.ts'
import { RewardShape } from '../programmes/shape.ts'
import { listShelves } from './stock-queries.ts'

const figures = {
  taken: Type.Integer(),
  taken_30_days: Type.Integer(),
  used: Type.Integer({ description: 'Vouchers used up' }),
  open: Type.Integer(),
  cost_cents: Type.Integer({
    description: 'What customers paid less because of it, or what it cost the shop',
  }),
  owed_cents: Type.Integer({ description: 'What is left on open gift cards of it' }),
}

export const Catalogue = Type.Object({
  version: Type.Integer({ description: 'The newest of the programme; 0 without one' }),
  items: Type.Array(
    Type.Object({
      reward_id: Id,
      name: Type.String(),
      status: Type.Unsafe<CatalogueItem['status']>({
        type: 'string',
        enum: ['in_force', 'coming', 'retired'],
      }),
      reward: RewardShape,
      stock: Type.Union([
        Type.Object({ left_count: Type.Integer(), set_aside: Type.Integer(), low_at: Type.Integer() }),
        Type.Null(),
      ]),
      ...figures,
    }),
  ),
})

const NOTHING = { taken: 0, taken_30_days: 0, used: 0, open: 0, cost_cents: 0, owed_cents: 0 }
type RewardFigures = typeof NOTHING & { reward_id: string }

/**
 * A gift card costs what was taken from it, refunds given back; a discount what its sale took off, once it is used; what
 * has a cost of its own (a gift, a service) costs that once it is used. Cancelled takings are left out: they gave nothing.
 */
async function readFigures({ tx, tenant_id, now }: Context): Promise<Map<string, RewardFigures>> {
  const { rows } = await sql<RewardFigures>`
    with taken as (
      select r.reward_id, r.occurred_at, r.cost_cents as own_cents, v.voucher_id, v.kind, v.balance_cents,
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
    select t.reward_id,
      count(*)::int as taken,
      count(*) filter (where t.occurred_at > ${now}::timestamptz - interval '30 days')::int as taken_30_days,
      count(*) filter (where t.is_used)::int as used,
      count(*) filter (where t.is_valid and not t.is_used)::int as open,
      coalesce(sum(case when t.kind <> 'gift_card' and t.is_used and t.own_cents is not null then t.own_cents
        else coalesce(spent.cents, taken_off.cents, 0) end), 0)::bigint as cost_cents,
      coalesce(sum(t.balance_cents) filter (where t.is_valid and t.kind = 'gift_card'), 0)::bigint as owed_cents
    from taken t
    left join spent on spent.voucher_id = t.voucher_id
    left join taken_off on taken_off.voucher_id = t.voucher_id
    group by t.reward_id
  `.execute(tx)
  return new Map(rows.map((row) => [row.reward_id, row]))
}

export async function readOverview(ctx: Context) {
  const { version, items } = await readCatalogue(ctx)
  const all = await readFigures(ctx)
  const limited = items.filter(({ reward }) => reward.limited_stock).map(({ reward }) => reward.reward_id)
  const shelves = limited.length > 0 ? await listShelves(ctx, limited) : new Map()
  return {
    version,
    items: items.map(({ reward, status }) => {
      const { reward_id, name } = reward
      const { taken, taken_30_days, used, open, cost_cents, owed_cents } = all.get(reward_id) ?? NOTHING
      const stock = shelves.get(reward_id) ?? null
      return {
        reward_id,
        name,
        status,
        reward,
        stock,
        taken,
        taken_30_days,
        used,
        open,
        cost_cents,
        owed_cents,
      }
    }),
  }
}
