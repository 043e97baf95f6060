/** Decides for a slice of people at once; the caller queues what goes in the same transaction. */
import { assert } from '../../lib/assert.ts'
import type { Context } from '../../platform/database.ts'
import { readSetting } from './read-setting.ts'
import { readPeople, type People, type Person } from './people.ts'
import { addHeld } from './queries.ts'
import { decide, type Setting } from './rules.ts'
import type { Candidate, Decision } from './shape.ts'

/**
 * In the order of their candidates. Higher priority decides first and counts against the others of the same call;
 * people stay locked until the transaction ends, so that whatever else decides for them counts what is queued here.
 * `keep` writes down what is held, for the customer's record; a rehearsal does not.
 */
export async function decideMany(
  ctx: Context,
  candidates: readonly Candidate[],
  { keep = false }: { keep?: boolean } = {},
): Promise<Decision[]> {
  if (candidates.length === 0) return []
  const setting = await readSetting(ctx)
  const letters = candidates.some(({ channels }) => channels.includes('letter'))
  const people = await readPeople(
    ctx,
    candidates.map(({ customer_id }) => customer_id),
    { lock: true, said: 'planned', household_days: letters ? setting.rules.household_letter_days : 0 },
  )
  const decided = decideInOrder(candidates, people, setting, ctx.now)
  if (keep) await keepHeld(ctx, candidates, decided)
  return decided
}

/** The same without a database, for a rehearsal of many months. */
export function decideInOrder(
  candidates: readonly Candidate[],
  people: People,
  setting: Setting,
  now: Date,
): Decision[] {
  const letters = new Map<string, number[]>()
  const volumes = { ...setting.volumes }
  const decided = new Map<Candidate, Decision>()
  for (const candidate of inOrder(candidates)) {
    const person = people.get(candidate.customer_id)
    const decision = person
      ? decideOne(candidate, person, { ...setting, volumes }, letters, now)
      : unknownPerson(candidate)
    decided.set(candidate, decision)
    if (decision.go) volumes[decision.channel] = (volumes[decision.channel] ?? 0) + 1
  }
  return candidates.map((candidate) => decided.get(candidate)!)
}

/** Nobody of that id here: nothing is said to them. */
const unknownPerson = ({ message_id }: Candidate): Decision => ({
  message_id,
  go: false,
  held: [{ channel: null, code: 'left', details: {} }],
})

const inOrder = (candidates: readonly Candidate[]) =>
  candidates.toSorted((a, b) => b.priority - a.priority || a.due_at.getTime() - b.due_at.getTime())

function decideOne(
  candidate: Candidate,
  person: Person,
  setting: Setting,
  letters: Map<string, number[]>,
  now: Date,
): Decision {
  const { message_id, purpose } = candidate
  // Asked again, a message does not count against itself.
  const state = {
    ...person,
    said: person.said.filter((one) => one.message_id !== message_id),
    household_letters_ms: [
      ...person.household_letters_ms,
      ...person.household.flatMap((key) => letters.get(key) ?? []),
    ],
  }
  const decision = decide(candidate, state, setting, now)
  if (!decision.go || purpose === 'service') return decision
  const at_ms = decision.due_at.getTime()
  person.said = [...state.said, { message_id, channel: decision.channel, purpose, at_ms }]
  if (decision.channel === 'letter' && purpose === 'marketing')
    for (const key of person.household) letters.set(key, [...(letters.get(key) ?? []), at_ms])
  return decision
}

/** Writes down what was held, so that it can be explained later. */
export async function keepHeld(
  ctx: Context,
  candidates: readonly Candidate[],
  decisions: readonly Decision[],
) {
  assert(candidates.length === decisions.length, 'each candidate has its decision')
  const rows = candidates.flatMap(({ message_id, customer_id, purpose, origin }, index) => {
    const decision = decisions[index]!
    if (decision.go) return []
    return {
      message_id,
      customer_id,
      purpose,
      origin_kind: origin.kind,
      origin_id: origin.id,
      held: decision.held,
    }
  })
  await addHeld(ctx, rows)
}
