/** The whole record of one person, for the till, the console and the card. */
import { sql } from 'kysely'
import { localDayOf } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { currentConsents } from '../consents/actions.ts'
import { settleAccounts } from '../points/actions.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { TierState } from '../programmes/judgement.ts'
import { isLadderUnit } from '../programmes/ladder.ts'
import { nextReward, tierIdsOf } from '../programmes/next-reward.ts'
import { groupCardNumber } from './card-number.ts'
import { readFigures } from './figures.ts'
import { findCustomer, findTenant, listClubIds, listIdentifiers, listTags } from './queries.ts'
import { refuse } from './refusals.ts'
import type { CustomerRecord } from './schemas.ts'

/** Units that expire within this many days are told. */
const EXPIRING_DAYS = 60

export async function readRecord(ctx: Context, customer_id: string): Promise<CustomerRecord> {
  const [customer, tenant] = [await findCustomer(ctx, customer_id), await findTenant(ctx)]
  if (!customer) throw refuse('customer_not_found')
  const {
    first_name,
    last_name,
    birth_date,
    language,
    home_store_id,
    account_id,
    source,
    created_at,
    created_store_id,
    updated_at,
    left_at,
  } = customer
  const record = {
    customer_id,
    account_id,
    first_name,
    last_name,
    birth_date,
    language,
    home_store_id,
    address: addressOf(customer),
    source,
    created_at,
    created_store_id,
    updated_at,
    left_at,
    ...(await readIdentifiers(ctx, customer_id)),
    tags: await listTags(ctx, customer_id),
    notes: await listNotes(ctx, customer_id),
    consents: await currentConsents(ctx, customer_id),
    ...(await readRewards(ctx, { customer_id, account_id, time_zone: tenant.time_zone })),
    vouchers: await listUsableVouchers(ctx, customer_id),
    lists: await listMemberships(ctx, customer_id),
    figures: await readFigures(ctx, customer_id, tenant.time_zone),
  }
  // Dates become text when the answer is written.
  return record as unknown as CustomerRecord
}

type Whose = { customer_id: string; account_id: string; time_zone: string }

/** What was earned, and how far the next reward is by today's programme, among those that are for them. */
async function readRewards(ctx: Context, { customer_id, account_id, time_zone }: Whose) {
  await settleAccounts(ctx, account_id)
  const [all, version] = [await listAccounts(ctx, account_id), await findProgramme(ctx)]
  const accounts = all.filter(({ unit }) => !isLadderUnit(unit)).map(({ tier: _, ...account }) => account)
  if (!version) return { accounts, next_reward: null }
  const states = all.map(({ tier, ...account }) => ({ ...account, remainders: {}, ...(tier && { tier }) }))
  const next = nextReward(version.programme, states, {
    day: localDayOf(ctx.now.getTime(), time_zone),
    tier_ids: tierIdsOf(version.programme, states),
    club_ids: await listClubIds(ctx, customer_id),
  })
  if (!next) return { accounts, next_reward: null }
  const { reward, missing, progress } = next
  return {
    accounts,
    next_reward: { reward_id: reward.reward_id, name: reward.name, unit: reward.unit, missing, progress },
  }
}

type AddressColumns = {
  address_line1: string | null
  address_line2: string | null
  postal_code: string | null
  city: string | null
  country: string | null
}

export function addressOf({
  address_line1: line1,
  address_line2: line2,
  postal_code,
  city,
  country,
}: AddressColumns) {
  return line1 || line2 || postal_code || city || country
    ? { line1, line2, postal_code, city, country }
    : null
}

async function readIdentifiers(ctx: Context, customer_id: string) {
  const rows = await listIdentifiers(ctx, customer_id)
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const known = ({ value, source, recorded_at, verified_at }: (typeof rows)[number]) => ({
    value,
    source,
    recorded_at,
    verified_at,
  })
  const card_number = of('card').at(-1)?.value ?? null
  return {
    card_number,
    card_number_grouped: card_number && groupCardNumber(card_number),
    emails: of('email').map(known),
    phones: of('phone').map((row) => ({ ...known(row), type: row.type, last4: row.last4 })),
    external_ids: of('external').map(({ value }) => {
      const [system = '', ...rest] = value.split(':')
      return { system, value: rest.join(':') }
    }),
  }
}

function listNotes(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('customer_note')
    .select(['note_id', 'text', 'written_by_name', 'written_at'])
    .where('tenant_id', '=', ctx.tenant_id)
    .where('customer_id', '=', customer_id)
    .where('removed_at', 'is', null)
    .orderBy('written_at', 'desc')
    .execute()
}

type AccountRow = {
  unit: string
  balance: number
  available: number
  pending: number
  held: number
  debt: number
  tier: TierState | null
  expiring: { units: number; expires_at: string }[]
}

async function listAccounts(ctx: Context, account_id: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select a.unit, a.balance, a.balance - a.held as available, a.pending, a.held, a.debt, a.tier, coalesce((
      select json_agg(json_build_object('units', units, 'expires_at', expires_at) order by expires_at) from (
        select sum(remaining)::bigint units, expires_at from lot l
        where l.tenant_id = ${ctx.tenant_id} and l.account_id = a.account_id and l.unit = a.unit
          and l.remaining > 0 and l.matured
          and l.expires_at > ${ctx.now} and l.expires_at <= ${ctx.now}::timestamptz + make_interval(days =>
            ${EXPIRING_DAYS})
        group by expires_at) soon), '[]') expiring
    from account a where a.tenant_id = ${ctx.tenant_id} and a.account_id = ${account_id} order by a.unit`.execute(
    ctx.tx,
  )
  return rows
}

function listUsableVouchers(ctx: Context, customer_id: string) {
  return (
    ctx.tx
      .selectFrom('voucher')
      .select(['voucher_id', 'kind', 'name', 'balance_cents', 'terms', 'expires_at', 'code_last4 as last4'])
      .where('tenant_id', '=', ctx.tenant_id)
      .where('customer_id', '=', customer_id)
      .where('withdrawn_at', 'is', null)
      .where('uses_left', '>', 0)
      .where('valid_from', '<=', ctx.now)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', ctx.now)]))
      .where((where) => where.or([where('kind', '<>', 'gift_card'), where('balance_cents', '>', 0)]))
      .orderBy(sql`expires_at nulls last`)
      .orderBy('issued_at')
      // What was given together stands in one order, today and tomorrow.
      .orderBy('name')
      .orderBy('voucher_id')
      .limit(50)
      .execute()
  )
}

function listMemberships(ctx: Context, customer_id: string) {
  return ctx.tx
    .selectFrom('list_member as m')
    .innerJoin('privileged_list as l', (join) =>
      join.onRef('l.tenant_id', '=', 'm.tenant_id').onRef('l.list_id', '=', 'm.list_id'),
    )
    .select(['l.list_id', 'l.name', 'l.benefit', 'm.joined_at'])
    .where('m.tenant_id', '=', ctx.tenant_id)
    .where('m.customer_id', '=', customer_id)
    .where('m.left_at', 'is', null)
    .where('l.ended_at', 'is', null)
    .orderBy('m.joined_at')
    .execute()
}
