/**
 * Saves what is typed when it rests for a moment. Two saves never overlap: the second waits and takes the latest
 * value. What was refused or lost stays wanted, and is sent again on the next change or on retry.
 */

export type SavingState = { state: 'calm' | 'saving' | 'saved' | 'failed'; error?: unknown }

type Options<Value> = {
  /** What the server has; offering the same again sends nothing. */
  stored: Value
  save: (value: Value) => Promise<unknown>
  onState: (state: SavingState) => void
  pause_ms: number
}

export function makeAutosave<Value>({ stored, save, onState, pause_ms }: Options<Value>) {
  let kept = JSON.stringify(stored)
  let wanted = stored
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  async function send(): Promise<void> {
    clearTimeout(timer)
    const text = JSON.stringify(wanted)
    if (busy || text === kept) return
    busy = true
    onState({ state: 'saving' })
    try {
      await save(wanted)
      kept = text
      busy = false
      onState({ state: 'saved' })
    } catch (error) {
      busy = false
      return onState({ state: 'failed', error })
    }
    return send()
  }

  return {
    offer(value: Value) {
      wanted = value
      clearTimeout(timer)
      if (JSON.stringify(value) !== kept) timer = setTimeout(() => void send(), pause_ms)
    },
    /** Now, without waiting for the pause: on retry, and when the page is left. */
    send,
  }
}
