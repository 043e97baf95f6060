/** Opens the town in an empty product: its owner, merchants and stores, the programme; then the people move in. */
import assert from 'node:assert/strict'
import { newId } from '../../server/lib/id.ts'
import { Member } from './model.ts'
import type { Person } from './person.ts'
import type { Product } from './product.ts'
import { programme } from './town.ts'

const OWNER = { name: 'Sandra', email: 'sandra@example.org', password: 'un comptoir en bois' }
const MERCHANTS = ['Lili Rose', 'La Boulangerie', 'Presse du marché', 'Chaussures Blanc']

export async function settleTown(product: Product) {
  const call = async (method: string, path: string, body: object, headers: Record<string, string>) => {
    const response = await fetch(`${product.address}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`)
    return response
  }
  const here = { origin: product.address }
  const shop = { name: 'Le bourg', slug: 'le-bourg', store_name: 'Place du marché' }
  await call('PUT', '/setup', { owner: OWNER, shop }, here)
  const { email, password } = OWNER
  const signedIn = await call('POST', '/sign-in/sign-in/email', { email, password }, here)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const made = await call(
    'PUT',
    `/api-keys/${newId()}`,
    { name: 'Caisses', role: 'owner' },
    { ...here, cookie },
  )
  const { key } = (await made.json()) as { key: string }
  const auth = { authorization: `Bearer ${key}` }
  const store_ids: string[] = []
  for (const name of MERCHANTS) {
    const [merchant_id, store_id] = [newId(), newId()]
    await call('PUT', `/merchants/${merchant_id}`, { name }, auth)
    await call('PUT', `/stores/${store_id}`, { name, merchant_id, time_zone: 'Europe/Paris' }, auth)
    store_ids.push(store_id)
  }
  await call('PUT', '/programmes/1', { programme, effective_at: '2020-01-01T00:00:00Z' }, auth)
  const people: Person[] = []
  const settle = async (customers: number) => {
    while (people.length < customers) {
      const person = { customer_id: newId(), model: new Member(), story: [] }
      const first_name = `Habitant ${people.push(person)}`
      await call('PUT', `/customers/${person.customer_id}`, { first_name, source: 'till' }, auth)
    }
  }
  /** Until there are so many of them; returns everybody. */
  const moveIn = async (customers: number) => {
    await Promise.all(Array.from({ length: 16 }, () => settle(customers)))
    return people
  }
  return { key, store_ids, moveIn }
}
