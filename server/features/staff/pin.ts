/** The PIN of a seller at the till: kept so that a till can check it while offline, and dear enough to guess. */
import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(pbkdf2)

/**
 * PBKDF2 with SHA-256 and a 32-byte key, as a browser's WebCrypto does it; salt and hash are base64. A PIN has at most
 * a million values, so this only slows down who stole a till; a hundred thousand rounds are some 50 ms on a tablet.
 * `digits` is its length, so that the till tries it at the last digit and nobody looks for an OK key; 4 when absent.
 */
export type PinVerifier = { salt: string; iterations: number; hash: string; digits?: number }

const ITERATIONS = 100_000
const BYTES = 32

/** What stands in staff.pin_hash, as JSON. */
export async function makePinVerifier(pin: string): Promise<PinVerifier> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, ITERATIONS, BYTES, 'sha256')
  return {
    salt: salt.toString('base64'),
    iterations: ITERATIONS,
    hash: hash.toString('base64'),
    digits: pin.length,
  }
}

export const readPinVerifier = (pin_hash: string | null): PinVerifier | null =>
  pin_hash === null ? null : (JSON.parse(pin_hash) as PinVerifier)

export async function isPinRight(pin_hash: string | null, pin: string): Promise<boolean> {
  const verifier = readPinVerifier(pin_hash)
  if (!verifier) return false
  const expected = Buffer.from(verifier.hash, 'base64')
  const given = await derive(
    pin,
    Buffer.from(verifier.salt, 'base64'),
    verifier.iterations,
    expected.length,
    'sha256',
  )
  return timingSafeEqual(given, expected)
}
