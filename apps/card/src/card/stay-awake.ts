/** The screen stays on for a minute while a code is shown. Phones that cannot simply do not. */
import { useEffect } from 'react'

const AWAKE_MS = 60_000

export const canStayAwake = () => 'wakeLock' in navigator

export function useStayAwake() {
  useEffect(() => {
    if (!canStayAwake()) return
    let lock: WakeLockSentinel | null = null
    const until = Date.now() + AWAKE_MS
    let over = false
    const hold = async () => {
      if (over || document.visibilityState !== 'visible' || Date.now() >= until) return
      // Refused when the battery is low: nothing to do about it, and nothing lost.
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      if (over) void lock?.release()
    }
    const letGo = () => {
      over = true
      void lock?.release()
    }
    void hold()
    // The system takes the lock back when another app comes in front.
    document.addEventListener('visibilitychange', hold)
    const timer = setTimeout(letGo, AWAKE_MS)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hold)
      letGo()
    }
  }, [])
}
