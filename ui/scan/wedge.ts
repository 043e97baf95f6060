/**
 * Tells a scanner that types (a keyboard wedge) from a person: keys a few thousandths of a second apart,
 * ended by Enter or Tab. Pure: keys and times in, a scan out.
 */
import { textOf } from './us-layout.ts'
import type { Key } from './us-layout.ts'

/** Slow Bluetooth scanners send a key every 20 to 30 ms; a fast typist needs 80. */
const GAP_MS_MAX = 50
const AVERAGE_GAP_MS_MAX = 35
const LENGTH_MIN = 4

export type Burst = { keys: Key[]; started_ms: number; last_ms: number }
export type Step = { burst: Burst | undefined; scan?: string }

const empty = (key: Key, now_ms: number): Burst => ({ keys: [key], started_ms: now_ms, last_ms: now_ms })

function scanOf(burst: Burst | undefined, now_ms: number): string | undefined {
  if (!burst || burst.keys.length < LENGTH_MIN || now_ms - burst.last_ms > GAP_MS_MAX) return undefined
  const average = (burst.last_ms - burst.started_ms) / (burst.keys.length - 1)
  return average <= AVERAGE_GAP_MS_MAX ? textOf(burst.keys) : undefined
}

/** The next state after a key. `burst` undefined means that nothing is under way. */
export function afterKey(burst: Burst | undefined, key: Key, now_ms: number): Step {
  if (key.key === 'Enter' || key.key === 'Tab') {
    const scan = scanOf(burst, now_ms)
    return scan === undefined ? { burst: undefined } : { burst: undefined, scan }
  }
  // Shift and its like come between the letters of a burst and belong to it.
  if (key.key.length !== 1) return { burst: key.key === 'Shift' ? burst : undefined }
  if (!burst || now_ms - burst.last_ms > GAP_MS_MAX) return { burst: empty(key, now_ms) }
  return { burst: { keys: [...burst.keys, key], started_ms: burst.started_ms, last_ms: now_ms } }
}
