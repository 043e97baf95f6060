/** The page after leaving lives in memory only: the card has already left the phone. */
import { useSyncExternalStore } from 'react'
import type { Card, Departure } from '../keep/kept.ts'

export type Departed = { shop: string; kept: Departure['kept']; gift_cards: Card['vouchers'] }

const listeners = new Set<() => void>()
let departed: Departed | null = null

export function depart(now: Departed) {
  departed = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDeparted = () => useSyncExternalStore(subscribe, () => departed)
