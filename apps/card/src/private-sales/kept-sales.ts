/** The last answer about private sales, on this phone: where and when one is expected must be readable without a network. */
import type { ListPrivateSalesByCard } from '#client/types.ts'
import { place } from '#ui/places.ts'

type Sales = ListPrivateSalesByCard['answer']['items']
const key = () => `comptoir.private-sales ${place().shop_path}`

export function keptSales(customer_id: string): Sales {
  try {
    const known = JSON.parse(localStorage.getItem(key()) ?? 'null') as {
      customer_id: string
      items: Sales
    } | null
    return known?.customer_id === customer_id ? known.items : []
  } catch {
    return []
  }
}

export function keepSales(customer_id: string, items: Sales) {
  try {
    localStorage.setItem(key(), JSON.stringify({ customer_id, items }))
  } catch {
    return
  }
}
