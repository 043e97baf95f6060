/** A shop so large that a count that takes long is estimated. Its people are always the same, and so is any sample of them. */
import { sql } from 'kysely'
import { newId } from '../../lib/id.ts'
import { openShop, owner } from '../../../test/shop.ts'
import { ESTIMATED_FROM } from './count.ts'

/** Every fourth reads English, every tenth is a vip, every seventh bought, every thousandth is rare; a third comes to store b. */
export async function shopOfMany(people = ESTIMATED_FROM) {
  const shop = await openShop()
  const { tenant_id, store_id, merchant_id } = shop
  const store_b = newId()
  await shop.within(async ({ tx, now }) => {
    await tx
      .insertInto('store')
      .values({
        tenant_id,
        store_id: store_b,
        merchant_id,
        name: 'B',
        time_zone: 'Europe/Paris',
        created_at: now,
      })
      .execute()
    await sql`insert into customer (tenant_id, customer_id, account_id, first_name, last_name, sort_name, language, home_store_id,
        source, created_at, created_by, updated_at)
      select ${tenant_id}, id, id, 'Cliente', 'N' || n, 'n' || n, case when n % 4 = 0 then 'en' else 'fr' end,
        case when n % 3 = 0 then ${store_b}::uuid else ${store_id}::uuid end, 'test', ${now}, 'test', ${now}
      from (select n, md5('one of many ' || n)::uuid id from generate_series(1, ${people}::int) n) x`.execute(
      tx,
    )
    await sql`insert into customer_tag (tenant_id, customer_id, tag, added_at, added_by)
      select ${tenant_id}, md5('one of many ' || n)::uuid, t, ${now}, 'test' from generate_series(1, ${people}::int) n
      cross join lateral unnest(array[case when n % 10 = 0 then 'vip' end, case when n % 1000 = 0 then 'rare' end]) t
      where t is not null`.execute(tx)
    await sql`insert into sale_line (tenant_id, sale_id, line_no, customer_id, store_id, category, quantity_milli, total_cents,
        occurred_at)
      select ${tenant_id}, md5('sale ' || n)::uuid, l, md5('one of many ' || n)::uuid, ${store_id}, 'cat1', 1000, 4000, ${now}
      from generate_series(7, ${people}::int, 7) n cross join generate_series(1, 2) l`.execute(tx)
  })
  // As the database's own housekeeping does after so many new rows, sooner or later.
  await owner.query('analyze customer, customer_tag, sale_line')
  const every = (n: number) => Math.floor(people / n)
  return {
    shop,
    store_b,
    truth: {
      people,
      english: every(4),
      vip: every(10),
      bought: every(7),
      rare: every(1000),
      in_b: every(3),
      vip_in_b: every(30),
    },
  }
}
