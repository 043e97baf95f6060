/** Light, dark, or as the device says. Kept on the device; written on <html data-scheme>, where tokens.css reads it. */
import { useSyncExternalStore } from 'react'

export type Scheme = 'light' | 'dark' | 'auto'

const STORED = 'comptoir.scheme'
const listeners = new Set<() => void>()

export function scheme(): Scheme {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'auto'
}

export function setScheme(wanted: Scheme) {
  // Who is told of a change tells it back: the second time is nothing new.
  if (wanted === scheme()) return
  if (wanted === 'auto') localStorage.removeItem(STORED)
  else localStorage.setItem(STORED, wanted)
  startScheme()
  for (const listener of listeners) listener()
}

/** Called first thing, before anything is drawn. */
export function startScheme() {
  const wanted = scheme()
  if (wanted === 'auto') delete document.documentElement.dataset.scheme
  else document.documentElement.dataset.scheme = wanted
}

export function subscribeScheme(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useScheme = () => useSyncExternalStore(subscribeScheme, scheme)
