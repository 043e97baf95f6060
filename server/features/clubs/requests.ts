/** A wish to be in a club, of the customer or of the shop, until the other side has said yes or no. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { findCustomer } from '../customers/actions.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { joinClub, openClub } from './actions.ts'
import { ClubAnswered, ClubAsked, type Answer, type Asking } from './events.ts'
import { addRequest, answerRequests, findClub, findRequest, listStays, listWaiting } from './queries.ts'
import { refuse } from './refusals.ts'

export type Asked = { request_id: string; club_id: string; customer_id: string; kind: Asking }

/** The same wish again is the same wish. A shop may invite to any club that follows no list, customers ask where it is so. */
export async function askForClub(ctx: Context, asked: Asked): Promise<Asked> {
  const { request_id, club_id, customer_id, kind } = asked
  const club = await openClub(ctx, club_id)
  const earlier = await findRequest(ctx, request_id)
  if (earlier) {
    const same = earlier.club_id === club_id && earlier.customer_id === customer_id && earlier.kind === kind
    if (!same) throw refuse('club_request_id_reused')
    return asked
  }
  if (club.joins === 'list') throw refuse('club_follows_list')
  if (kind === 'request' && club.joins !== 'request') throw refuse('club_takes_no_requests')
  const customer = await findCustomer(ctx, customer_id)
  if (!customer) throw refuseCustomer('customer_not_found')
  if (customer.left_at) throw refuseCustomer('customer_left')
  if ((await listStays(ctx, customer_id)).some((stay) => stay.club_id === club_id && !stay.left_at))
    throw refuse('club_already_in')
  if (!(await addRequest(ctx, asked))) throw refuse('club_already_asked')
  await publish(
    ctx,
    ClubAsked,
    { club_id, name: club.name, request_id, kind },
    { customer_id, subject_id: club_id },
  )
  return asked
}

type Answering = { request_id: string; answer: Answer; by: 'shop' | 'customer'; customer_id?: string }

/**
 * The shop answers requests and takes back invitations; the customer answers invitations and takes back requests. Twice
 * the same answer is one. Accepting joins: throws club_full when there is no place.
 */
export async function answerForClub(ctx: Context, { request_id, answer, by, customer_id }: Answering) {
  const request = await findRequest(ctx, request_id)
  if (!request || (customer_id && request.customer_id !== customer_id)) throw refuse('club_request_not_found')
  const asker = request.kind === 'request' ? 'customer' : 'shop'
  if ((answer === 'withdrawn') !== (asker === by)) throw refuse('club_answer_not_yours')
  const club = await openClub(ctx, request.club_id)
  // Read again now that the club is ours: another answer may have come meanwhile.
  const { answered_at, answer: earlier } = (await findRequest(ctx, request_id))!
  if (answered_at && earlier !== answer) throw refuse('club_request_answered', { answer: earlier })
  if (answered_at) return { request_id, answer }
  await answerRequests(ctx, { request_id }, answer)
  if (answer === 'accepted')
    await joinClub(ctx, {
      club_id: request.club_id,
      customer_id: request.customer_id,
      how: request.kind === 'request' ? 'request' : 'invitation',
    })
  await publish(
    ctx,
    ClubAnswered,
    { club_id: request.club_id, name: club.name, request_id, kind: request.kind, answer },
    { customer_id: request.customer_id, subject_id: request.club_id },
  )
  return { request_id, answer }
}

/** Who asks to be in, or was invited, and waits. */
export async function waitingFor(ctx: Context, club_id: string) {
  if (!(await findClub(ctx, club_id))) throw refuse('club_not_found')
  return listWaiting(ctx, { club_id })
}
