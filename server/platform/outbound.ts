/**
 * The one way out by HTTP to an address that somebody wrote: no private network, no redirect, a limit on time and size.
 * The address that was looked at is the address that is connected to, so a name that changes in between gains nothing.
 */
import { lookup as lookUp } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

export type Sent = { status: number; body: string; headers: Record<string, string> }
/** `connected`: whether anything may have arrived there. */
export class OutboundError extends Error {
  readonly connected: boolean
  constructor(message: string, connected: boolean) {
    super(message)
    this.connected = connected
  }
}

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** Whether an address is one of the open Internet. */
export const isPublic = (address: string) =>
  isIP(address) !== 0 && !PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

const TIMEOUT_MS = 15_000
const BODY_MAX = 256 * 1024

export type Request = {
  method?: 'POST' | 'PUT' | 'PATCH' | 'GET'
  headers?: Record<string, string>
  body?: string | Buffer
  timeout_ms?: number
  /** Only where the operator of the install configured that address. */
  allow_private?: boolean
}

export async function send(url: string, ask: Request = {}): Promise<Sent> {
  if (!URL.canParse(url)) throw new OutboundError('not an address', false)
  const where = new URL(url)
  const plain = where.protocol === 'http:'
  if (where.protocol !== 'https:' && !(plain && ask.allow_private))
    throw new OutboundError('only https leaves this house', false)
  if (where.username || where.password) throw new OutboundError('no name before a host', false)
  const host = where.hostname.replace(/^\[|\]$/g, '')
  if (!ask.allow_private && isIP(host) && !isPublic(host)) throw new OutboundError('a private address', false)
  let connected = false
  return new Promise((settle, fail) => {
    const lost = (message: string) => fail(new OutboundError(message, connected))
    const call = (plain ? requestHttp : requestHttps)(
      where,
      {
        method: ask.method ?? 'POST',
        headers: { ...ask.headers, 'user-agent': 'Comptoir' },
        lookup: ask.allow_private ? undefined : lookUpPublic,
        signal: AbortSignal.timeout(ask.timeout_ms ?? TIMEOUT_MS),
      },
      (response) => read(response, settle, lost),
    )
    // A line that was kept open from the call before is connected already.
    call.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (connected = true))
      else connected = true
    })
    call.on('error', (error: NodeJS.ErrnoException) => lost(error.code ?? error.message))
    call.end(ask.body)
  })
}

const lookUpPublic: LookupFunction = (host, options, answer) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 4)
    const open = found.filter(({ address }) => isPublic(address))
    // One private address among public ones is a trap, not a mistake.
    if (open.length < found.length || open.length === 0)
      return answer(new Error('a private address') as NodeJS.ErrnoException, '', 4)
    if (options.all) return answer(null, open as never, 4)
    answer(null, open[0]!.address, open[0]!.family)
  })
}

function read(response: IncomingMessage, settle: (sent: Sent) => void, lost: (message: string) => void) {
  const pieces: Buffer[] = []
  let size = 0
  response.on('data', (piece: Buffer) => {
    size += piece.length
    if (size > BODY_MAX) {
      response.destroy()
      return lost('too long an answer')
    }
    pieces.push(piece)
  })
  response.on('error', (error) => lost(error.message))
  response.on('end', () =>
    settle({
      status: response.statusCode ?? 0,
      body: Buffer.concat(pieces).toString('utf8'),
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
      ),
    }),
  )
}
