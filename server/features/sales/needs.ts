/** What a programme asks about people and goods beyond their accounts: read only when one that may judge asks. Pure. */
import type { Conditions, Programme } from '../programmes/programme.ts'

export type Need = 'states' | 'goods' | 'first_purchase' | 'birthday' | 'tags' | 'clubs' | 'audiences'

const known = new WeakMap<Programme, Need[]>()

/** Derived once for each version: a programme is never changed in place. */
export function needsOf(programme: Programme): Need[] {
  let needs = known.get(programme)
  if (!needs) known.set(programme, (needs = [...deriveNeeds(programme)]))
  return needs
}

function deriveNeeds({ units, earning, multipliers = [], ladders = [], rewards }: Programme): Set<Need> {
  const needs = new Set<Need>()
  const caps = [...units, ...earning].some((one) => (one.caps?.length ?? 0) > 0)
  if (caps || ladders.length > 0) needs.add('states')
  for (const { when } of [...earning, ...multipliers]) for (const need of askedBy(when)) needs.add(need)
  for (const { tier_ids, club_ids } of rewards) {
    if (isGiven(tier_ids)) needs.add('states')
    if (isGiven(club_ids)) needs.add('clubs')
  }
  return needs
}

const isGiven = (list: string[] | undefined) => (list?.length ?? 0) > 0

function askedBy(when: Conditions): Need[] {
  const asked: [boolean, Need][] = [
    [isGiven(when.brands) || isGiven(when.suppliers), 'goods'],
    [when.first_purchase === true, 'first_purchase'],
    [when.birthday !== undefined, 'birthday'],
    [isGiven(when.tags), 'tags'],
    [isGiven(when.club_ids), 'clubs'],
    [isGiven(when.audience_ids), 'audiences'],
    [isGiven(when.tier_ids), 'states'],
  ]
  return asked.filter(([is]) => is).map(([, need]) => need)
}
