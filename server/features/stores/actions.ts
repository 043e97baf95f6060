/** Stores and the companies behind them: written by an owner, their hours also by whoever runs the store. */
import { isTimeZone } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { refuse as noSuchThing } from '../../platform/refusal.ts'
import {
  findStore,
  findStoreByCode,
  listMerchants,
  saveMerchant,
  saveStore,
  type Merchant,
  type Store,
} from './queries.ts'
import { refuse } from './refusals.ts'
import { hoursProblem } from './rules.ts'

export type StoreWish = Partial<Omit<Store, 'store_id' | 'created_at' | 'closed_at'>> & { name: string }

/** Which stores the caller runs (null: all of them), and whether new ones may be opened. */
export type Scope = { store_ids: string[] | null; may_open: boolean }

/** What is left out stays as it was; a new store takes the stated defaults. */
export async function putStore(
  ctx: Context,
  store_id: string,
  wish: StoreWish,
  scope: Scope,
  time_zone: string,
): Promise<Store> {
  const before = await findStore(ctx.tx, ctx.tenant_id, store_id)
  const isYours = before ? scope.store_ids === null || scope.store_ids.includes(store_id) : scope.may_open
  if (!isYours) throw refuse('not_your_store')
  const store: Store = {
    ...(before ?? newStore(store_id, time_zone, ctx.now)),
    ...wish,
    merchant_id: await merchantFor(ctx, wish.merchant_id ?? before?.merchant_id),
  }
  if (!isTimeZone(store.time_zone)) throw refuse('time_zone_unknown')
  const problem = hoursProblem(store)
  if (problem) throw refuse('hours_wrong', problem)
  const namesake = store.code && (await findStoreByCode(ctx.tx, ctx.tenant_id, store.code))
  if (namesake && namesake.store_id !== store_id) throw refuse('store_code_taken')
  await saveStore(ctx.tx, ctx.tenant_id, store)
  return store
}

const newStore = (
  store_id: string,
  time_zone: string,
  created_at: Date,
): Omit<Store, 'name' | 'merchant_id'> => ({
  store_id,
  code: null,
  address_line1: null,
  address_line2: null,
  postal_code: null,
  city: null,
  country: 'FR',
  phone: null,
  email: null,
  time_zone,
  opening_hours: {},
  exceptions: [],
  created_at,
  closed_at: null,
})

/** Most shops are one company: then nobody is asked which. */
async function merchantFor(ctx: Context, wished: string | undefined): Promise<string> {
  const merchants = await listMerchants(ctx.tx, ctx.tenant_id)
  const found = wished
    ? merchants.find((m) => m.merchant_id === wished)
    : merchants.length === 1
      ? merchants[0]
      : undefined
  if (!found) throw refuse(wished ? 'merchant_not_found' : 'merchant_needed')
  return found.merchant_id
}

/** Closing keeps the store's history; opening again takes the date away. Saying either twice changes nothing more. */
export async function setClosure(ctx: Context, store_id: string, closed: boolean): Promise<Store> {
  const store = await getStore(ctx, store_id, null)
  const closed_at = closed ? (store.closed_at ?? ctx.now) : null
  await saveStore(ctx.tx, ctx.tenant_id, { ...store, closed_at })
  return { ...store, closed_at }
}

export async function getStore(ctx: Context, store_id: string, store_ids: string[] | null): Promise<Store> {
  const store = await findStore(ctx.tx, ctx.tenant_id, store_id)
  if (!store || (store_ids && !store_ids.includes(store_id))) throw noSuchThing('not_found')
  return store
}

export type MerchantWish = { name: string; legal_name?: string | null; siret?: string | null }

export async function putMerchant(ctx: Context, merchant_id: string, wish: MerchantWish): Promise<Merchant> {
  const before = (await listMerchants(ctx.tx, ctx.tenant_id)).find((m) => m.merchant_id === merchant_id)
  const siret =
    wish.siret === undefined ? (before?.siret ?? null) : wish.siret && wish.siret.replace(/\s/g, '')
  if (siret && !isSiret(siret)) throw refuse('siret_wrong')
  const merchant = {
    merchant_id,
    name: wish.name,
    legal_name: wish.legal_name === undefined ? (before?.legal_name ?? null) : wish.legal_name,
    siret: siret || null,
    created_at: before?.created_at ?? ctx.now,
  }
  await saveMerchant(ctx.tx, ctx.tenant_id, merchant)
  return merchant
}

/** Fourteen digits whose Luhn sum is a multiple of ten; La Poste's establishments (SIREN 356000000) sum to one of five. */
function isSiret(siret: string): boolean {
  if (!/^\d{14}$/.test(siret)) return false
  const digits = Array.from(siret, Number)
  if (siret.startsWith('356000000')) return digits.reduce((sum, d) => sum + d, 0) % 5 === 0
  const luhn = digits.reduce((sum, d, i) => sum + (i % 2 === 1 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2), 0)
  return luhn % 10 === 0
}
