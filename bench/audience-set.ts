/** Twenty audiences as shops write them, each with the SQL an expert would write by hand for the same count. */
import type { Condition, Rule } from '../server/features/audiences/shape.ts'

/** What the hand-written statements name: $1 is the tenant; moments and the day are written into the text. */
export type Place = {
  store: string
  other_store: string
  ago: (days: number) => string
  ahead: (days: number) => string
  codes: string
}
export type Asked = { name: string; rule: Rule; byHand: (place: Place) => string }

const bought = (more: Partial<Condition>, times = 1): Condition => ({
  field: 'bought',
  operator: 'at_least',
  values: [times],
  ...more,
})
const among = (field: string, ...values: string[]): Condition => ({ field, operator: 'is_any', values })

const alive = `c.tenant_id = $1 and c.left_at is null`
const lines = `e.tenant_id = $1 and e.customer_id is not null and e.returned_milli < e.quantity_milli`
const having = (where: string, having: string, more = '') =>
  `select count(*)::int n from customer c join (select e.customer_id from sale_line e where ${lines} and ${where}
    group by 1 having ${having}) g on g.customer_id = c.customer_id where ${alive} ${more}`
const figures = 'join customer_figures f on f.tenant_id = $1 and f.customer_id = c.customer_id'
const tagged = `exists (select from customer_tag t where t.tenant_id = $1 and t.customer_id = c.customer_id and t.tag = 'vip')`

