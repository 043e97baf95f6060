/** What must be kept and read again, but not by who reads the database: sealed (AES-256-GCM) with a key of the data folder. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readSecret } from './secrets.ts'

export type Seal = {
  /** `about` names whose it is: opened for another, it does not open. */
  close: (text: string, about: string) => Buffer
  /** Throws when it was sealed by another key, for another, or changed. */
  open: (sealed: Buffer, about: string) => string
}

const [NONCE, TAG] = [12, 16]

export function openSeal(home: string, name: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', readSecret(home, name), '', 'seal', 32))
  return {
    close(text, about) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
      decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    },
  }
}
