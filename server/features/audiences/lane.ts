/** So many at a time, the others in the order they came; whoever leaves meanwhile, or waits too long, is let go. */
type Waiting = { enter: () => void; turn_away: () => void }
export type Lane = {
  /** Null: they left, or it took too long until it was their turn. */
  through: <T>(work: () => Promise<T>, leaves: AbortSignal) => Promise<T | null>
}

export function openLane(width: number, wait_ms_max: number): Lane {
  const waiting = new Set<Waiting>()
  let inside = 0
  const enter = (leaves: AbortSignal) =>
    new Promise<boolean>((resolve) => {
      if (leaves.aborted) return resolve(false)
      if (inside < width) {
        inside += 1
        return resolve(true)
      }
      const end = (entered: boolean) => {
        waiting.delete(one)
        clearTimeout(timer)
        leaves.removeEventListener('abort', one.turn_away)
        resolve(entered)
      }
      const one: Waiting = { enter: () => end(true), turn_away: () => end(false) }
      const timer = setTimeout(one.turn_away, wait_ms_max)
      leaves.addEventListener('abort', one.turn_away, { once: true })
      waiting.add(one)
    })
  const leave = () => {
    const [next] = waiting
    // The place is handed on, and so never counted twice.
    if (next) next.enter()
    else inside -= 1
  }
  return {
    async through(work, leaves) {
      if (!(await enter(leaves))) return null
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
