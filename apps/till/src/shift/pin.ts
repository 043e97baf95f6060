/** The PIN checked on the device, so that sellers change without network; and the wait after wrong ones. */
import type { Seller } from '../keep/shapes.ts'

type Verifier = NonNullable<Seller['pin_verifier']>

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** PBKDF2 with SHA-256, as the server made it. null where the browser cannot: then only the server can tell. */
export async function isPinRight(pin: string, { salt, iterations, hash }: Verifier): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle) return null
  const expected = bytesOf(hash)
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations }
  const given = new Uint8Array(await crypto.subtle.deriveBits(how, key, expected.length * 8))
  let different = given.length ^ expected.length
  for (const [at, byte] of expected.entries()) different |= byte ^ (given[at] ?? 0)
  return different === 0
}

const FREE_TRIES = 4
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000

/** How long to wait after so many wrong PINs in a row: nothing for a slip, minutes for somebody who tries them all. */
export function waitAfterWrong(wrong: number): number {
  return wrong <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1))
}
