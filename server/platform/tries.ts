/** Counts tries of what could be guessed, on three axes: where they come from, what they aim at, and everybody's. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { refuse } from './refusal.ts'

const WINDOW_MS = 15 * 60_000
/** A shop's people often share one address; an attacker with many addresses meets the other two. */
export const TRIES_MAX = { ip: 60, account: 10, everybody: 3_000 }

type Axis = keyof typeof TRIES_MAX
/** `limits` and `window_ms` where something is guessed sooner than a password: a PIN, a code of six digits. */
export type Tried = {
  what: string
  ip: string
  account?: string
  limits?: Record<Axis, number>
  window_ms?: number
}

/** An IPv6 customer owns a whole /64, so that is one place. */
export const placeOf = (ip: string) =>
  ip.includes(':') && !ip.includes('.') ? ip.split(':').slice(0, 4).join(':') : ip

/** Neither an address nor an e-mail is kept in clear just to count. */
const keyOf = (what: string, axis: Axis, value: string) =>
  `${axis}:${createHash('sha256').update(`${what}\n${axis}\n${value}`).digest('base64url')}`

function keysOf({ what, ip, account }: Tried): string[] {
  const keys = [keyOf(what, 'ip', placeOf(ip)), keyOf(what, 'everybody', '')]
  if (account !== undefined) keys.push(keyOf(what, 'account', account.trim().toLowerCase()))
  return keys.sort()
}

/**
 * Counts one try and throws `too_many_tries` when an axis has had its number within the window
 * (a quarter of an hour unless said otherwise). Counting
 * comes before the answer, so that a hundred tries at once are a hundred. What succeeded is given back.
 */
export async function countTry(
  db: Database,
  tried: Tried,
  now = new Date(),
): Promise<{ giveBack: () => Promise<void> }> {
  const keys = keysOf(tried)
  const { limits = TRIES_MAX, window_ms = WINDOW_MS } = tried
  const since = new Date(now.getTime() - window_ms)
  // Sorted, so that two requests lock their shared rows in the same order.
  const { rows } = await sql<{ key: string; tries: number }>`
    insert into sign_in.attempt as a (key, tries, started_at)
    select key, 1, ${now} from unnest(${keys}::text[]) with ordinality as k (key, at) order by at
    on conflict (key) do update set
      tries = case when a.started_at < ${since} then 1 else a.tries + 1 end,
      started_at = case when a.started_at < ${since} then ${now} else a.started_at end
    returning key, tries
  `.execute(db)
  const over = rows.some(({ key, tries }) => tries > limits[key.split(':')[0] as Axis])
  if (over) throw refuse('too_many_tries', { retry_after_s: window_ms / 1000 })
  return { giveBack: () => giveBack(db, keys) }
}

/** The account starts afresh; the shared counts lose only this one. */
async function giveBack(db: Database, keys: string[]) {
  await sql`
    update sign_in.attempt a set tries = case when a.key like 'account:%' then 0 else greatest(0, a.tries - 1) end
    from (select key from sign_in.attempt where key = any(${keys}) order by key for update) k where k.key = a.key
  `.execute(db)
}

/** Whether this is the first use: a code that is right for a minute and a half must still open only once. */
export async function useOnce(db: Database, what: string, value: string, now = new Date()): Promise<boolean> {
  const { rows } = await sql`
    insert into sign_in.attempt (key, tries, started_at) values (${keyOf(what, 'account', value)}, 1, ${now})
    on conflict (key) do nothing returning key
  `.execute(db)
  return rows.length === 1
}

/** Counts and challenges that are over; once an hour, so that the tables stay small. */
export async function sweepSignIn(db: Database, now = new Date()): Promise<void> {
  await sql`delete from sign_in.attempt where started_at < ${new Date(now.getTime() - WINDOW_MS)}`.execute(db)
  await sql`delete from sign_in.verification where expires_at < ${now}`.execute(db)
  await sql`delete from sign_in.session where expires_at < ${now}`.execute(db)
}
