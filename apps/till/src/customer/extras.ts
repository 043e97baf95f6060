/** Good deeds, clubs and friends: on the device first and then sent, like a sale. */
import { ApiError } from '#ui/api.ts'
import { newId } from '../../../../server/lib/id.ts'
import { keepPerson } from '../keep/people.ts'
import type { ActivityAnswer, Bootstrap, Job, Person } from '../keep/shapes.ts'
import { online } from '../keep/till.ts'
import { queue } from '../queue/queue.ts'
import type { Answer } from '../queue/put-job.ts'
import { answerTo } from '../queue/send.ts'
import { tell } from '../shell/tell.ts'
import { say } from './words.ts'

const PATIENCE_MS = 3_000

const waits = (person: Pick<Person, 'customer_id' | 'first_name'>) => ({
  key: person.customer_id,
  made_at: new Date().toISOString(),
  tries: 0,
  state: 'waiting' as const,
  about: { name: person.first_name, amount_cents: null, earned: [] },
})

type Sent = { answer: Answer | 'later' } | { refused: string }

/** The server's word, or its absence; what it refuses leaves nothing behind. */
async function sendNow(job: Job): Promise<Sent> {
  const seq = await queue(job)
  if (!online.get()) return { answer: 'later' }
  try {
    return { answer: await answerTo(seq, PATIENCE_MS) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { refused: error.problem.detail ?? error.problem.title }
  }
}

/** False when the server would not have it: then it has been said why. */
export async function recordActivity(
  person: Person,
  activity: string,
  name: string,
  inWords: (unit: string, units: number) => string,
): Promise<boolean> {
  const sent = await sendNow({
    ...waits(person),
    kind: 'activity',
    params: { customer_id: person.customer_id, activity_id: newId() },
    body: { activity, occurred_at: new Date().toISOString() },
  })
  if ('refused' in sent) {
    tell('wrong', say('activity_refused'), sent.refused)
    return false
  }
  const answer = sent.answer === 'later' ? null : (sent.answer as ActivityAnswer)
  const earned = answer?.earned.map((one) => `+${inWords(one.unit, one.units)}`).join(', ')
  tell('done', name, answer ? earned || say('activity_gave_nothing') : say('noted_later'))
  return true
}

export async function joinClub(person: Person, club: Bootstrap['clubs'][number]): Promise<void> {
  const { customer_id } = person
  const sent = await sendNow({
    ...waits(person),
    kind: 'club',
    params: { customer_id, club_id: club.club_id },
    body: {},
  })
  if ('refused' in sent) return tell('wrong', say('club_refused'), sent.refused)
  await keepPerson({ ...person, club_ids: [...(person.club_ids ?? []), club.club_id] })
  tell('done', say('club_joined', { name: club.name }), sent.answer === 'later' ? say('noted_later') : '')
}

type Newcomer = Pick<Person, 'customer_id' | 'first_name'>

/** Why it was refused; null when it was taken, or will be sent when the network is back. */
export async function bringFriend(person: Newcomer, code: string): Promise<string | null> {
  const sent = await sendNow({
    ...waits(person),
    kind: 'friend',
    params: { referral_id: newId() },
    body: { code: code.trim().toUpperCase(), customer_id: person.customer_id },
  })
  if ('refused' in sent) return sent.refused
  tell('done', say('friend_taken'), say(sent.answer === 'later' ? 'noted_later' : 'friend_when'))
  return null
}
