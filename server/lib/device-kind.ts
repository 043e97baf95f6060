/** What a page is read on, by what the browser says of itself. Pure. */
export type DeviceKind = 'phone' | 'tablet' | 'computer'

type Headers = Record<string, string | string[] | undefined>

const MACHINE = /bot\b|crawl|spider|preview|scanner|monitor|curl\/|wget\//i
// An Android that does not call itself mobile is a tablet; so are those that say so.
const TABLET = /\biPad\b|\bTablet\b|PlayBook|\bSilk\/(?!.*\bMobile\b)|\bAndroid\b(?!.*\bMobile\b)/i
const PHONE = /\biPhone\b|\biPod\b|\bMobile\b|\bMobi\b|Windows Phone/i
const COMPUTER = /\bWindows NT\b|\bMacintosh\b|\bX11\b|\bCrOS\b/i

/**
 * undefined where it does not say. A browser's hint comes before its name, which browsers write for the sake of others: an iPad
 * calls itself a Macintosh in both, and counts as a computer.
 */
export function deviceKind(headers: Headers): DeviceKind | undefined {
  const told = (name: string) => String(headers[name] ?? '')
  const agent = told('user-agent')
  if (MACHINE.test(agent)) return undefined
  if (told('sec-ch-ua-mobile').trim() === '?1') return 'phone'
  if (TABLET.test(agent)) return 'tablet'
  if (PHONE.test(agent)) return 'phone'
  if (COMPUTER.test(agent)) return 'computer'
  return undefined
}
