/**
 * How much may be earned in a time. Awards are cut, their lines with them, so that they still add up; what was given is
 * counted in the account under the cap's name and period, and said in the award so that a return counts it off again.
 */
import { counterPeriod, isForgotten } from './calendar.ts'
import type { ReadyCaps } from './compile.ts'
import type { Award } from './judgement.ts'

/**
 * Cuts what these awards give together down to what the caps leave. A cap that refuses looks at what would be given
 * before any cut, and then nothing is; of those that reduce, the tightest holds. What is cut is cut off the last
 * written first.
 */
export function cutToCaps(
  ready: ReadyCaps,
  awards: Award[],
  counters: Record<string, number> | undefined,
  day: number,
): void {
  let wanted = 0
  for (const { units } of awards) wanted += units
  if (wanted <= 0) return
  let room = wanted
  const names = countersOn(ready, day)
  for (let n = 0; n < names.length; n += 1) {
    const { per, units_max, over } = ready.caps[n]!
    const counted = per === 'sale' ? 0 : (counters?.[names[n]!] ?? 0)
    const left = Math.max(0, units_max - counted)
    if (wanted > left) room = over === 'refuse' ? 0 : Math.min(room, left)
  }
  let cut = wanted - room
  for (let at = awards.length - 1; at >= 0 && cut > 0; at -= 1) {
    const of_award = Math.min(awards[at]!.units, cut)
    if (of_award > 0) cutAward(awards[at]!, of_award)
    cut -= of_award
  }
}

/** One string for each counter and day, since making and hashing them takes longer than counting. */
function countersOn({ name, caps, counters }: ReadyCaps, day: number): string[] {
  if (counters.day !== day) {
    counters.day = day
    counters.names = caps.map(({ per }) => (per === 'sale' ? '' : name + counterPeriod(per, day)))
  }
  return counters.names
}

function cutAward(award: Award, units: number): void {
  award.units -= units
  award.capped = (award.capped ?? 0) + units
  let left = units
  for (let at = award.lines.length - 1; at >= 0 && left > 0; at -= 1) {
    const line = award.lines[at]!
    const of_line = Math.min(line.units, left)
    if (of_line <= 0) continue
    line.units -= of_line
    line.capped = (line.capped ?? 0) + of_line
    left -= of_line
  }
}

/** Counts what the award gives, once all cuts are made, in counters that are the account's own. */
export function countForCaps(
  ready: ReadyCaps,
  award: Award,
  counters: Record<string, number>,
  day: number,
): void {
  for (const counter of countersOn(ready, day)) {
    // A cap by sale counts nothing; two caps of one period share their counter.
    if (counter === '' || award.counted?.[counter] !== undefined) continue
    award.counted ??= {}
    award.counted[counter] = award.units
    counters[counter] = (counters[counter] ?? 0) + award.units
  }
}

/** So many periods are carried before those that are long over are looked for. */
const CARRIED = 16

/** A copy to count in; long lists lose what is long over. */
export function countersToWrite(
  counters: Record<string, number> | undefined,
  day: number,
): Record<string, number> {
  if (counters === undefined) return {}
  const names = Object.keys(counters)
  if (names.length < CARRIED) return { ...counters }
  const kept: Record<string, number> = {}
  for (const name of names) if (!isForgotten(name, day)) kept[name] = counters[name]!
  return kept
}

/**
 * What caps had counted for what comes back, taken off: a new record, without what came to nothing. A counter that was
 * forgotten meanwhile stays so.
 */
export function countOff(
  counters: Record<string, number> | undefined,
  off: Record<string, number> | undefined,
): Record<string, number> {
  const left = { ...counters }
  for (const [counter, units] of Object.entries(off ?? {})) {
    const after = (left[counter] ?? 0) - units
    if (after > 0) left[counter] = after
    else delete left[counter]
  }
  return left
}
