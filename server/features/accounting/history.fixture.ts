/** A shop with a past: what was recorded in it is made to have been recorded months ago. */
import assert from 'node:assert/strict'
import { addCustomer, chosenProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop, owner } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { mergeAccounts } from '../points/merge-accounts.ts'
import type { Programme } from '../programmes/programme.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

/** What was recorded within this hour is made to have been recorded then. */
export async function recordedAt(shop: Shop, at: string) {
  const fresh = `tenant_id = $1 and recorded_at > now() - interval '1 hour'`
  for (const table of ['points_entry', 'voucher_entry', 'sale'])
    await owner.query(`update ${table} set recorded_at = $2 where ${fresh}`, [shop.tenant_id, at])
  await owner.query(
    `update voucher set issued_at = $2 where tenant_id = $1 and issued_at > now() - interval '1 hour'`,
    [shop.tenant_id, at],
  )
}

/** A point a euro, good for a year; 5 € off for 100 of them. */
export async function shopWithHistory(changes: Partial<Programme> = {}, settings: object = {}) {
  const shop = await openShop({ time_zone: 'Europe/Paris', settings })
  await writeProgramme(shop, { ...chosenProgramme(), ...changes })
  const ada = await addCustomer(shop)
  const sell = async (euros: number, occurred_at: string, recorded_at = occurred_at, by = ada) => {
    const sale_id = newId()
    const answer = await shop.put(`/sales/${sale_id}`, {
      store_id: shop.store_id,
      customer_id: by.customer_id,
      occurred_at,
      lines: [{ line_no: 1, label: 'Pièce', quantity_milli: 1000, unit_price_cents: euros * 100 }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await recordedAt(shop, recorded_at)
    return sale_id
  }
  const takeBack = async (sale_id: string, at: string) => {
    const answer = await shop.put(`/sales/${sale_id}/returns/${newId()}`, {
      lines: [{ line_no: 1, quantity_milli: 1000 }],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await recordedAt(shop, at)
  }
  const month = async (name: string) => (await shop.get(`/accounting/months/${name}`)).body
  const unitOf = async (name: string) => (await month(name)).figures.merchants[0].units[0]
  return { shop, ada, sell, takeBack, month, unitOf }
}

const inParis = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
})
/** The month of the clock on the wall. */
export const thisMonth = () => inParis.format(new Date()).slice(0, 7)
/** The last month that is not over for sure: on the first morning of a month it is still the one before. */
const LATEST = inParis.format(new Date(Date.now() - 6 * 3_600_000)).slice(0, 7)
/** A day of the month so many before this one, at noon. */
export const ago = (months: number, day = 10) =>
  new Date(Date.UTC(Number(LATEST.slice(0, 4)), Number(LATEST.slice(5)) - 1 - months, day, 11)).toISOString()
export const monthAgo = (months: number) => ago(months).slice(0, 7)

/** Joins an account to another, then. */
export async function merge(shop: Shop, from: string, into: string, at: string) {
  await shop.within((ctx) => mergeAccounts(ctx, { merge_id: newId(), from, into }))
  await recordedAt(shop, at)
}
