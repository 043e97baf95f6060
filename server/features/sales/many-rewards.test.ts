/** So many rewards that come by themselves at once, and what becomes of the rest. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { openShop, pool } from '../../../test/shop.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { auditTenant } from '../points/audit.ts'
import { AUTOMATIC_TIMES_MAX } from '../programmes/rules.ts'

for (const [over, waiting] of [
  [0, 0],
  [2, 2],
] as const)
  test(`a purchase worth ${AUTOMATIC_TIMES_MAX + over} gift cards gives ${AUTOMATIC_TIMES_MAX}, and the next one the rest`, async () => {
    const shop = await openShop()
    await writeProgramme(shop, pointsProgramme())
    const { customer_id } = await addCustomer(shop)
    const sell = async (amount_cents: number) => {
      const { status, body } = await shop.put(`/sales/${newId()}`, {
        store_id: shop.store_id,
        customer_id,
        occurred_at: new Date().toISOString(),
        amount_cents,
      })
      assert.equal(status, 200, JSON.stringify(body))
      return body
    }
    // 200 points each, a point for a euro.
    const first = await sell((AUTOMATIC_TIMES_MAX + over) * 20_000)
    assert.equal(first.triggered.length, AUTOMATIC_TIMES_MAX)
    assert.equal(first.accounts[0].available, waiting * 200)
    assert.match(first.say.fr[1], /^100 cartes cadeaux de 10\s€ viennent d’arriver sur la carte\.$/)
    const rest = `100 au plus à la fois\u202f: Carte cadeau de 10 € × ${waiting} au prochain achat.`
    assert.equal(first.say.fr.includes(rest), waiting > 0, first.say.fr.join('\n'))
    const next = await sell(100)
    assert.equal(next.triggered.length, waiting)
    assert.equal(next.accounts[0].available, 1)
    const client = await pool.connect()
    try {
      assert.deepEqual(await auditTenant(client, shop.tenant_id), [])
    } finally {
      client.release()
    }
  })
