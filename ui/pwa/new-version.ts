/** Registers the service worker and tells when a new version of the app waits for the person's word. */
import { useSyncExternalStore } from 'react'

const LOOK_EVERY_MS = 30 * 60_000

const listeners = new Set<() => void>()
let waiting: ServiceWorker | null = null

function announce(worker: ServiceWorker | null) {
  waiting = worker
  for (const listener of listeners) listener()
}

/** Called once by the till and the card. Does nothing while developing, where there is no built worker. */
export async function keepOffline() {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI))
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) announce(worker)
    })
  if (registration.waiting && navigator.serviceWorker.controller) announce(registration.waiting)
  registration.addEventListener('updatefound', () => watch(registration.installing))
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS)
}

/** Lets the waiting version take over, then opens the page anew. */
export function takeNewVersion() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('take_over')
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useNewVersion = () => useSyncExternalStore(subscribe, () => waiting !== null)
