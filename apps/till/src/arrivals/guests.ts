/** Who comes to the private sale that is on, on the device: a card is known at the door without a network. */
import { api, ApiError } from '#ui/api.ts'
import { keep, kept } from '../keep/database.ts'
import type { KeptPrivateSale, Person } from '../keep/shapes.ts'
import { makeStore } from '../keep/store.ts'
import { reaching } from '../keep/till.ts'
import { queue } from '../queue/queue.ts'

const KEY = 'private_sales'
const PAGE = 200
/** The door is opened before the hour that is written on the invitation. */
const BEFORE_MS = 3 * 3_600_000

export const privateSales = makeStore<KeptPrivateSale[]>([])

export async function openGuests(): Promise<void> {
  privateSales.set((await kept<KeptPrivateSale[]>(KEY)) ?? [])
}

export const isOn = (
  { starts_at, ends_at }: Pick<KeptPrivateSale, 'starts_at' | 'ends_at'>,
  now_ms: number,
) => Date.parse(starts_at) - BEFORE_MS <= now_ms && now_ms < Date.parse(ends_at)

/** Those of the next hours too: the network may be gone when they begin. Not while ticks wait, which it would forget. */
export async function refreshGuests(): Promise<void> {
  const items = await listSales()
  const soon = Date.now() + 86_400_000
  const sales: KeptPrivateSale[] = []
  for (const { campaign_id, title, starts_at, ends_at } of items)
    if (Date.parse(starts_at) < soon)
      sales.push({ campaign_id, title, starts_at, ends_at, guests: await readGuests(campaign_id) })
  privateSales.set(sales)
  await keep(KEY, sales)
}

/** Whoever holds the till may not stand at the door: then there is nothing to tick, and nothing is wrong. */
async function listSales() {
  try {
    return (await reaching(api.get('/private-sales'))).items
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return []
    throw error
  }
}

async function readGuests(campaign_id: string): Promise<KeptPrivateSale['guests']> {
  const guests: KeptPrivateSale['guests'] = {}
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(campaign_id, cursor)
    for (const { customer_id, people, arrived_at } of page.items) guests[customer_id] = { people, arrived_at }
    cursor = page.next_cursor
  } while (cursor)
  return guests
}

const readPage = (campaign_id: string, cursor: string | null) =>
  reaching(
    api.get('/campaigns/{campaign_id}/guests', {
      params: { campaign_id },
      query: { limit: PAGE, ...(cursor && { cursor }) },
    }),
  )

/** On the disk before the screen says so, then sent; ticked twice is once. */
export async function tickArrival(
  person: Pick<Person, 'customer_id' | 'first_name'>,
  campaign_id: string,
): Promise<void> {
  const { customer_id, first_name } = person
  const seen_at = new Date().toISOString()
  await queue({
    key: customer_id,
    made_at: seen_at,
    tries: 0,
    state: 'waiting',
    about: { name: first_name, amount_cents: null, earned: [] },
    kind: 'arrival',
    params: { customer_id, campaign_id },
    body: { seen_at },
  })
  privateSales.change((sales) =>
    sales.map((sale) => (sale.campaign_id === campaign_id ? withArrival(sale, customer_id, seen_at) : sale)),
  )
  await keep(KEY, privateSales.get())
}

/** Whoever was not expected is on the list now, alone. */
export const withArrival = (
  sale: KeptPrivateSale,
  customer_id: string,
  arrived_at: string,
): KeptPrivateSale => ({
  ...sale,
  guests: {
    ...sale.guests,
    [customer_id]: {
      people: sale.guests[customer_id]?.people ?? null,
      arrived_at: sale.guests[customer_id]?.arrived_at ?? arrived_at,
    },
  },
})
