/** Notifications of the card on a phone (RFC 8030, 8291, 8292). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import webpush from 'web-push'
import type { Config } from '../../config.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { OutboundError, send } from '../../platform/outbound.ts'
import type { Outcome } from './carriers.ts'
import type { Handed } from './post.ts'
import { deleteSubscription, listSubscriptions } from './push-queries.ts'
import type { Ready } from './slice.ts'

export type VapidKeys = { publicKey: string; privateKey: string }

/** Made at the first use; a file that this account alone reads. A new one would silence every phone. */
export function readVapid(home: string): VapidKeys {
  const path = join(home, 'secrets', 'vapid')
  if (!existsSync(path)) {
    mkdirSync(join(home, 'secrets'), { recursive: true, mode: 0o700 })
    try {
      writeFileSync(path, JSON.stringify(webpush.generateVAPIDKeys()), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return JSON.parse(readFileSync(path, 'utf8')) as VapidKeys
}

/** A day: whoever switches the phone on later has missed it, unless it is said to be useful longer. */
const TTL_SECONDS = 86_400
/** Well under the 3 993 bytes that every push service takes (RFC 8291, 4); a longer one leaves its picture out. */
const BODY_MAX = 2_000

export function openPush(
  db: Database,
  { home, public_url, mail_from }: Pick<Config, 'home' | 'public_url' | 'mail_from'>,
) {
  let keys: VapidKeys | undefined
  const subject = public_url.startsWith('https:') ? public_url : `mailto:${mail_from}`
  return async (message: Ready): Promise<Outcome> => {
    keys ??= readVapid(home)
    const who = { tenant_id: message.tenant_id, actor: 'system' }
    const phones = await inTenant(db, who, (ctx) => listSubscriptions(ctx, message.customer_id))
    const answers: Handed[] = []
    for (const phone of phones) {
      const answer = await notify(phone, message, { keys, subject })
      if (answer === 'gone') await inTenant(db, who, (ctx) => deleteSubscription(ctx, phone.endpoint))
      else answers.push(answer)
    }
    if (answers.length === 0) return { handed: { failure: 'refused', error: 'no phone takes it' }, ref: null }
    // One phone of several is enough; sending again would ring twice on it.
    const handed = answers.includes(null)
      ? null
      : (answers.find((answer) => answer?.failure === 'unsure') ?? answers[0]!)
    return { handed, ref: null }
  }
}

type Phone = { endpoint: string; p256dh: string; auth: string; is_trial: boolean }
type By = { keys: VapidKeys; subject: string }

async function notify(phone: Phone, { words, links, message_id }: Ready, { keys, subject }: By) {
  const news = {
    id: message_id,
    title: (words.subject ?? '').slice(0, 120),
    text: words.text.slice(0, 400),
    url: words.push?.target ? links.follow(words.push.target, 0) : null,
    picture: words.push?.picture ?? null,
  }
  const whole = JSON.stringify(news)
  const body = Buffer.byteLength(whole) <= BODY_MAX ? whole : JSON.stringify({ ...news, picture: null })
  const details = webpush.generateRequestDetails(
    { endpoint: phone.endpoint, keys: { p256dh: phone.p256dh, auth: phone.auth } },
    body,
    {
      TTL: TTL_SECONDS,
      vapidDetails: { subject, ...keys },
      contentEncoding: 'aes128gcm',
      // The same message again takes the place of the one that still waits at the service.
      topic: message_id.replaceAll('-', '').slice(-32),
    },
  )
  try {
    const headers = Object.fromEntries(
      Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
    )
    const { status } = await send(details.endpoint, {
      headers,
      body: details.body as Buffer,
      allow_private: phone.is_trial,
    })
    if (status === 404 || status === 410) return 'gone'
    if (status >= 200 && status < 300) return null
    const later = status === 429 || status >= 500
    return { failure: later ? ('later' as const) : ('refused' as const), error: `HTTP ${status}` }
  } catch (error) {
    const unsure = error instanceof OutboundError && error.connected
    return { failure: unsure ? ('unsure' as const) : ('later' as const), error: (error as Error).message }
  }
}
