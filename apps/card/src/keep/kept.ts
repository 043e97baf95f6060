/**
 * What this phone keeps of the card, per shop: who opened it and the server's last answer. In localStorage, which is
 * read before the first drawing, so that the card is there at once, with or without a network.
 */
import { useSyncExternalStore } from 'react'
import type { GetCard, LeaveByCard } from '#client/types.ts'
import { place } from '#ui/places.ts'
import type { Language } from '#ui/format.ts'
import { noteGain } from '../card/gain.ts'
import { forgetReceipts } from './receipts.ts'

export type Card = GetCard['answer']
export type Departure = LeaveByCard['answer']

export type Kept = {
  token: string
  customer_id: string
  first_name: string | null
  card?: Card
  /** When the server gave that answer, in epoch milliseconds, and in which language. */
  answered_at?: number
  language?: Language
}

const listeners = new Set<() => void>()
/** undefined: not read yet. */
let current: Kept | null | undefined

const key = () => `comptoir.card ${place().shop_path}`

/** A phone that keeps nothing (private browsing, full) still shows the card until it is closed. */
function write(value: Kept | null) {
  try {
    if (value) localStorage.setItem(key(), JSON.stringify(value))
    else localStorage.removeItem(key())
  } catch {
    return
  }
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key()) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export const kept = (): Kept | null => (current === undefined ? (current = read()) : current)

function change(value: Kept | null) {
  current = value
  write(value)
  for (const listener of listeners) listener()
}

/** A card comes to this phone; the one before it, if it was another's, leaves. */
export function keepToken(token: string, customer: { customer_id: string; first_name: string | null }) {
  const before = kept()?.customer_id === customer.customer_id ? kept() : null
  if (!before) forgetReceipts()
  change({ ...before, token, ...customer })
  // Asks the browser not to throw it away when the phone runs short of room.
  void navigator.storage?.persist?.().catch(() => false)
}

/** Only while the card it was asked for is still the one on this phone. */
export function keepCard(token: string, card: Card, language: Language) {
  const now = kept()
  if (now?.token !== token) return
  noteGain(now.card, card)
  change({ ...now, first_name: card.first_name, card, answered_at: Date.now(), language })
}

/** Nothing of the card stays on this phone. */
export function forgetCard() {
  forgetReceipts()
  change(null)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  // Another window of the same phone opened the card, or closed it.
  const fromElsewhere = (event: StorageEvent) => {
    if (event.key !== key()) return
    current = undefined
    listener()
  }
  addEventListener('storage', fromElsewhere)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', fromElsewhere)
  }
}

export const useKept = () => useSyncExternalStore(subscribe, kept)
