/** Goods that come back count towards no tier: what they had counted goes, and the tiers that stood on it are decided anew. */
import type { Context } from '../../platform/database.ts'
import { settleAccount } from '../points/actions.ts'
import { takeBackPoints } from '../points/take-back.ts'
import { findProgramme } from '../programmes/actions.ts'
import { ladderUnit } from '../programmes/ladder.ts'
import type { Ladder, Programme } from '../programmes/programme.ts'
import { planReturn, type LineQuantity, type StoredAward } from '../programmes/rules.ts'
import { laddersNow, tiersAfterReturn } from './actions.ts'
import { versionsOf } from './backfill.ts'
import { findCountedSale, type PastSaleRow } from './backfill-queries.ts'
import { awardOf } from './replay.ts'

export type SaleBack = {
  sale_id: string
  return_id: string
  account_id: string
  customer_id: string | null
  occurred_at: Date
  /** What came back before, and what comes back now. */
  before: LineQuantity[]
  now: LineQuantity[]
  /** What the return has taken back already, by unit: of a sale whose awards say what they counted for. */
  taken: Record<string, number>
}

/**
 * To be called once a return has taken back what its sale had given. A sale that was made before a ladder began and
 * counted for it afterwards does not say so in its awards: here is what it counted.
 */
export async function tiersAfterSaleReturn(ctx: Context, back: SaleBack): Promise<void> {
  const ladders = await laddersNow(ctx)
  if (ladders.length === 0) return
  const sale = await findCountedSale(ctx, back.sale_id)
  if (!sale) return
  const units: Record<string, number> = {}
  for (const ladder of ladders) {
    const unit = ladderUnit(ladder.ladder_id)
    const said = sale.awards.some((award) => award.unit === unit)
    units[unit] = said ? (back.taken[unit] ?? 0) : await takeBackUnsaid(ctx, ladder, sale, back)
  }
  await tiersAfterReturn(ctx, {
    account_id: back.account_id,
    customer_id: back.customer_id,
    time_zone: sale.time_zone,
    sold_at: sale.occurred_at,
    units,
    cause_kind: 'return',
    cause_id: back.return_id,
    occurred_at: back.occurred_at,
  })
}

type Sale = Omit<PastSaleRow, 'account_id' | 'returns' | 'posted'>

async function takeBackUnsaid(ctx: Context, ladder: Ladder, sale: Sale, back: SaleBack): Promise<number> {
  const unit = ladderUnit(ladder.ladder_id)
  const counted = await ctx.tx
    .selectFrom('lot')
    .select('lot_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('cause_id', '=', sale.sale_id)
    .where('unit', '=', unit)
    .limit(1)
    .executeTakeFirst()
  if (!counted) return 0
  const programme = (await findProgramme(ctx))!.programme
  const units = await unitsBack(ctx, programme, ladder, sale, back)
  if (units === 0) return 0
  await settleAccount(ctx, back.account_id, unit)
  await takeBackPoints(ctx, {
    account_id: back.account_id,
    unit,
    amount: units,
    sale_id: sale.sale_id,
    remainders: {},
    // What is not there any more has left with its period.
    clawback: 'clamp',
    cause_kind: 'return',
    cause_id: back.return_id,
    merchant_id: sale.merchant_id,
    occurred_at: back.occurred_at,
  })
  return units
}

async function unitsBack(
  ctx: Context,
  programme: Programme,
  ladder: Ladder,
  sale: Sale,
  { before, now }: SaleBack,
): Promise<number> {
  const { occurred_at, time_zone, store_id, lines, awards, programme_version } = sale
  const version = programme_version === null ? null : ((await versionsOf(ctx)).get(programme_version) ?? null)
  const stored = {
    occurred_at_ms: occurred_at.getTime(),
    time_zone,
    store_id,
    lines,
    awards,
    programme: version,
    returns: [],
  }
  const award = awardOf(programme, ladder, stored)
  if (!award) return 0
  const said: StoredAward[] = ladder.measures.by === 'units' ? [...awards, award] : [award]
  const sold = lines.map(({ n, qty }) => ({ line_no: n, quantity_milli: qty }))
  const plan = planReturn({ ...(version ?? programme), ladders: [ladder] }, said, sold, before, now)
  return plan.units[ladderUnit(ladder.ladder_id)] ?? 0
}
