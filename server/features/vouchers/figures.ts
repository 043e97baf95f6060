/** What a shop owes on its gift cards, beside the mark above which it is to be declared; and what went to causes. */
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { Id, type Routes } from '../../platform/http.ts'
import { StoredValueHigh } from './events.ts'
import { STORED_VALUE_CENTS_MAX, storedValueAt } from './rules.ts'

type StoredValue = {
  merchant_id: string
  name: string
  cards: number
  sold_cents: number
  given_cents: number
  single_cents: number
}

/** Value that was paid for (sold here, or brought in from another program) apart from value that was given. */
async function readStoredValue({ tx, tenant_id, now }: Context): Promise<StoredValue[]> {
  const { rows } = await sql<StoredValue>`
    select m.merchant_id, m.name, count(v.voucher_id)::int as cards,
      coalesce(sum(v.balance_cents) filter (where v.origin in ('sold', 'import')), 0)::bigint as sold_cents,
      coalesce(sum(v.balance_cents) filter (where v.origin not in ('sold', 'import')), 0)::bigint as given_cents,
      coalesce(sum(v.balance_cents) filter (where v.vat_type = 'single'), 0)::bigint as single_cents
    from merchant m
    left join voucher v on v.tenant_id = ${tenant_id} and v.merchant_id = m.merchant_id and v.kind = 'gift_card'
      and v.balance_cents > 0 and (v.expires_at is null or v.expires_at > ${now})
    where m.tenant_id = ${tenant_id}
    group by m.merchant_id, m.name, m.created_at order by m.created_at, m.merchant_id
  `.execute(tx)
  return rows
}

type Given = { cause: string; gifts: number; given_cents: number; given_year_cents: number }

async function readGifts({ tx, tenant_id, now }: Context): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select v.terms ->> 'cause' as cause, count(*)::int as gifts,
      sum((v.terms ->> 'value_cents')::bigint)::bigint as given_cents,
      coalesce(sum((v.terms ->> 'value_cents')::bigint) filter (where
        date_trunc('year', v.issued_at at time zone t.time_zone) = date_trunc('year', ${now}::timestamptz at time zone t.time_zone)
      ), 0)::bigint as given_year_cents
    from voucher v join tenant t on t.tenant_id = v.tenant_id
    where v.tenant_id = ${tenant_id} and v.kind = 'donation' and v.withdrawn_at is null
    group by 1 order by given_cents desc, cause
  `.execute(tx)
  return rows
}

export async function readVoucherFigures(ctx: Context) {
  const merchants = (await readStoredValue(ctx)).map((one) => ({
    ...one,
    ...storedValueAt(one.sold_cents),
    limit_cents: STORED_VALUE_CENTS_MAX,
  }))
  return { merchants, gifts: await readGifts(ctx) }
}

/** Tells the shop once for each time a merchant comes to the mark: after it fell below, the next time is told again. */
export async function noticeStoredValue(ctx: Context): Promise<void> {
  const { tx, tenant_id, now } = ctx
  for (const { merchant_id, name, sold_cents } of await readStoredValue(ctx)) {
    const { share_basis_points, is_near } = storedValueAt(sold_cents)
    const { rows } = await sql<{ outstanding_cents: number }>`
      select outstanding_cents from stored_value_notice where tenant_id = ${tenant_id} and merchant_id = ${merchant_id}
      order by noticed_at desc limit 1
    `.execute(tx)
    const wasNear = rows[0] !== undefined && storedValueAt(rows[0].outstanding_cents).is_near
    if (is_near === wasNear) continue
    await tx
      .insertInto('stored_value_notice')
      .values({ tenant_id, merchant_id, noticed_at: now, outstanding_cents: sold_cents })
      .execute()
    if (!is_near) continue
    const said = { merchant_id, name, outstanding_cents: sold_cents, limit_cents: STORED_VALUE_CENTS_MAX }
    await publish(ctx, StoredValueHigh, { ...said, share_basis_points }, { subject_id: merchant_id })
  }
}

const Cents = Type.Integer()

export const figureRoutes: Routes = async (app) => {
  app.get(
    '/vouchers/figures',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'getVoucherFigures',
        summary: 'What each merchant owes on gift cards beside the legal mark, and what was given to causes',
        tags: ['vouchers'],
        response: {
          200: Type.Object({
            merchants: Type.Array(
              Type.Object({
                merchant_id: Id,
                name: Type.String(),
                cards: Type.Integer(),
                sold_cents: Cents,
                given_cents: Cents,
                single_cents: Type.Integer({ description: 'Of it, with its VAT paid when it was sold' }),
                limit_cents: Cents,
                share_basis_points: Type.Integer({
                  description: 'Of the limit; what was given does not count',
                }),
                is_near: Type.Boolean({ description: 'At 80 % of the limit or more' }),
              }),
            ),
            gifts: Type.Array(
              Type.Object({
                cause: Type.String(),
                gifts: Type.Integer(),
                given_cents: Cents,
                given_year_cents: Cents,
              }),
            ),
          }),
        },
      },
    },
    (request) => request.inTenant(readVoucherFigures),
  )
}
