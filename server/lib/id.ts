import { assert } from './assert.ts'

/**
 * A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Whoever starts a thing names it, so ids
 * are made by tills, browsers and this program alike, never by the database.
 */
export function newId(now_ms: number = Date.now()): string {
  assert(Number.isSafeInteger(now_ms) && now_ms >= 0, 'an id is made at a whole millisecond after 1970')
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now_ms / 2 ** (40 - 8 * i)) % 256
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  let text = ''
  for (let i = 0; i < 16; i++) text += (HEX[bytes[i]!] ?? '') + (i === 3 || i === 5 || i === 7 || i === 9 ? '-' : '')
  return text
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

export const isId = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
