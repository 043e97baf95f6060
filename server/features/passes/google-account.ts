/** The service account for Google Wallet: its key file, its access token, and links that save a card. */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SignJWT } from 'jose'
import type { Config } from '../../config.ts'
import { OutboundError, send, type Sent } from '../../platform/outbound.ts'
import { objectId } from './google-pass.ts'

export const GOOGLE_PROBLEMS = ['not_set_up', 'file_missing', 'unreadable', 'issuer_missing'] as const
type GoogleProblem = (typeof GOOGLE_PROBLEMS)[number]

export type GoogleSettings = Pick<Config, 'google_wallet' | 'google_wallet_issuer' | 'google_wallet_url'>
export type GoogleAccount = { issuer: string; email: string; key: KeyObject; token_url: string; url: string }
type GoogleStanding = { account: GoogleAccount } | { problem: GoogleProblem }

export function readGoogleAccount(settings: GoogleSettings): GoogleStanding {
  const { google_wallet: path, google_wallet_issuer: issuer, google_wallet_url: url } = settings
  if (path === null) return { problem: 'not_set_up' }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { problem: 'file_missing' }
  }
  try {
    const { client_email, private_key, token_uri } = JSON.parse(text) as Record<string, unknown>
    if (typeof client_email !== 'string' || typeof private_key !== 'string' || typeof token_uri !== 'string')
      return { problem: 'unreadable' }
    if (!/^\d{5,30}$/.test(issuer ?? '')) return { problem: 'issuer_missing' }
    const key = createPrivateKey(private_key)
    return { account: { issuer: issuer!, email: client_email, key, token_url: token_uri, url } }
  } catch {
    return { problem: 'unreadable' }
  }
}

/** What saves the card: its object stands at Google already, so the link stays short. Good for as long as it is looked at. */
export async function saveLink({ issuer, email, key }: GoogleAccount, pass_id: string, origin: string) {
  const token = await new SignJWT({
    typ: 'savetowallet',
    origins: [origin],
    payload: { loyaltyObjects: [{ id: objectId(issuer, pass_id) }] },
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(email)
    .setAudience('google')
    .setIssuedAt()
    .sign(key)
  return `https://pay.google.com/gp/v/save/${token}`
}

const SCOPE = 'https://www.googleapis.com/auth/wallet_object.issuer'
const MARGIN_MS = 60_000

/** The address is the host's own setting, so one on this machine is allowed where it says http. */
const isOwn = (url: string) => url.startsWith('http:')

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'
/**
 * Never throws: `problem` says what went wrong, and `status` 0 that nobody answered. `unsure`: it may have been done all the
 * same. `is_held`: whether anybody keeps the card, where the answer says it.
 */
export type Reply = { status: number; problem: string | null; unsure: boolean; is_held: boolean | null }
export type Google = { ask: (method: Method, path: string, body: object) => Promise<Reply> }

/** With an access token that is kept until a minute before it ends. */
export function openGoogle(account: GoogleAccount): Google {
  let kept: { token: string; until: number } | undefined
  const token = async () => {
    if (kept && kept.until > Date.now()) return kept.token
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(account.email)
      .setAudience(account.token_url)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(account.key)
    const { status, body } = await send(account.token_url, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }).toString(),
      allow_private: isOwn(account.token_url),
    })
    if (status !== 200) throw new OutboundError(`no access: HTTP ${status}`, false)
    const { access_token, expires_in } = JSON.parse(body) as { access_token: string; expires_in: number }
    kept = { token: access_token, until: Date.now() + expires_in * 1000 - MARGIN_MS }
    return access_token
  }
  return {
    async ask(method, path, body) {
      const failed = (error: unknown, unsure: boolean): Reply => ({
        status: 0,
        problem: (error as Error).message,
        unsure,
        is_held: null,
      })
      let authorization: string
      try {
        authorization = `Bearer ${await token()}`
      } catch (error) {
        return failed(error, false)
      }
      try {
        const answer = await send(`${account.url}/walletobjects/v1/${path}`, {
          method,
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify(body),
          allow_private: isOwn(account.url),
        })
        if (answer.status === 401) kept = undefined
        return readReply(answer)
      } catch (error) {
        return failed(error, error instanceof OutboundError && error.connected)
      }
    },
  }
}

function readReply(answer: Sent): Reply {
  const { status, body } = answer
  const said = /"hasUsers"\s*:\s*(true|false)/.exec(body)?.[1]
  // 503 is « not now »; any other mishap of theirs may have come after the deed.
  const unsure = status >= 500 && status !== 503
  return { status, problem: problemOf(answer), unsure, is_held: said === undefined ? null : said === 'true' }
}

function problemOf({ status, body }: Sent): string | null {
  if (status >= 200 && status < 300) return null
  return /"(?:reason|status)"\s*:\s*"([\w-]{1,80})"/.exec(body)?.[1] ?? `HTTP ${status}`
}
