/** A till of a shop, as its device calls. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../server/lib/id.ts'
import { hashToken } from '../server/platform/access.ts'
import { as, type openShop } from './shop.ts'

export async function tillOf(shop: Awaited<ReturnType<typeof openShop>>) {
  const { tenant_id, store_id } = shop
  const [device_id, token] = [newId(), `cd_${randomBytes(24).toString('base64url')}`]
  await shop.within(async ({ tx, now }) => {
    await tx
      .insertInto('device')
      .values({ tenant_id, device_id, store_id, name: 'Caisse', receipt_code: 'C1', paired_at: now })
      .execute()
    await sql`select add_access(${hashToken(token)}, 'device', ${device_id}, '{}', ${now}, null)`.execute(tx)
  })
  return as(token)
}
