/**
 * The customers a till keeps for when there is no network: enough to know somebody, show their points and take what
 * they have. Phones and e-mails are only there as hashes: a stolen tablet tells no numbers.
 */
import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { Id, Time } from '../../platform/http.ts'
import type { Programme } from '../programmes/programme.ts'
import { needsOf, type Need } from '../sales/rules.ts'
import { listProgrammes } from './queries.ts'

const PAGE = 1000
/** A shop of this size is kept whole by each of its tills; a larger chain by store. */
const WHOLE_SHOP_MAX = 20_000

const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Open = Type.Object({}, { additionalProperties: true })

/** As the ledger keeps it; what more there is belongs to the rules. */
const Tier = Type.Object(
  {
    tier_id: Maybe(Type.String()),
    since_ms: Type.Integer(),
    until_ms: Maybe(Type.Integer()),
    floor_tier_id: Type.Optional(Maybe(Type.String())),
    in_grace: Type.Optional(Type.Boolean()),
    next_tier_id: Type.Optional(Maybe(Type.String())),
  },
  { additionalProperties: true },
)

const Person = Type.Object({
  customer_id: Id,
  account_id: Id,
  first_name: Maybe(Type.String()),
  last_initial: Maybe(Type.String()),
  card: Maybe(Type.String()),
  last4s: Type.Array(Type.String({ description: 'The last four digits of each phone' })),
  phone_hashes: Type.Array(Type.String({ description: 'SHA-256 of the number as +33612345678, base64' })),
  email_hashes: Type.Array(Type.String({ description: 'SHA-256 of the address in small letters, base64' })),
  created_at: Time,
  home_store_id: Maybe(Id),
  birthday: Maybe(Type.String({ description: 'Month and day, 03-14: never the year' })),
  // Only where the programme asks, now or in a version that is to come.
  has_bought: Type.Optional(Type.Boolean({ description: 'Has bought something that has not all come back' })),
  tags: Type.Optional(Type.Array(Type.String())),
  club_ids: Type.Optional(Type.Array(Id)),
  locked: Type.Optional(Type.Boolean({ description: 'Nothing may be spent from this card now' })),
  /** Those a programme names; as they were when the device last asked. */
  audience_ids: Type.Optional(Type.Array(Id)),
  promotions: Type.Optional(
    Type.Record(Id, Type.Integer(), {
      description: 'Of promotions that give only so many to one customer, what they had, in thousandths',
    }),
  ),
  shown: Type.Optional(
    Type.Array(Id, {
      description: 'The promotions that were shown to this person, of those that only they may have',
    }),
  ),
  asked: Type.Array(Type.String({ description: 'The channels about which this person has answered' })),
  accounts: Type.Array(
    Type.Object({
      unit: Type.String(),
      available: Type.Integer(),
      pending: Type.Integer(),
      debt: Type.Integer(),
      remainders: Type.Record(Type.String(), Type.Integer()),
      counters: Type.Optional(Type.Record(Type.String(), Type.Integer())),
      tier: Type.Optional(Tier),
      expiring: Maybe(Type.Object({ units: Type.Integer(), expires_at: Time })),
    }),
  ),
  vouchers: Type.Array(
    Type.Object({
      voucher_id: Id,
      kind: Type.String(),
      name: Type.String(),
      balance_cents: Type.Integer(),
      terms: Open,
      expires_at: Maybe(Time),
      last4: Type.String(),
    }),
  ),
})
export type Person = Static<typeof Person>

export const Directory = Type.Object({
  items: Type.Array(Person),
  gone: Type.Array(Id, { description: 'Those who left: the till forgets them' }),
  next_cursor: Maybe(Type.String()),
  version: Type.String({ description: 'Sent back as `since`; taken before the first page was read' }),
})
export const DirectoryQuery = Type.Object(
  {
    since: Type.Optional(Type.String({ pattern: '^\\d{1,19}$' })),
    cursor: Type.Optional(Id),
    version: Type.Optional(Type.String({ pattern: '^\\d{1,19}$', description: 'That of the first page' })),
  },
  { additionalProperties: false },
)
type Wish = { since?: string; cursor?: string; version?: string }
type Row = Person & { left_at: Date | null }

