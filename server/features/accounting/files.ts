/** The files of a closed month: the same bytes however often they are asked for. */
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { fecName, fecOf, journalCsv } from './export.ts'
import type { Figures } from './figures.ts'
import { findClose, findTenantClock, listMerchants } from './queries.ts'
import { refuse } from './refusals.ts'
import { sirenOf } from './rules.ts'

export type File = { name: string; content: Buffer | string }

async function closedMonth(ctx: Context, month: string) {
  const close = await findClose(ctx, month)
  if (!close) throw refuse('month_not_closed')
  return { figures: close.figures as Figures, closed_at: close.closed_at }
}

export async function readJournalCsv(ctx: Context, month: string): Promise<File> {
  const { figures } = await closedMonth(ctx, month)
  return { name: `comptabilite-${month}.csv`, content: journalCsv(figures.parameters, figures.merchants) }
}

/** One file for each company: of the one that has entries when none is named. Throws siren_missing. */
export async function readFec(ctx: Context, month: string, merchant_id?: string): Promise<File> {
  const { figures, closed_at } = await closedMonth(ctx, month)
  const { time_zone } = await findTenantClock(ctx)
  const merchant = figures.merchants.find((one) =>
    merchant_id ? one.merchant_id === merchant_id : one.entries.length > 0,
  )
  if (!merchant) throw refuse('accounting_merchant_unknown')
  // A number that was given after the close names its file all the same: nothing in it depends on it.
  const siren = merchant.siren ?? (await findSiren(ctx, merchant.merchant_id))
  if (!siren) throw refuse('siren_missing')
  const closed_on = isoDate(localDayOf(closed_at.getTime(), time_zone))
  return {
    name: fecName(siren, month),
    content: fecOf({ parameters: figures.parameters, merchant, closed_on }),
  }
}

const findSiren = async (ctx: Context, merchant_id: string) =>
  sirenOf((await listMerchants(ctx)).find((one) => one.merchant_id === merchant_id)?.siret ?? null)
