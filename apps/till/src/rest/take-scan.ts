/** What a scan does, wherever it happens: a card is whose sale this is, a product is a line, a receipt comes back. */
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import { fillPath, goTo } from '#ui/light/route.ts'
import { findHere, personOf } from '../keep/people.ts'
import { productByCode } from '../keep/products.ts'
import type { Product, Voucher } from '../keep/shapes.ts'
import { reaching } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { bringFriend } from '../customer/extras.ts'
import { openCustomer } from '../customer/open.ts'
import { findByNumber } from '../returns/find-sale.ts'
import { addProduct, draft } from '../sale/draft.ts'
import { applyVoucher } from '../sale/vouchers.ts'
import { tell } from '../shell/tell.ts'
import { FRIEND, readScan } from './read-scan.ts'
import { say } from './words.ts'

type Heard = { onProduct: (product: Product) => void; onCustomer: (customer_id: string) => void }
let listening: Heard | null = null

/** While a screen wants products and cards for itself; the returned function gives them back to the sale. */
export function hearHere(heard: Heard): () => void {
  listening = heard
  return () => {
    if (listening === heard) listening = null
  }
}

const openPerson = (customer_id: string) => (listening?.onCustomer ?? openCustomer)(customer_id)

export async function takeScan(text: string): Promise<void> {
  const scan = readScan(text)
  switch (scan.kind) {
    case 'sale':
      return goTo(fillPath(paths.return, { sale_id: scan.sale_id }))
    case 'receipt':
      return openReceipt(scan.token)
    case 'friend':
      return takeFriend(scan.code)
    case 'voucher':
      return openVoucher(scan.code)
    case 'card':
      return (await openByCard(scan.number)) ? undefined : tellUnknown(text)
    case 'code':
      return openCode(scan.text)
  }
}

async function openCode(text: string) {
  const product = productByCode(text)
  if (product) {
    if (listening) return listening.onProduct(product)
    addProduct(product)
    return goTo(paths.sale)
  }
  if (await openByCard(text)) return
  const code = text.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (FRIEND.test(code)) return takeFriend(code)
  tellUnknown(text)
}

/** A friend's code brings whoever stands at the till: without a card there is nobody yet to bring. */
async function takeFriend(code: string) {
  const { customer_id } = draft.get()
  const person = customer_id ? personOf(customer_id) : undefined
  if (!person) return tell('note', say('friend_first', { code }), say('friend_first_detail'))
  const refused = await bringFriend(person, code)
  if (refused) tell('wrong', say('friend_refused'), refused)
}

/** The device knows first; the server knows the cards of other shops and of the last minute. */
async function openByCard(number: string): Promise<boolean> {
  const [here] = await findHere(number)
  if (here) {
    openPerson(here.customer_id)
    return true
  }
  const found = await reaching(api.get('/customers/search', { query: { q: number, limit: 2 } })).catch(
    quietly,
  )
  const [first] = found?.items.filter(({ match }) => match === 'card') ?? []
  if (first) openPerson(first.customer_id)
  return first !== undefined
}

function quietly(error: unknown): undefined {
  if (error instanceof ApiError) return undefined
  throw error
}

async function openVoucher(code: string) {
  try {
    const found = await reaching(api.post('/vouchers/lookup', { body: { code } }))
    if (!found.usable) return tell('note', say(`voucher_${found.why_not ?? 'used_up'}` as 'voucher_used_up'))
    const voucher: Voucher = { ...found, balance_cents: found.available_cents }
    await applyVoucher(voucher)
    goTo(paths.sale)
  } catch (error) {
    if (isUnreachable(error)) tell('note', say('voucher_offline'), say('voucher_offline_detail'))
    else if (error instanceof ApiError && error.status === 404) tell('note', say('voucher_unknown'))
    else if (error instanceof ApiError) tell('note', error.problem.title, error.problem.detail)
    else throw error
  }
}

/** The link on a phone says the receipt's number; the sale is found by it. */
async function openReceipt(token: string) {
  const receipt = await reaching(api.get('/receipts/{token}', { params: { token } })).catch(quietly)
  const found = receipt?.receipt_number ? await findByNumber(receipt.receipt_number) : 'none'
  if (typeof found === 'object') goTo(fillPath(paths.return, found))
  else tell('note', say('receipt_unknown'))
}

const tellUnknown = (code: string) =>
  tell('note', say('scan_unknown', { code: code.slice(0, 40) }), say('scan_unknown_detail'))