/** Everybody, or whoever something happened to since a version; page by page in the order of ids. */
export async function readDirectory(ctx: Context, store_id: string, { since, cursor, version }: Wish) {
  const programmes = (await listProgrammes(ctx)).map((one) => one.programme as Programme)
  const needs = new Set(programmes.flatMap(needsOf))
  const { tx, tenant_id, now } = ctx
  const from = version ?? (await oldestOpen(ctx))
  const changed = since
    ? sql`and c.customer_id in (select f.customer_id from fact f where f.tenant_id = ${tenant_id} and f.txid >= ${since})`
    : sql`and c.left_at is null`
  const theirs = (await isLarge(ctx))
    ? sql`and (c.home_store_id = ${store_id} or c.home_store_id is null)`
    : sql``
  const { rows } = await sql<Row>`
    select c.customer_id, c.account_id, c.first_name, upper(left(c.last_name, 1)) last_initial, c.left_at,
      c.created_at, c.home_store_id, to_char(c.birth_date, 'MM-DD') birthday, i.card,
      coalesce(i.last4s, '{}') last4s, coalesce(i.phone_hashes, '{}') phone_hashes,
      coalesce(i.email_hashes, '{}') email_hashes, coalesce(k.asked, '{}') asked,
      coalesce(a.accounts, '[]') accounts, coalesce(v.vouchers, '[]') vouchers,
      array(select distinct m.club_id from club_member m where m.tenant_id = ${tenant_id}
        and m.customer_id = c.customer_id and m.left_at is null) club_ids,
      (select jsonb_object_agg(t.promotion_id, t.quantity_milli) from promotion_taken t
        join promotion p on p.tenant_id = ${tenant_id} and p.promotion_id = t.promotion_id
        where t.tenant_id = ${tenant_id} and t.customer_id = c.customer_id and p.per_customer_max is not null
          and p.valid_until > ${now} and p.withdrawn_at is null) promotions,
      (select json_agg(distinct s.promotion_id) from promotion_shown s
        join promotion p on p.tenant_id = ${tenant_id} and p.promotion_id = s.promotion_id
        where s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id and p.for_whom = 'shown'
          and p.valid_until > ${now} and p.withdrawn_at is null) shown,
      exists (select from spend_lock s where s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id) locked
      ${askedOf(needs, tenant_id)}
    from (select * from customer c where c.tenant_id = ${tenant_id} ${changed} ${theirs}
      ${cursor ? sql`and c.customer_id > ${cursor}` : sql``} order by c.customer_id limit ${PAGE}) c
    left join lateral (
      select (array_agg(value order by recorded_at desc) filter (where kind = 'card'))[1] card,
        array_agg(distinct last4) filter (where kind = 'phone' and last4 is not null) last4s,
        array_agg(encode(sha256(value::bytea), 'base64')) filter (where kind = 'phone') phone_hashes,
        array_agg(encode(sha256(convert_to(value, 'UTF8')), 'base64')) filter (where kind = 'email') email_hashes
      from identifier where tenant_id = ${tenant_id} and customer_id = c.customer_id) i on true
    left join lateral (select array_agg(distinct channel) asked from consent
      where tenant_id = ${tenant_id} and customer_id = c.customer_id) k on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('unit', a.unit, 'available', a.balance - a.held, 'pending', a.pending,
        'debt', a.debt, 'remainders', a.remainders, 'expiring', (
          select json_build_object('units', sum(l.remaining), 'expires_at', l.expires_at) from lot l
          where l.tenant_id = ${tenant_id} and l.account_id = a.account_id and l.unit = a.unit and l.remaining > 0
            -- What counts towards a tier leaves with its period: nobody is told to hurry.
            and left(a.unit, 5) <> 'tier_'
            and l.matured and l.expires_at > ${now} and l.expires_at <= ${now}::timestamptz + interval '60 days'
          group by l.expires_at order by l.expires_at limit 1))
        || case when a.counters = '{}' then '{}' else jsonb_build_object('counters', a.counters) end
        || case when a.tier is null then '{}' else jsonb_build_object('tier', a.tier) end order by a.unit) accounts
      from account a where a.tenant_id = ${tenant_id} and a.account_id = c.account_id) a on true
    left join lateral (
      select json_agg(json_build_object('voucher_id', voucher_id, 'kind', kind, 'name', name, 'terms', terms,
        'balance_cents', balance_cents - held_cents, 'expires_at', expires_at, 'last4', code_last4)
        order by expires_at nulls last) vouchers
      from voucher where tenant_id = ${tenant_id} and customer_id = c.customer_id and withdrawn_at is null
        and uses_left > 0 and valid_from <= ${now} and (expires_at is null or expires_at > ${now})
        and (kind <> 'gift_card' or balance_cents > held_cents)) v on true
    order by c.customer_id`.execute(tx)
  return {
    items: rows
      .filter((row) => row.left_at === null)
      .map(({ promotions, shown, ...row }) => ({
        ...row,
        ...(promotions && { promotions }),
        ...(shown && { shown }),
      })),
    gone: rows.filter((row) => row.left_at !== null).map((row) => row.customer_id),
    next_cursor: rows.length === PAGE ? rows.at(-1)!.customer_id : null,
    version: from,
  }
}

/** What the programme asks about people, in force or to come; a sale of which everything came back was none. */
function askedOf(needs: Set<Need>, tenant_id: string) {
  const parts = [
    needs.has('first_purchase') &&
      sql`, exists (select from sale s where s.tenant_id = ${tenant_id} and s.customer_id = c.customer_id and (
        not exists (select from sale_return r where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id)
        or (select sum((l->>'qty')::bigint) from jsonb_array_elements(s.lines) l) > (
          select sum((l->>'qty')::bigint) from sale_return r cross join jsonb_array_elements(r.lines) l
          where r.tenant_id = ${tenant_id} and r.sale_id = s.sale_id))) has_bought`,
    needs.has('tags') &&
      sql`, array(select t.tag from customer_tag t where t.tenant_id = ${tenant_id}
        and t.customer_id = c.customer_id order by 1) tags`,
    needs.has('audiences') &&
      sql`, array(select m.audience_id from audience_member m where m.tenant_id = ${tenant_id}
        and m.customer_id = c.customer_id order by 1) audience_ids`,
  ]
  return sql.join(
    parts.filter((part) => part !== false),
    sql``,
  )
}

/** Transactions below this one are over: what happens later is announced at or above it. */
async function oldestOpen({ tx }: Context): Promise<string> {
  const { rows } = await sql<{ v: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text v`.execute(
    tx,
  )
  return rows[0]!.v
}

async function isLarge({ tx, tenant_id }: Context): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select count(*)::int n from (select 1 from customer
    where tenant_id = ${tenant_id} limit ${WHOLE_SHOP_MAX + 1}) few`.execute(tx)
  return rows[0]!.n > WHOLE_SHOP_MAX
}
