/** Who takes a message at the other end, as far as speed is concerned: many domains are one mailbox provider. */
import type { Channel } from './shape.ts'

const PROVIDERS: Record<string, readonly string[]> = {
  google: ['gmail.com', 'googlemail.com'],
  microsoft: ['outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr', 'live.com', 'live.fr', 'msn.com'],
  yahoo: ['yahoo.com', 'yahoo.fr', 'ymail.com', 'aol.com', 'rocketmail.com'],
  orange: ['orange.fr', 'wanadoo.fr'],
  sfr: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'club-internet.fr'],
  free: ['free.fr', 'aliceadsl.fr', 'libertysurf.fr'],
  bouygues: ['bbox.fr', 'bouyguestelecom.fr'],
  laposte: ['laposte.net'],
  apple: ['icloud.com', 'me.com', 'mac.com'],
}
const OF_DOMAIN = new Map(
  Object.entries(PROVIDERS).flatMap(([provider, domains]) => domains.map((domain) => [domain, provider])),
)

export function routeOf(channel: Channel, recipient: string): string {
  if (channel !== 'email') return channel
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase()
  return OF_DOMAIN.get(domain) ?? domain
}
