/** The names by which a message finds its way back: what bounces, complains or answers proves by them that it saw it. */
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { isId } from '../../lib/id.ts'

export type Returned = { tenant_hint: string; message_id: string }

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
const TENANT_SIGNS = 8
const PROOF_SIGNS = 8

function base32(bytes: Buffer): string {
  let [bits, value, out] = [0, 0, '']
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += LETTERS[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? out + LETTERS[(value << (5 - bits)) & 31] : out
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const letter of text) {
    value = ((value << 5) | LETTERS.indexOf(letter)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bytes.push((value >>> (bits - 8)) & 255)
    bits -= 8
  }
  return Buffer.from(bytes)
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
/** The last bits of a shop's id are random: enough to know it among those of one install. */
export const tenantHint = (tenant_id: string) =>
  base32(bytesOf(tenant_id).subarray(11)).slice(0, TENANT_SIGNS)

/** The last ten signs of the shop's id that a hint was made of. */
export const endOfTenant = (hint: string) => fromBase32(hint).toString('hex')

const prepared = new WeakMap<Buffer, KeyObject>()
function keyFrom(secret: Buffer): KeyObject {
  const known = prepared.get(secret) ?? createSecretKey(secret)
  prepared.set(secret, known)
  return known
}

const proofOf = (secret: Buffer, hint: string, id: string) =>
  base32(createHmac('sha256', keyFrom(secret)).update(`${hint}.${id}`).digest()).slice(0, PROOF_SIGNS)

/** 42 small letters and digits: fits behind `bounces+` in the 64 that an address may have before its @. */
export function returnToken(secret: Buffer, tenant_id: string, message_id: string): string {
  const [hint, id] = [tenantHint(tenant_id), base32(bytesOf(message_id))]
  return `${id}${hint}${proofOf(secret, hint, id)}`
}

/** null for whatever was not made here. */
export function readToken(secret: Buffer, token: string): Returned | null {
  const [, id, hint, proof] = /^([a-z2-7]{26})([a-z2-7]{8})([a-z2-7]{8})$/.exec(token.toLowerCase()) ?? []
  if (!id || !hint || !proof) return null
  if (!timingSafeEqual(Buffer.from(proofOf(secret, hint, id)), Buffer.from(proof))) return null
  const hex = fromBase32(id).toString('hex').slice(0, 32)
  const message_id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isId(message_id) ? { tenant_hint: hint, message_id } : null
}

/** `bounces@example.fr` → `bounces+token@example.fr`. */
export function returnAddress(mailbox: string, token: string): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${token}${mailbox.slice(at)}`
}

/** Every name of ours in a text: of addresses it was sent to, of the Message-ID it gives back. */
export const tokensIn = (text: string): string[] =>
  [...text.matchAll(/[+<.]([a-z2-7]{42})@/gi)].map((found) => found[1]!.toLowerCase())

/** It says whose it is, and proves it when it comes back. */
export const messageIdOf = (
  { tenant_id, message_id }: { tenant_id: string; message_id: string },
  token: string,
  from: string,
) => `<${message_id}.${tenant_id}.${token}@${from.slice(from.lastIndexOf('@') + 1)}>`
