/**
 * Goods back and goods out in one ticket. The return is done first, so that the sale cannot spend what the return takes
 * back; if the sale is refused, nothing of the return stays.
 */
import { createHash } from 'node:crypto'
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { contentHash } from './content-hash.ts'
import type { Env } from './decide.ts'
import { SaleExchanged } from './events.ts'
import { recordInside } from './record-inside.ts'
import { refuse } from './refusals.ts'
import { sayReturn, type ReturnAnswer } from './return-answer.ts'
import { findReturn } from './return-queries.ts'
import { returnSale, type ReturnWish } from './return-sale.ts'
import { inFull, type SaleAnswer, type SaleToRecord } from './wish.ts'

export type ExchangeWish = { exchange_id: string; return: ReturnWish; sale: SaleToRecord }
export type Exchanged = {
  return: ReturnAnswer
  sale: Omit<SaleAnswer, 'say'>
  replayed: boolean
}

const hashOf = ({ return: back, sale }: ExchangeWish) => {
  const { return_id, sale_id, store_id, lines, reason, occurred_at } = back
  const content = [return_id, sale_id, store_id, lines, reason, occurred_at, contentHash(sale)]
  return createHash('sha256').update(JSON.stringify(content)).digest()
}

/**
 * The same exchange again answers the same. Throws `exchange_id_reused` for another content, `exchange_part_reused` when
 * its return or its sale was recorded by itself, and CT001 when an account changed meanwhile: then it is tried again.
 */
export async function exchangeGoods(ctx: Context, wish: ExchangeWish, env: Env): Promise<Exchanged> {
  const content_hash = hashOf(wish)
  if (!(await begin(ctx, wish, content_hash))) return readExchange(ctx, wish.exchange_id, content_hash)
  if (await findReturn(ctx, wish.return.return_id)) throw refuse('exchange_part_reused')
  const back = await returnSale(ctx, wish.return)
  const sale = await recordInside(ctx, wish.sale, { ...env, now: ctx.now })
  const difference_cents = differenceOf(back, sale)
  const { exchange_id } = wish
  await publish(
    ctx,
    SaleExchanged,
    { exchange_id, return_id: back.return_id, sale_id: sale.sale_id, difference_cents },
    {
      customer_id: sale.customer?.customer_id ?? null,
      store_id: wish.sale.store_id,
      subject_id: exchange_id,
    },
  )
  return { return: back, sale, replayed: false }
}

/** Above zero the customer pays it, below they are given it back. */
export const differenceOf = (back: ReturnAnswer, sale: Pick<SaleAnswer, 'to_pay_cents'>) =>
  sale.to_pay_cents - back.refund.to_customer_cents

/** False when it was begun before: whoever is just doing it is waited for. */
async function begin(
  { tx, tenant_id, actor, now }: Context,
  { exchange_id, return: back, sale }: ExchangeWish,
  content_hash: Buffer,
): Promise<boolean> {
  const row = {
    tenant_id,
    exchange_id,
    return_id: back.return_id,
    sale_id: sale.sale_id,
    actor,
    recorded_at: now,
    content_hash,
  }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sale_exchange')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'exchange_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

async function readExchange(ctx: Context, exchange_id: string, content_hash: Buffer): Promise<Exchanged> {
  const { tx, tenant_id } = ctx
  const found = await tx
    .selectFrom('sale_exchange')
    .select(['return_id', 'sale_id', 'content_hash'])
    .where('tenant_id', '=', tenant_id)
    .where('exchange_id', '=', exchange_id)
    .executeTakeFirstOrThrow()
  if (!found.content_hash.equals(content_hash)) throw refuse('exchange_id_reused')
  const back = await findReturn(ctx, found.return_id)
  const sale = await tx
    .selectFrom('sale')
    .select('answer')
    .where('tenant_id', '=', tenant_id)
    .where('sale_id', '=', found.sale_id)
    .executeTakeFirst()
  assert(back && sale, 'an exchange is written with its return and its sale')
  return {
    return: sayReturn(back.answer as ReturnAnswer),
    sale: inFull(sale.answer as Omit<SaleAnswer, 'say'>),
    replayed: true,
  }
}
