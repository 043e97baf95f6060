/** Receipts that were opened on this phone, to be read again without a network. Leaves with the card. */
import type { GetCardSale } from '#client/types.ts'
import { place } from '#ui/places.ts'

export type Receipt = GetCardSale['answer']
type Entry = { sale_id: string; customer_id: string; receipt: Receipt }

const KEPT_MAX = 12
const key = () => `comptoir.card.receipts ${place().shop_path}`

function read(): Entry[] {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? '[]') as Entry[]
  } catch {
    return []
  }
}

export const keptReceipt = (customer_id: string, sale_id: string) =>
  read().find((entry) => entry.sale_id === sale_id && entry.customer_id === customer_id)?.receipt

export function keepReceipt(entry: Entry) {
  const others = read().filter(({ sale_id }) => sale_id !== entry.sale_id)
  try {
    localStorage.setItem(key(), JSON.stringify([entry, ...others].slice(0, KEPT_MAX)))
  } catch {
    return
  }
}

export const forgetReceipts = () => localStorage.removeItem(key())
