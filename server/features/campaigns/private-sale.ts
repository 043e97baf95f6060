/** A private sale: its invitation in the card, who says yes, who is there. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { getCampaign, type By } from './actions.ts'
import { PrivateSaleAnswered, PrivateSaleArrived } from './events.ts'
import {
  addArrival,
  countGuests,
  dropArrival,
  findAnswer,
  findPrivateSale,
  listGuests,
  listOpenTo,
  lockPrivateSale,
  saveAnswer,
  savePrivateSale,
  type PrivateSale,
} from './private-sale-queries.ts'
import { findPlace } from './queries.ts'
import { refuse } from './refusals.ts'

/** Throws `private_sale_dates_wrong`; may be mended as long as it is not over. */
export async function putPrivateSale(ctx: Context, sale: PrivateSale, by: By) {
  const campaign = await getCampaign(ctx, sale.campaign_id, by)
  if (campaign.kind !== 'private_sale') throw refuse('private_sale_not_found')
  if (sale.ends_at <= sale.starts_at) throw refuse('private_sale_dates_wrong')
  const known = await findPrivateSale(ctx, sale.campaign_id)
  if (known && known.ends_at <= ctx.now) throw refuse('private_sale_over')
  if (sale.store_id && !(await findPlace(ctx)).stores.some(({ store_id }) => store_id === sale.store_id))
    throw refuse('campaign_store_not_yours')
  await savePrivateSale(ctx, sale)
  return readPrivateSale(ctx, sale.campaign_id, by)
}

export async function readPrivateSale(ctx: Context, campaign_id: string, by: By) {
  await getCampaign(ctx, campaign_id, by)
  return wholeSale(ctx, campaign_id)
}

async function wholeSale(ctx: Context, campaign_id: string) {
  const sale = await findPrivateSale(ctx, campaign_id)
  if (!sale) throw refuse('private_sale_not_found')
  return { ...sale, ...(await countGuests(ctx, campaign_id)) }
}

type Answer = { campaign_id: string; customer_id: string; answer: 'yes' | 'no'; people: number }

/** By the holder of a card: only of a sale that is open to them. Throws `private_sale_full`. */
export async function answerByCard(ctx: Context, answer: Answer) {
  const [open] = await listOpenTo(ctx, answer.customer_id, answer.campaign_id)
  if (!open) throw refuse('private_sale_not_found')
  await writeAnswer(ctx, answer, 'card')
}

/** By somebody of the shop, who was told so. */
export async function answerByShop(ctx: Context, answer: Answer) {
  await writeAnswer(ctx, answer, 'shop')
  return wholeSale(ctx, answer.campaign_id)
}

async function writeAnswer(ctx: Context, wish: Answer, how: 'card' | 'shop') {
  const { campaign_id, customer_id, answer } = wish
  const sale = await lockPrivateSale(ctx, campaign_id)
  if (!sale) throw refuse('private_sale_not_found')
  if (sale.ends_at <= ctx.now) throw refuse('private_sale_over')
  const people = answer === 'no' ? 0 : Math.min(Math.max(1, wish.people), sale.guests_max)
  const known = await findAnswer(ctx, campaign_id, customer_id)
  if (known?.answer === answer && known.people === people) return
  if (answer === 'yes' && sale.seats_max !== null) {
    const { people: taken } = await countGuests(ctx, campaign_id)
    if (taken - (known?.people ?? 0) + people > sale.seats_max)
      throw refuse('private_sale_full', { left: Math.max(0, sale.seats_max - taken + (known?.people ?? 0)) })
  }
  await saveAnswer(ctx, { campaign_id, customer_id, answer, people, how })
  await publish(
    ctx,
    PrivateSaleAnswered,
    { campaign_id, answer, people },
    { customer_id, subject_id: campaign_id },
  )
}

/**
 * Ticked at the door; twice is once. Whoever was not on the list is on it now. `seen_at` is when the door saw them, if that was
 * before: a till without network tells later. Nobody has come in the future.
 */
export async function tickArrival(
  ctx: Context,
  { campaign_id, customer_id }: { campaign_id: string; customer_id: string },
  arrived: boolean,
  seen_at: Date = ctx.now,
) {
  if (!(await findPrivateSale(ctx, campaign_id))) throw refuse('private_sale_not_found')
  const person = await ctx.tx
    .selectFrom('customer')
    .select('customer_id')
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()
  if (!person) throw refuseCustomer('customer_not_found')
  const arrived_at = seen_at < ctx.now ? seen_at : ctx.now
  const [changed] = arrived
    ? await addArrival(ctx, campaign_id, customer_id, arrived_at)
    : await dropArrival(ctx, campaign_id, customer_id)
  if (changed && ('numDeletedRows' in changed ? changed.numDeletedRows : changed.numInsertedOrUpdatedRows))
    await publish(
      ctx,
      PrivateSaleArrived,
      { campaign_id, arrived },
      { customer_id, subject_id: campaign_id, occurred_at: arrived_at },
    )
  return wholeSale(ctx, campaign_id)
}

export async function readGuests(
  ctx: Context,
  campaign_id: string,
  { show = 'coming', cursor, limit = 50 }: { show?: 'coming' | 'all'; cursor?: string; limit?: number },
) {
  if (!(await findPrivateSale(ctx, campaign_id))) throw refuse('private_sale_not_found')
  const rows = await listGuests(ctx, campaign_id, { show, after: cursor ?? null, limit: limit + 1 })
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ first_name, last_name, sort_key: _key, ...guest }) => ({
      ...guest,
      name: [first_name, last_name].filter(Boolean).join(' ') || null,
    })),
    next_cursor: rows.length > limit ? items.at(-1)!.sort_key : null,
  }
}
