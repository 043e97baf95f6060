/** When to offer a place on the home screen: once the card has been of use, and never twice after a no. */
import { useSyncExternalStore } from 'react'
import { place } from '#ui/places.ts'

type InstallPrompt = Event & { prompt: () => Promise<unknown> }
export type Offer = 'none' | 'ask' | 'explain_ios'

const listeners = new Set<() => void>()
let prompt: InstallPrompt | null = null

const key = () => `comptoir.card.install ${place().shop_path}`
/** '' | 'shown' (the card was shown in a shop once) | 'no' (not now, thank you). */
const noted = () => localStorage.getItem(key()) ?? ''

function note(what: 'shown' | 'no') {
  localStorage.setItem(key(), what)
  tell()
}
function tell() {
  for (const listener of listeners) listener()
}

/** Called once. The browser says when it could install; the moment is ours. */
export function watchInstall() {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt = event as InstallPrompt
    tell()
  })
  addEventListener('appinstalled', () => {
    prompt = null
    note('no')
  })
}

export const cardWasShown = () => {
  if (noted() === '') note('shown')
}
export const declineInstall = () => note('no')
export async function install() {
  await prompt?.prompt()
  prompt = null
  tell()
}

const isInstalled = () =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true
/** An iPad says it is a Mac, but no Mac has a touch screen. */
const isIos = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1)

function offer(): Offer {
  if (noted() !== 'shown' || isInstalled()) return 'none'
  if (prompt) return 'ask'
  return isIos() ? 'explain_ios' : 'none'
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useInstallOffer = () => useSyncExternalStore(subscribe, offer)
