/** Looks on the device at every key, and on the server a moment later; what the server says takes its place. */
import { useEffect, useState } from 'react'
import { api, ApiError } from '#ui/api.ts'
import { findHere } from '../keep/people.ts'
import type { Person } from '../keep/shapes.ts'
import { bootstrap, reaching } from '../keep/till.ts'

export type Found = {
  customer_id: string
  first_name: string | null
  last_name: string | null
  hint: string | null
  created_at: string
  elsewhere: boolean
  left: boolean
}
type Search = { found: Found[]; settled: boolean; offline: boolean }

const LENGTH_MIN = 2
const LIMIT = 8
const PAUSE_MS = 180
const NOTHING: Search = { found: [], settled: false, offline: false }

export const isSearch = (text: string) => text.trim().length >= (/^[\d\s.]+$/.test(text) ? 4 : LENGTH_MIN)

export function useSearch(text: string): Search {
  const [search, setSearch] = useState<Search & { text: string }>({ ...NOTHING, text: '' })
  useEffect(() => {
    if (!isSearch(text)) return
    const stopped = new AbortController()
    const show = (found: Found[], settled: boolean, offline: boolean) => {
      if (!stopped.signal.aborted) setSearch({ text, found, settled, offline })
    }
    void findHere(text, LIMIT).then((here) => {
      if (here.length > 0) show(here.map(ofPerson), false, false)
    })
    const timer = setTimeout(() => void askServer(text, stopped.signal, show), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [text])
  if (!isSearch(text)) return NOTHING
  // While the next answer is on its way the last one stays: a list that blinks is read twice.
  return search.text === text ? search : { ...search, settled: false }
}

async function askServer(
  text: string,
  signal: AbortSignal,
  show: (found: Found[], settled: boolean, offline: boolean) => void,
) {
  try {
    const query = { q: text, limit: LIMIT }
    const { items } = await reaching(api.get('/customers/search', { query, signal }))
    const own = bootstrap.get()?.store.store_id
    const found = items.map((one) => ({
      customer_id: one.customer_id,
      first_name: one.first_name,
      last_name: one.last_name,
      hint: one.phone_hint ?? one.email_hint,
      created_at: one.created_at,
      elsewhere: one.home_store_id !== null && one.home_store_id !== own,
      left: one.left_at !== null,
    }))
    show(found, true, false)
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof ApiError)) throw error
    show((await findHere(text, LIMIT)).map(ofPerson), true, true)
  }
}

const ofPerson = (person: Person): Found => ({
  customer_id: person.customer_id,
  first_name: person.first_name,
  last_name: person.last_initial && `${person.last_initial}.`,
  hint: person.last4s[0] ? `•• ${person.last4s[0].slice(0, 2)} ${person.last4s[0].slice(2)}` : null,
  created_at: person.created_at,
  elsewhere: person.home_store_id !== null && person.home_store_id !== bootstrap.get()?.store.store_id,
  left: false,
})
