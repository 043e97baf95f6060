/** Whether a person or a machine followed a link or opened a message. Pure. */

export type Seen = {
  message_id: string | null
  link_id: string | null
  at_ms: number
  /** The sender's network, only for comparing: never stored. */
  network: string
  agent: string
  prefetch: boolean
}

/** Programs that say what they are; mail scanners, link previews, monitors. */
const MACHINES =
  /bot\b|crawl|spider|slurp|preview|scanner|proofpoint|mimecast|barracuda|safelinks|trendmicro|symantec|forcepoint|fireeye|bitdefender|avast|headless|phantomjs|puppeteer|playwright|curl\/|wget\/|python|go-http|java\/|okhttp|libwww|httpclient|axios|node-fetch|undici|facebookexternalhit|whatsapp|telegram|slack|discord|skypeuri|linkedin|monitor|uptime|validator/i

/** Within this after it was sent nobody has read anything yet. */
const TOO_SOON_MS = 2_000
/** A scanner walks through all the links at once; a person takes longer between two. */
const WALK_MS = 5_000
const WALK_LINKS = 3
/** Whole mail servers scan for many recipients: so many different messages from one network in a second. */
const BURST_MS = 1_000
const BURST_MESSAGES = 8

export type Machine = 'agent' | 'prefetch' | 'apple_privacy' | 'too_soon' | 'walk' | 'burst'

/** By what the request says of itself; null is perhaps a person. */
export function machineByRequest({ agent, prefetch }: Pick<Seen, 'agent' | 'prefetch'>): Machine | null {
  if (prefetch) return 'prefetch'
  // Apple's Mail Privacy Protection fetches every picture, read or not, and says no more than this.
  if (agent === 'Mozilla/5.0') return 'apple_privacy'
  return agent.trim() === '' || MACHINES.test(agent) ? 'agent' : null
}

/** By what happened around it; `near` are all that were seen within some seconds, itself included. */
export function machineByCompany(
  one: Seen,
  near: readonly Seen[],
  sent_at_ms: number | null,
): Machine | null {
  if (sent_at_ms !== null && one.at_ms < sent_at_ms + TOO_SOON_MS) return 'too_soon'
  const walked = near.filter(
    (other) =>
      one.message_id !== null &&
      other.message_id === one.message_id &&
      Math.abs(other.at_ms - one.at_ms) <= WALK_MS,
  )
  if (new Set(walked.map(({ link_id }) => link_id)).size >= WALK_LINKS) return 'walk'
  const burst = near.filter(
    (other) => other.network === one.network && Math.abs(other.at_ms - one.at_ms) <= BURST_MS,
  )
  const different = new Set(burst.map(({ message_id, link_id }) => message_id ?? `link ${link_id}`))
  return different.size >= BURST_MESSAGES ? 'burst' : null
}

/** So many before and after, of one network: enough to tell a burst, however many come through one operator. */
const NEIGHBOURS_MAX = 200

/**
 * Who came at about the same time, by message and by network, for each of a flush: a flood is not compared each with each.
 * What it leaves out changes no judgement but that of a network from which hundreds came within a second.
 */
export function companyAmong(all: readonly Seen[]): (one: Seen) => readonly Seen[] {
  const by_message = Map.groupBy(all, ({ message_id }) => message_id)
  const by_network = Map.groupBy(
    all.toSorted((a, b) => a.at_ms - b.at_ms),
    ({ network }) => network,
  )
  const places = new Map(
    [...by_network.values()].flatMap((list) => list.map((one, at) => [one, at] as const)),
  )
  return (one) => {
    const at = places.get(one)!
    const around = by_network
      .get(one.network)!
      .slice(Math.max(0, at - NEIGHBOURS_MAX), at + NEIGHBOURS_MAX + 1)
    return one.message_id === null ? around : [...by_message.get(one.message_id)!, ...around]
  }
}

/** Neighbours count together: /24 of IPv4, /48 of IPv6. */
export function networkOf(ip: string): string {
  if (ip.includes(':')) return ip.split(':').slice(0, 3).join(':')
  return ip.split('.').slice(0, 3).join('.')
}

/** Signs that nobody takes for one another, for codes that are typed from a poster. */
export const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code as somebody typed it: small letters, spaces and dashes do not matter. */
export const readCode = (typed: string) =>
  typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[^0-9A-Z]/g, '')
