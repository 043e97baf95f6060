import { assert } from './assert.ts'

/**
 * A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Whoever starts a thing names it, so ids
 * are made by tills, browsers and this program alike, never by the database.
 */
export function newId(now_ms: number = Date.now()): string {
  assert(Number.isSafeInteger(now_ms) && now_ms >= 0, 'an id is made at a whole millisecond after 1970')
  const time = now_ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUuid().slice(15)}`
}

/** Version 4; its last 19 signs are random bits and the variant, as in version 7. Pages not served securely lack the quick way. */
function randomUuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isId = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
