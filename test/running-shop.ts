/** A shop in the whole program, over its real address. */
import assert from 'node:assert/strict'
import { newId } from '../server/lib/id.ts'
import { pointsProgramme } from './programme.ts'

const OWNER = { name: 'Sandra', email: 'sandra@example.org', password: 'un comptoir en bois' }

export type Shop = { key: string; store_id: string; customers: string[] }

/** The first shop of an empty install, made as a person makes it, with a program's key for the tests. */
export async function setUpShop(address: string): Promise<Shop> {
  const call = async (method: string, path: string, body: object, headers: Record<string, string>) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`)
    return response
  }
  const here = { origin: address }
  await call(
    'PUT',
    '/setup',
    { owner: OWNER, shop: { name: 'Lili Rose', slug: 'lili-rose', store_name: 'Saint-Étienne' } },
    here,
  )
  const signedIn = await call(
    'POST',
    '/sign-in/sign-in/email',
    { email: OWNER.email, password: OWNER.password },
    here,
  )
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const made = await call('PUT', `/api-keys/${newId()}`, { name: 'Test', role: 'owner' }, { ...here, cookie })
  const { key } = (await made.json()) as { key: string }
  const auth = { authorization: `Bearer ${key}` }
  await call('PUT', '/programmes/1', { programme: pointsProgramme() }, auth)
  const stores = (await (await fetch(`${address}/api/stores`, { headers: auth })).json()) as {
    items: { store_id: string }[]
  }
  const customers = Array.from({ length: 12 }, () => newId())
  for (const [i, id] of customers.entries())
    await call('PUT', `/customers/${id}`, { first_name: `Cliente ${i}`, source: 'till' }, auth)
  return { key, store_id: stores.items[0]!.store_id, customers }
}
