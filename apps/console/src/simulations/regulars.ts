/** Those who come often, whom a programme is for. */
import type { Figures } from './queries.ts'

const REGULAR_VISITS = 4

/** Of those who came four times or more, the share with a reward, from 0 to 1; null when nobody did. */
export function regularsOf({ frequencies }: Figures): number | null {
  const often = frequencies.filter(({ from }) => from >= REGULAR_VISITS)
  const members = often.reduce((all, one) => all + one.members, 0)
  return members === 0 ? null : often.reduce((all, one) => all + one.rewarded_members, 0) / members
}
