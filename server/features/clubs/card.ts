/** Clubs as the holder of a card sees them: theirs, what waits for an answer, and those they may ask for. */
import type { Context } from '../../platform/database.ts'
import { listClubs, listStays, listWaiting } from './queries.ts'

export async function clubsForCard(ctx: Context, customer_id: string) {
  const mine = (await listStays(ctx, customer_id)).filter(({ left_at }) => !left_at)
  const waiting = await listWaiting(ctx, { customer_id })
  const known = new Set([...mine, ...waiting].map(({ club_id }) => club_id))
  const others = (await listClubs(ctx)).filter(
    ({ club_id, joins }) => !known.has(club_id) && (joins === 'open' || joins === 'request'),
  )
  return {
    mine: mine.map(({ club_id, name, description, advantages, joins, joined_at }) => ({
      club_id,
      name,
      description,
      advantages,
      joins,
      joined_at,
    })),
    waiting: waiting.map(({ request_id, club_id, name, kind, asked_at }) => ({
      request_id,
      club_id,
      name,
      kind,
      asked_at,
    })),
    open: others.map(({ club_id, name, description, advantages, joins, members, members_max }) => ({
      club_id,
      name,
      description,
      advantages,
      joins,
      full: members_max !== null && members >= members_max,
    })),
  }
}
