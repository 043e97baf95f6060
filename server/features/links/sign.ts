/**
 * The addresses in a message: signed, so that nobody writes one of their own; stateless but for where links lead.
 * A token is a key's number, the message, for a link its id, and 128 bits of HMAC-SHA-256 over the kind and the shop.
 */
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { assert } from '../../lib/assert.ts'
import { isId } from '../../lib/id.ts'
import { readSecret } from '../../platform/secrets.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import type { Origin } from '../messages/shape.ts'
import type { Links } from '../templates/shape.ts'

/** u unsubscribes, p opens preferences, v shows the message, o says it was opened, l follows a link. */
export type Kind = 'u' | 'p' | 'v' | 'o' | 'l'

/** By number; the highest signs, each that is kept is believed. */
export type LinkKeys = Map<number, Buffer>

const MAC_BYTES = 16
const LINK_BYTES = 12

/**
 * `secrets/links` is key 1, `links-2` the next one when somebody puts it there. A key whose file is taken away no longer
 * opens what it signed.
 */
export function openLinkKeys(home: string): LinkKeys {
  readSecret(home, 'links')
  const names = readdirSync(join(home, 'secrets')).flatMap((name) => {
    const number = name === 'links' ? 1 : Number(/^links-(\d{1,2})$/.exec(name)?.[1] ?? 0)
    return number > 0 ? [[number, name] as const] : []
  })
  return new Map(names.map(([number, name]) => [number, readSecret(home, name)]))
}

const current = (keys: LinkKeys) => Math.max(...keys.keys())

/** Made once of each: handing over its bytes costs more than the sum itself, and a message has nine. */
const prepared = new WeakMap<Buffer, KeyObject>()
function preparedKey(bytes: Buffer): KeyObject {
  const known = prepared.get(bytes)
  if (known) return known
  const key = createSecretKey(bytes)
  prepared.set(bytes, key)
  return key
}

const hmac = (key: Buffer, parts: (string | Buffer)[]) => {
  const mac = createHmac('sha256', preparedKey(key))
  for (const part of parts) {
    const bytes = Buffer.from(part as string)
    // The length before each part: two parts never read as one.
    mac.update(`${bytes.length}:`).update(bytes)
  }
  return mac.digest()
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

function seal(keys: LinkKeys, kind: Kind, tenant_id: string, payload: Buffer): string {
  const number = current(keys)
  const mac = hmac(keys.get(number)!, [kind, tenant_id, payload]).subarray(0, MAC_BYTES)
  return Buffer.concat([Buffer.from([number]), payload, mac]).toString('base64url')
}

export function signToken(keys: LinkKeys, kind: Kind, tenant_id: string, message_id: string): string {
  assert(isId(message_id), 'a message is named by a UUID')
  return seal(keys, kind, tenant_id, bytesOf(message_id))
}

export type Opened = { message_id: string; link_id: string | null }

/** What a token says; null when it was forged, cut, or is another shop's; 'expired' when its key is kept no longer. */
export function openToken(
  keys: LinkKeys,
  kind: Kind,
  tenant_id: string,
  token: string,
): Opened | 'expired' | null {
  if (!/^[A-Za-z0-9_-]{44,60}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const length = bytes.length - 1 - MAC_BYTES
  if (length !== 16 && !(kind === 'l' && length === 16 + LINK_BYTES)) return null
  const key = keys.get(bytes[0]!)
  if (!key) return bytes[0]! > 0 && bytes[0]! <= 99 ? 'expired' : null
  const payload = bytes.subarray(1, 1 + length)
  const mac = hmac(key, [kind, tenant_id, payload]).subarray(0, MAC_BYTES)
  if (!timingSafeEqual(mac, bytes.subarray(1 + length))) return null
  // Base64url has spare bits at the end: only the one way of writing it counts.
  if (bytes.toString('base64url') !== token) return null
  return {
    message_id: idOf(payload.subarray(0, 16)),
    link_id: length > 16 ? payload.subarray(16).toString('base64url') : null,
  }
}

export type LinkRow = {
  link_id: string
  url: string
  origin_kind: string
  origin_id: string
  template_id: string | null
  version: number | null
  place: number
}
export type CodeRow = { code: string; link_id: string; message_id: string }

/** The addresses of one message, and what must be stored for its links to lead anywhere (keepLinks). */
export type MadeLinks = Links & { links: LinkRow[]; codes: CodeRow[] }

export type LinksWish = {
  public_url: string
  tenant_id: string
  slug: string
  message_id: string
  origin: Pick<Origin, 'kind' | 'id'>
  template_id: string | null
  version: number | null
  /** A standing consent to tracking: without one there is no pixel, and links are the same for everybody. */
  tracked: boolean
  /** Text messages: every letter costs. */
  short: boolean
}

/** Ten signs: 60 bits, of which a message's links are a handful. */
const CODE_BYTES = 7.5

export function linksFor(keys: LinkKeys, wish: LinksWish): MadeLinks {
  const { tenant_id, message_id, tracked, short } = wish
  const key = keys.get(current(keys))!
  const home = shopUrl(wish.public_url, wish)
  const made: Partial<Record<Kind, string>> = {}
  // Signed when it is asked for: a text message or a notification shows none of them.
  const token = (kind: Kind) =>
    (made[kind] ??= `${home}/${kind}/${signToken(keys, kind, tenant_id, message_id)}`)
  const links = new Map<string, LinkRow>()
  const codes = new Map<string, CodeRow>()
  const follow = (url: string, place: number) => {
    if (!isWebAddress(url)) return url
    const row = linkOf(key, wish, url, place)
    links.set(row.link_id, row)
    if (!tracked) return `${home}/l/${row.link_id}`
    if (!short) {
      const payload = Buffer.concat([bytesOf(message_id), Buffer.from(row.link_id, 'base64url')])
      return `${home}/l/${seal(keys, 'l', tenant_id, payload)}`
    }
    const code = hmac(key, ['code', tenant_id, message_id, row.link_id])
      .toString('base64url')
      .slice(0, (CODE_BYTES * 8) / 6)
    codes.set(code, { code, link_id: row.link_id, message_id })
    return `${home}/l/${code}`
  }
  return {
    get unsubscribe() {
      return token('u')
    },
    get preferences() {
      return token('p')
    },
    get view() {
      return token('v')
    },
    get pixel() {
      return tracked && !short ? token('o') : ''
    },
    follow,
    get links() {
      return [...links.values()]
    },
    get codes() {
      return [...codes.values()]
    },
  }
}

function linkOf(key: Buffer, wish: LinksWish, url: string, place: number): LinkRow {
  const { tenant_id, origin, template_id, version } = wish
  const parts = [
    'link',
    tenant_id,
    origin.kind,
    origin.id,
    template_id ?? '',
    `${version ?? ''}`,
    `${place}`,
    url,
  ]
  const link_id = hmac(key, parts).subarray(0, LINK_BYTES).toString('base64url')
  return { link_id, url, origin_kind: origin.kind, origin_id: origin.id, template_id, version, place }
}

const URL_MAX = 2000

/** What may be followed: a whole address of the web, without a name or a password before the host. */
export function isWebAddress(url: string): boolean {
  if (url.length > URL_MAX || !/^https?:\/\/[^\s\\]+$/i.test(url) || !URL.canParse(url)) return false
  const { username, password, hostname } = new URL(url)
  return username === '' && password === '' && hostname !== ''
}
