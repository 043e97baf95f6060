/**
 * A voucher's code: 23 characters of a 32-letter alphabet without look-alikes, 115 random bits, so that guessing is
 * hopeless (attack P01 asks for 112). It is found by keyed hash and kept sealed; the keys live outside the database.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readSecret } from '../../platform/secrets.ts'

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 23

export type Codes = {
  make: () => { code: string; code_hash: Buffer; code_sealed: Buffer; code_last4: string }
  hash: (code: string) => Buffer
  /** For its holder's eyes only. Throws when it was sealed by another key or tampered with. */
  open: (code_sealed: Buffer) => string
}

/** As people type it: spaces, dashes and small letters do not matter. */
export const normaliseCode = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** XXXX-XXXX-… for eyes and paper. */
export const groupCode = (code: string) => code.match(/.{1,4}/g)!.join('-')

export function openCodes(home: string): Codes {
  const secret = readSecret(home, 'vouchers')
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  const [hashKey, sealKey] = [key('code hash'), key('code seal')]
  const hash = (code: string) => createHmac('sha256', hashKey).update(normaliseCode(code)).digest()
  return {
    hash,
    make() {
      const code = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % 32]).join('')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const sealed = Buffer.concat([cipher.update(code, 'ascii'), cipher.final()])
      const code_sealed = Buffer.concat([nonce, cipher.getAuthTag(), sealed])
      return { code, code_hash: hash(code), code_sealed, code_last4: code.slice(-4) }
    },
    open(code_sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, code_sealed.subarray(0, 12))
      decipher.setAuthTag(code_sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(code_sealed.subarray(28)), decipher.final()]).toString('ascii')
    },
  }
}
