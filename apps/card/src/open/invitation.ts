/** A friend's code that a link brought: kept on this phone until there is a card to say it on, or it is put away. */
import { useSyncExternalStore } from 'react'
import { place } from '#ui/places.ts'

const listeners = new Set<() => void>()
const key = () => `comptoir.invitation ${place().shop_path}`

/** A phone that keeps nothing still knows it until the page is closed. */
let here: string | null | undefined

function read(): string | null {
  try {
    return localStorage.getItem(key())
  } catch {
    return null
  }
}

function become(code: string | null) {
  here = code
  try {
    if (code) localStorage.setItem(key(), code)
    else localStorage.removeItem(key())
  } catch {
    // Private browsing: `here` is all there is.
  }
  for (const listener of listeners) listener()
}

export const keepInvitation = (code: string) => become(code)
export const forgetInvitation = () => become(null)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useInvitation = () =>
  useSyncExternalStore(subscribe, () => (here === undefined ? (here = read()) : here))
