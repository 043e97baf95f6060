/** "Last seen" is worth a write a minute, not one per scan. */
const REMEMBERED_MAX = 50_000

/** True at most once in `every_ms` per key, in this process. */
export function seldom(every_ms: number): (key: string, now_ms: number) => boolean {
  const last = new Map<string, number>()
  return (key, now_ms) => {
    const known = last.get(key)
    if (known !== undefined && now_ms - known < every_ms) return false
    if (last.size > REMEMBERED_MAX) last.clear()
    last.set(key, now_ms)
    return true
  }
}
