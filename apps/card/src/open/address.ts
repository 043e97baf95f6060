/**
 * What a QR code or a friend's link put behind the # of the address. It is taken off at once, before anything is drawn, so
 * that neither a shared screen nor the history holds a link that opens a card.
 */
import { hrefOf } from '#ui/light/route.ts'
import { paths } from '../paths.ts'

/** What a receipt's link begins with; anything else after `r=` is a friend's code. */
const RECEIPT = /^rl_/

export type Brought =
  | { kind: 'card'; link: string }
  | { kind: 'receipt' }
  | { kind: 'invitation'; code: string }
  | null

type ReceiptState = { receipt_token?: string }

export function takeFromAddress(): Brought {
  const wish = new URLSearchParams(location.hash.slice(1))
  const [link, brought] = [wish.get('o'), wish.get('r')]
  if (link) {
    history.replaceState(null, '', hrefOf(paths.card))
    return { kind: 'card', link }
  }
  if (brought && !RECEIPT.test(brought)) {
    history.replaceState(null, '', hrefOf(paths.card))
    return { kind: 'invitation', code: brought.slice(0, 40) }
  }
  const receipt_token = brought
  if (receipt_token) {
    // In the history's own note, so that the page can be opened again without an address that tells.
    history.replaceState({ receipt_token } satisfies ReceiptState, '', hrefOf(paths.receipt))
    return { kind: 'receipt' }
  }
  return null
}

export const receiptToken = () => (history.state as ReceiptState | null)?.receipt_token
