/** The people of the install, and their sessions. They enter a shop only through its staff. */
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { newId } from '../lib/id.ts'
import type { Context, Database, Tx } from './database.ts'

/** A user's row is no tenant's, so a transaction of whatever tenant may reach it, and so may none. */
type Connection = Database | Tx

export const emailKey = (email: string) => email.trim().toLowerCase()

/** scrypt, some 80 ms: called before a transaction begins. */
export const passwordHash = (password: string) => hashPassword(password)

export async function findUserByEmail(
  db: Connection,
  email: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from sign_in."user" where email = ${emailKey(email)}
  `.execute(db)
  return rows[0]
}

export type NewUser = { name: string; email: string; password_hash: string; email_verified: boolean }

/** Answers the new user's id, or null when the address is already somebody's. */
export async function addUser(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  user: NewUser,
): Promise<string | null> {
  const id = newId(now.getTime())
  const { rows } = await sql`
    insert into sign_in."user" (id, name, email, email_verified, created_at, updated_at)
    values (${id}, ${user.name}, ${emailKey(user.email)}, ${user.email_verified}, ${now}, ${now})
    on conflict (email) do nothing returning id
  `.execute(tx)
  if (rows.length === 0) return null
  await sql`
    insert into sign_in.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    values (${newId(now.getTime())}, ${id}, 'credential', ${id}, ${user.password_hash}, ${now}, ${now})
  `.execute(tx)
  return id
}

export type SessionRow = {
  session_id: string
  ip_address: string | null
  user_agent: string | null
  created_at: Date
  expires_at: Date
}

export async function listSessions(db: Connection, user_id: string, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id as session_id, ip_address, user_agent, created_at, expires_at from sign_in.session
    where user_id = ${user_id} and expires_at > ${now} order by created_at desc limit 100
  `.execute(db)
  return rows
}

/** Whether there was such a session of this user. */
export async function endSession(db: Connection, user_id: string, session_id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from sign_in.session where user_id = ${user_id} and id = ${session_id} returning id
  `.execute(db)
  return rows.length === 1
}

export async function endSessionByToken(db: Connection, token: string): Promise<void> {
  await sql`delete from sign_in.session where token = ${token}`.execute(db)
}

/** Someone who may enter no shop any more has nothing to be signed in to. */
export async function endSessionsOutsideShops(db: Connection, user_id: string): Promise<void> {
  await sql`
    delete from sign_in.session s where s.user_id = ${user_id}
      and not exists (select from tenant_user t where t.user_id = ${user_id})
  `.execute(db)
}

export async function hasTwoFactor(db: Connection, user_id: string): Promise<boolean> {
  const { rows } = await sql<{ on: boolean }>`
    select coalesce(two_factor_enabled, false) as on from sign_in."user" where id = ${user_id}
  `.execute(db)
  return rows[0]?.on ?? false
}
