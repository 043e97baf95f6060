/**
 * Returns that come together are written together: read for in one round trip, decided one after the other, and the plain
 * ones written in one more (ADR 22). Every other goes step by step, in a transaction of its own.
 */
import { inTenant, inTenantPlanned, type Context, type Database } from '../../platform/database.ts'
import { gatherer, whileRaced, type Outcome } from '../../platform/gather.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReturnAnswer } from './return-answer.ts'
import { readForReturns, writeReturns, type SaleToReturn } from './return-queries.ts'
import { sayReturn } from './return-answer.ts'
import {
  askedOf,
  beginReturn,
  promotionsComeBack,
  returnSale,
  type Begun,
  type ReturnWish,
} from './return-sale.ts'

type Asked = { wish: ReturnWish; actor: string }
export type ReturnSale = (tenant_id: string, asked: Asked) => Promise<ReturnAnswer>

export const saleReturner = (db: Database): ReturnSale =>
  gatherer<Asked, ReturnAnswer>({
    batch_max: 64,
    writes_max: 2,
    keysOf: ({ wish }) => ({ alone: [wish.sale_id, wish.return_id] }),
    run: (tenant_id, asked) => returnTogether(db, tenant_id, asked),
  })

async function returnTogether(
  db: Database,
  tenant_id: string,
  asked: Asked[],
): Promise<Outcome<ReturnAnswer>[]> {
  const decided = await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    const wanted = asked.map(({ wish, actor }) => ({ ...askedOf(ctx, wish), actor }))
    const read = await readForReturns(ctx, wanted)
    const accounts = new Set<string>()
    const decisions = asked.map(({ wish, actor }) => {
      const sale = read.get(wish.return_id)
      // Of two sales of one account, the second sees what the first has left.
      if (sale?.account_id && accounts.has(sale.account_id)) return null
      if (sale?.account_id) accounts.add(sale.account_id)
      return decide({ ...ctx, actor }, wish, sale)
    })
    await writePlain(ctx, asked, decisions)
    return decisions
  })
  return decided.map((decision, at) => {
    if (decision === null || 'error' in decision) return decision
    if ('said' in decision) return { answer: decision.said }
    if (decision.plain) return { answer: sayReturn(decision.plain.answer) }
    const { wish, actor } = asked[at]!
    return {
      answer: whileRaced(() => inTenantPlanned(db, { tenant_id, actor }, (ctx) => returnSale(ctx, wish))),
    }
  })
}

type Decision = ReturnType<typeof beginReturn> | { error: unknown } | null

function decide(ctx: Context, wish: ReturnWish, sale: SaleToReturn | undefined): Decision {
  try {
    return beginReturn(ctx, wish, sale)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { error }
  }
}

async function writePlain(ctx: Context, asked: Asked[], decisions: Decision[]) {
  const begun = decisions.flatMap((one, at) =>
    one && 'plain' in one && one.plain ? [{ ...one, plain: one.plain, actor: asked[at]!.actor }] : [],
  )
  if (begun.length === 0) return
  for (const one of begun as (Begun & { actor: string })[])
    await promotionsComeBack({ ...ctx, actor: one.actor }, one)
  await writeReturns(
    ctx,
    begun.map(({ plain, actor }) => ({ ...plain, actor })),
  )
}
