/** What one person will read, before anybody does. */
import type { Context } from '../../platform/database.ts'
import { valueName } from '../templates/value-names.ts'
import type { Codes } from '../vouchers/codes.ts'
import { getCampaign, type By } from './actions.ts'
import { EXAMPLE_VOUCHER, readContents, renderFor } from './contents.ts'
import { refuse } from './refusals.ts'
import { findLine } from './rehearsal-queries.ts'

type Wish = { campaign_id: string; customer_id: string; language: 'fr' | 'en' }

/** By the channel that the last rehearsal chose. Throws `recipient_not_found` for who was to get nothing. */
export async function previewFor(
  ctx: Context,
  codes: Codes,
  { campaign_id, customer_id, language }: Wish,
  by: By,
) {
  const { plan, rehearsal_id } = await getCampaign(ctx, campaign_id, by)
  const line = rehearsal_id ? await findLine(ctx, rehearsal_id, customer_id) : undefined
  const { contents } = await readContents(ctx, plan)
  const content = line?.channel && contents[line.variant ?? '']?.[line.channel]
  if (!content) throw refuse('recipient_not_found')
  const voucher = plan.offer && { ...EXAMPLE_VOUCHER, name: plan.offer.name }
  const values = voucher ? { voucher } : {}
  const rendered = (await renderFor(ctx, [customer_id], { ...content, values, codes })).get(customer_id)
  if (!rendered) throw refuse('recipient_not_found')
  const { subject, text, html, missing } = rendered
  return {
    channel: line.channel,
    subject,
    text,
    html,
    missing: missing.map((name) => valueName(name, language)),
  }
}
