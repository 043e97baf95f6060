/** A value that screens follow: read, set, subscribe. For what is told from outside React, such as the queue. */
import { useSyncExternalStore } from 'react'

export type Store<T> = {
  get: () => T
  set: (next: T) => void
  change: (change: (before: T) => T) => void
  use: () => T
  /** Until the returned function is called. */
  watch: (listener: () => void) => () => void
}

export function makeStore<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  const get = () => value
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    get,
    set,
    change: (change) => set(change(value)),
    use: () => useSyncExternalStore(subscribe, get),
    watch: subscribe,
  }
}
