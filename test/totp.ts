/** The code an authenticator app would show (RFC 6238: SHA-1, 30 seconds, six digits). */
import { createHmac } from 'node:crypto'

export function totpOf(uri: string, at_ms = Date.now()): string {
  const secret = new URL(uri).searchParams.get('secret')!
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)))
  const mac = createHmac('sha1', base32(secret)).update(counter).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

function base32(text: string): Buffer {
  const bits = Array.from(text.replace(/=+$/, '').toUpperCase())
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
}
