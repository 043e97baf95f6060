/** Calls that must go well: a day on which something was refused is not the day that was meant. */
import assert from 'node:assert/strict'
import type { Call, openShop } from '../shop.ts'

type Ask = (path: string) => Promise<any>
type Tell = (path: string, body?: object) => Promise<any>
export type Verbs = { get: Ask; put: Tell; post: Tell; patch: Tell; remove: Ask }
export type Day = Verbs & { shop: Awaited<ReturnType<typeof openShop>>; key: string }

export function verbs(call: Call): Verbs {
  const well = async (method: Parameters<Call>[0], path: string, body?: object) => {
    const answer = await call(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    get: (path) => well('GET', path),
    put: (path, body = {}) => well('PUT', path, body),
    post: (path, body = {}) => well('POST', path, body),
    patch: (path, body = {}) => well('PATCH', path, body),
    remove: (path) => well('DELETE', path),
  }
}
