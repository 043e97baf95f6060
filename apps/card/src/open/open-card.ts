/** Opening the card by the till's link: where it stands. */
import { useSyncExternalStore } from 'react'
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import { keepToken } from '../keep/kept.ts'

export type Opening =
  | { state: 'none' }
  | { state: 'opening' }
  | { state: 'silent'; link: string }
  | { state: 'refused'; why: string }

const listeners = new Set<() => void>()
let now: Opening = { state: 'none' }

function become(next: Opening) {
  now = next
  for (const listener of listeners) listener()
}

export async function openCard(link: string): Promise<void> {
  become({ state: 'opening' })
  try {
    const { token, customer } = await api.post('/card/open', { body: { link } })
    keepToken(token, customer)
    become({ state: 'none' })
  } catch (error) {
    if (isUnreachable(error)) become({ state: 'silent', link })
    else become({ state: 'refused', why: error instanceof ApiError ? error.problem.title : '' })
  }
}

export const forgetOpening = () => become({ state: 'none' })

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOpening = () => useSyncExternalStore(subscribe, () => now)
