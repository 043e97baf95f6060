/** As long as the way back is shown. */
const WAIT_MS = 10_000

/**
 * Says it once the way back is gone, or at once when the page is left; the answer takes it back, and is false when it was said
 * already. Nothing was done until then, so nothing has to be undone.
 */
export function sayLater(say: () => Promise<unknown>, wait_ms = WAIT_MS): () => boolean {
  let waits = true
  const now = () => {
    if (!end()) return
    void say()
  }
  const end = () => {
    const was = waits
    waits = false
    clearTimeout(timer)
    removeEventListener('pagehide', now)
    return was
  }
  const timer = setTimeout(now, wait_ms)
  addEventListener('pagehide', now)
  return end
}
