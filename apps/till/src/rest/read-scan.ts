/** What a scan may be, from its text alone. Pure. */
import { isEan13, readCardScan } from '../../../../server/features/customers/rules.ts'

export type Scan =
  | { kind: 'card'; number: string }
  | { kind: 'voucher'; code: string }
  | { kind: 'sale'; sale_id: string }
  | { kind: 'receipt'; token: string }
  | { kind: 'friend'; code: string }
  /** Digits or letters that may be a product's, or a card's from an older system. */
  | { kind: 'code'; text: string }

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i
/** As members hand it on; without its link it may be goods of the shop, which are looked for first. */
export const FRIEND = /^[2-9BCDFGHJKMNP-TV-Z]{7}$/
/** 23 characters without look-alikes: see the codes of vouchers on the server. */
const VOUCHER = /^[2-9A-HJ-NP-Z]{23}$/

export function readScan(scanned: string): Scan {
  const text = scanned.trim()
  const sale_id = /^(?:sale|vente):(.+)$/i.exec(text)?.[1]?.match(ID)?.[0]
  if (sale_id) return { kind: 'sale', sale_id: sale_id.toLowerCase() }
  const token = /#r=(rl_[\w-]{32})/.exec(text)?.[1]
  if (token) return { kind: 'receipt', token }
  const friend = /\/card\/?#r=([2-9BCDFGHJKMNP-TV-Z]{7})$/i.exec(text)?.[1]
  if (friend) return { kind: 'friend', code: friend.toUpperCase() }
  const bare = text
    .replace(/^(?:bon|voucher):/i, '')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (VOUCHER.test(bare) && !/^\d+$/.test(bare)) return { kind: 'voucher', code: bare }
  const card = readCardScan(text)
  if (card && (!/^\d+$/.test(text) || (isEan13(card) && card.startsWith('2'))))
    return { kind: 'card', number: card }
  return { kind: 'code', text }
}
