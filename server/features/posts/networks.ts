/** One shape for each network: what a page is called there, and a post put on it. Neither throws. */
import { OutboundError, send, type Sent } from '../../platform/outbound.ts'
import { readFailure, wordsWithLink, type Tried } from './rules.ts'

export type Page = {
  kind: 'facebook' | 'webhook'
  address: string
  page_ref: string | null
  token: string
  /** An address on this machine, where nothing real is set up. */
  allow_private: boolean
}
export type Post = {
  /** The same however often it is tried. */
  key: string
  text: string
  link: string | null
  pictures: { url: string; alt: string }[]
}

/** `handing` is awaited before the one call that makes the post seen; where it says no, another worker has the post. */
export type Network = (page: Page, post: Post, handing: () => Promise<boolean>) => Promise<Tried>

const TAKEN_AWAY: Tried = { done: false, failure: 'later', why: 'interrupted' }

export const GRAPH = 'https://graph.facebook.com/v23.0'

/** Graph API: pictures are brought first and are seen by nobody; then one call publishes. */
const toFacebook: Network = async (page, post, handing) => {
  const fbids: string[] = []
  for (const { url, alt } of post.pictures) {
    const brought = await ask(page, `${page.page_ref}/photos`, {
      url,
      published: 'false',
      ...(alt && { alt_text_custom: alt }),
    })
    if (!('id' in brought)) return readOrLater(brought, false)
    fbids.push(brought.id)
  }
  const words: Record<string, string> =
    fbids.length > 0 || post.link === null
      ? { message: wordsWithLink(post.text, post.link) }
      : { message: post.text, link: post.link }
  const attached = fbids.map((id, at) => [`attached_media[${at}]`, JSON.stringify({ media_fbid: id })])
  if (!(await handing())) return TAKEN_AWAY
  const answer = await ask(page, `${page.page_ref}/feed`, { ...words, ...Object.fromEntries(attached) })
  if (!('id' in answer)) return readOrLater(answer, true)
  const seen = await ask(page, `${answer.id}?fields=permalink_url`, null)
  const address =
    'permalink_url' in seen && seen.permalink_url?.startsWith('https://')
      ? seen.permalink_url!
      : `https://www.facebook.com/${answer.id}`
  return { done: true, ref: answer.id, address }
}

/** Any program that takes a post as JSON: a site, an automation, another network's bridge. */
const toWebhook: Network = async (page, post, handing) => {
  if (!(await handing())) return TAKEN_AWAY
  const answer = await attempt(page, page.address, {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': post.key,
      ...(page.token && { authorization: `Bearer ${page.token}` }),
    },
    body: JSON.stringify({ id: post.key, text: post.text, link: post.link, pictures: post.pictures }),
  })
  if ('error' in answer || answer.status < 200 || answer.status > 299) return readOrLater(answer, true)
  const { id = null, url = null } = readJson(answer.body) as { id?: unknown; url?: unknown }
  return {
    done: true,
    ref: typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 200) : null,
    address: typeof url === 'string' && /^https?:\/\//.test(url) ? url.slice(0, 1000) : null,
  }
}

export const networkOf = (kind: Page['kind']): Network => (kind === 'facebook' ? toFacebook : toWebhook)

/** What the network calls the page; a failure when the key opens nothing there. A webhook is asked nothing. */
export async function nameOf(page: Page): Promise<{ name: string | null } | (Tried & { done: false })> {
  if (page.kind === 'webhook') return { name: null }
  const answer = await ask(page, `${page.page_ref}?fields=name`, null)
  if ('name' in answer && typeof answer.name === 'string') return { name: answer.name.slice(0, 120) }
  return readOrLater(answer, false) as Tried & { done: false }
}

type Lost = { error: OutboundError }
type Known = { id: string; name?: string; permalink_url?: string }

/** The key goes in a header, never in an address that somebody logs. */
async function ask(
  page: Page,
  path: string,
  fields: Record<string, string> | null,
): Promise<Known | Sent | Lost> {
  const answer = await attempt(page, `${page.address}/${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${page.token}`,
      ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(fields && { body: new URLSearchParams(fields).toString() }),
  })
  if ('error' in answer || answer.status !== 200) return answer
  const told = readJson(answer.body) as Partial<Known>
  return typeof told.id === 'string' ? (told as Known) : { ...answer, status: 502 }
}

async function attempt(page: Page, url: string, request: Parameters<typeof send>[1]): Promise<Sent | Lost> {
  try {
    return await send(url, { ...request, allow_private: page.allow_private })
  } catch (error) {
    return { error: error as OutboundError }
  }
}

function readOrLater(answer: Known | Sent | Lost, visible: boolean): Tried {
  if ('error' in answer) {
    const unsure = visible && answer.error.connected
    return { done: false, failure: unsure ? 'unsure' : 'later', why: 'away' }
  }
  const { status, body, headers } = answer as Sent
  return readFailure({ status, body, retry_after: headers['retry-after'] }, visible)
}

function readJson(text: string): object {
  try {
    const read = JSON.parse(text) as unknown
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}
