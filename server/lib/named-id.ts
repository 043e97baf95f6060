/** Ids made from what they name, so that naming a thing twice names it once. */
import { createHash } from 'node:crypto'

/** A UUID version 8 (RFC 9562, 5.8): 122 bits of the SHA-256 of the parts. Parts are told apart whatever they hold. */
export function namedId(...parts: string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