export const audienceSet = (place: { store: string; other_store: string }): Asked[] => [
  {
    name: 'shoes twice in 90 days',
    rule: bought({ where: [among('category', 'cat1')], within_days: 90 }, 2),
    byHand: ({ ago }) =>
      having(`e.category = 'cat1' and e.occurred_at >= ${ago(90)}`, 'count(distinct e.sale_id) >= 2'),
  },
  {
    name: 'spent 300 € in a year',
    rule: { field: 'bought_amount', operator: 'at_least', values: [30000], within_days: 365 },
    byHand: ({ ago }) =>
      having(`e.occurred_at >= ${ago(365)}`, 'sum(e.total_cents - e.returned_cents) >= 30000'),
  },
  {
    name: 'came and comes no more',
    rule: {
      all: [
        { field: 'sales_ever', operator: 'at_least', values: [2] },
        { field: 'last_sale', operator: 'before_days', values: [90] },
      ],
    },
    byHand: ({ ago }) => `select count(*)::int n from customer c ${figures}
      where ${alive} and f.sales_count >= 2 and f.last_sale_at < ${ago(90)}`,
  },
  {
    name: 'birthday this month',
    rule: { field: 'birthday', operator: 'this_month' },
    byHand: () => `select count(*)::int n from customer c where ${alive}
      and extract(month from c.birth_date) = extract(month from now() at time zone 'Europe/Paris')`,
  },
  {
    name: '30 to 45, French',
    rule: {
      all: [
        { field: 'age', operator: 'between', values: [30, 45] },
        { field: 'language', operator: 'is_any', values: ['fr'] },
      ],
    },
    byHand: () => `select count(*)::int n from customer c where ${alive} and c.language = 'fr'
      and c.birth_date <= (now() at time zone 'Europe/Paris')::date - interval '30 years'
      and c.birth_date > (now() at time zone 'Europe/Paris')::date - interval '46 years'`,
  },
  {
    name: 'within 20 km of Saint-Étienne',
    rule: { field: 'lives_near', operator: 'within_km', values: ['42000', 20] },
    byHand: ({ codes }) =>
      `select count(*)::int n from customer c where ${alive} and c.postal_code in (${codes})`,
  },
  {
    name: 'reachable by e-mail',
    rule: {
      all: [
        { field: 'has_email', operator: 'is_true' },
        { field: 'agreed_to', operator: 'is_any', values: ['email'] },
      ],
    },
    byHand: () => `select count(*)::int n from customer c
      join (select distinct on (k.customer_id) k.customer_id, k.given from consent k
        where k.tenant_id = $1 and k.channel = 'email' and k.purpose = 'offers'
        order by k.customer_id, k.occurred_at desc, k.recorded_at desc) k on k.customer_id = c.customer_id and k.given
      where ${alive} and exists (select from identifier i where i.tenant_id = $1 and i.customer_id = c.customer_id and i.kind = 'email')`,
  },
  {
    name: 'tagged, bought in 30 days',
    rule: { all: [{ field: 'tag', operator: 'is_any', values: ['vip'] }, bought({ within_days: 30 })] },
    byHand: ({ ago }) => having(`e.occurred_at >= ${ago(30)}`, 'true', `and ${tagged}`),
  },
  {
    name: '200 points',
    rule: { field: 'points_balance', operator: 'at_least', values: [200] },
    // Of all kinds of points together: account by account would be another question, and another count where there are two.
    byHand: () => `select count(*)::int n from customer c join (select a.account_id from account a
        where a.tenant_id = $1 and left(a.unit, 5) <> 'tier_' group by 1 having sum(a.balance - a.held) >= 200) g
      on g.account_id = c.account_id where ${alive}`,
  },
  {
    name: 'voucher about to end',
    rule: { field: 'holds_voucher', operator: 'some', within_days: 30 },
    byHand: ({
      ahead,
    }) => `select count(*)::int n from customer c where ${alive} and exists (select from voucher v
      where v.tenant_id = $1 and v.customer_id = c.customer_id and v.withdrawn_at is null and v.uses_left > 0
        and (v.kind <> 'gift_card' or v.balance_cents > 0) and v.expires_at > now() and v.expires_at <= ${ahead(31)})`,
  },
  {
    name: 'bags but never shoes in a year',
    rule: {
      all: [
        bought({ where: [among('category', 'cat2')], within_days: 365 }),
        { field: 'bought', operator: 'none', where: [among('category', 'cat1')], within_days: 365 },
      ],
    },
    byHand: ({ ago }) =>
      having(
        `e.category in ('cat1', 'cat2') and e.occurred_at >= ${ago(365)}`,
        `count(*) filter (where e.category = 'cat2') > 0 and count(*) filter (where e.category = 'cat1') = 0`,
      ),
  },
  {
    name: 'a brand at a store in 180 days',
    rule: bought({ where: [among('brand', 'brand3'), among('store', place.store)], within_days: 180 }),
    byHand: ({ store, ago }) =>
      having(`e.brand = 'brand3' and e.store_id = '${store}' and e.occurred_at >= ${ago(180)}`, 'true'),
  },
  {
    name: 'first purchase in 60 days',
    rule: { field: 'first_bought', operator: 'within_days', values: [60] },
    byHand: ({ ago }) => having('true', `min(e.occurred_at) >= ${ago(60)}`),
  },
  {
    name: 'three stores in a year',
    rule: { field: 'stores_visited', operator: 'at_least', values: [3], within_days: 365 },
    byHand: ({ ago }) => having(`e.occurred_at >= ${ago(365)}`, 'count(distinct e.store_id) >= 3'),
  },
  {
    name: 'shoes, and nothing for 30 days',
    rule: bought({
      where: [among('category', 'cat1')],
      within_days: 180,
      followed: { not: true, within_days: 30, condition: { field: 'bought', operator: 'some' } },
    }),
    byHand: ({
      ago,
    }) => `select count(*)::int n from customer c join (select distinct e.customer_id from sale_line e
      where ${lines} and e.category = 'cat1' and e.occurred_at >= ${ago(180)} and e.occurred_at < ${ago(30)}
        and not exists (select from sale_line f where f.tenant_id = $1 and f.customer_id = e.customer_id
          and f.returned_milli < f.quantity_milli and f.occurred_at > e.occurred_at
          and f.occurred_at < ((e.occurred_at at time zone 'Europe/Paris')::date + 31)::timestamp at time zone 'Europe/Paris')) g
      on g.customer_id = c.customer_id where ${alive}`,
  },
  {
    name: 'shoes or bags twice, not the big ones',
    rule: {
      all: [
        {
          any: [
            bought({ where: [among('category', 'cat1')], within_days: 180 }, 2),
            bought({ where: [among('category', 'cat2')], within_days: 180 }, 2),
          ],
        },
        { not: { field: 'bought_amount', operator: 'at_least', values: [50000], within_days: 365 } },
      ],
    },
    byHand: ({ ago }) =>
      having(
        `e.occurred_at >= ${ago(365)}`,
        `(count(distinct e.sale_id) filter (where e.category = 'cat1' and e.occurred_at >= ${ago(180)}) >= 2
          or count(distinct e.sale_id) filter (where e.category = 'cat2' and e.occurred_at >= ${ago(180)}) >= 2)
          and sum(e.total_cents - e.returned_cents) < 50000`,
      ),
  },
  {
    name: 'the Loire, or a store of it',
    rule: {
      any: [
        { field: 'postal_code', operator: 'starts_with', values: ['42'] },
        { field: 'home_store', operator: 'is_any', values: [place.store] },
      ],
    },
    byHand: ({ store }) => `select count(*)::int n from customer c where ${alive}
      and (c.postal_code like '42%' or c.home_store_id = '${store}')`,
  },
  {
    name: 'nothing for a year',
    rule: {
      all: [
        { field: 'sales_ever', operator: 'at_least', values: [1] },
        { field: 'bought', operator: 'none', within_days: 365 },
      ],
    },
    byHand: ({
      ago,
    }) => `select count(*)::int n from customer c ${figures} where ${alive} and f.sales_count >= 1
      and not exists (select from sale_line e where ${lines} and e.customer_id = c.customer_id and e.occurred_at >= ${ago(365)})`,
  },
  {
    name: '50 points about to end',
    rule: { field: 'points_expiring', operator: 'at_least', values: [50], within_days: 60 },
    byHand: ({
      ahead,
    }) => `select count(*)::int n from customer c join (select l.account_id from lot l where l.tenant_id = $1
        and l.remaining > 0 and l.matured and l.expires_at > now() and l.expires_at <= ${ahead(61)}
        group by 1 having sum(l.remaining) >= 50) g on g.account_id = c.account_id where ${alive}`,
  },
  {
    name: 'three Saturdays in 180 days',
    rule: bought({ where: [among('weekday', '6')], within_days: 180 }, 3),
    byHand: ({ ago }) =>
      having(
        `extract(isodow from e.occurred_at at time zone 'Europe/Paris') = 6 and e.occurred_at >= ${ago(180)}`,
        'count(distinct e.sale_id) >= 3',
      ),
  },
]
