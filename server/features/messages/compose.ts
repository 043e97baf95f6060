/** The words of a slice: each template opened once, its readers read together, each message with links of its own. */
import type { Config } from '../../config.ts'
import type { DeviceKind } from '../../lib/device-kind.ts'
import type { Context } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { keepLinks, trackedPeople } from '../links/actions.ts'
import { linksFor, openLinkKeys, type LinkKeys, type MadeLinks } from '../links/sign.ts'
import { openTemplate } from '../templates/open.ts'
import { readReaders } from '../templates/readers.ts'
import type { ContentRef, Opened, Reader, Rendered } from '../templates/shape.ts'
import { openCodes, type Codes } from '../vouchers/codes.ts'
import { withCode } from '../vouchers/told.ts'
import type { Claimed } from './outbox-queries.ts'
import { findSender } from './queries.ts'

export type Pen = {
  keys: LinkKeys
  public_url: string
  codes: Codes
  /** Links that are stored already: those of a campaign are the same for thousands. */
  stored: Set<string>
}

const STORED_MAX = 50_000

/** Once the transaction that stored them holds. */
export function rememberLinks(pen: Pen, made: readonly MadeLinks[]) {
  if (pen.stored.size > STORED_MAX) pen.stored.clear()
  for (const { links } of made) for (const { link_id } of links) pen.stored.add(link_id)
}

export const openPen = ({ home, public_url }: Pick<Config, 'home' | 'public_url'>): Pen => ({
  keys: openLinkKeys(home),
  public_url,
  codes: openCodes(home),
  stored: new Set(),
})

/** `why` it has no words: its template is gone, or lacks something of this reader. */
export type Composed = { words: Rendered; links: MadeLinks } | { why: string }

type Written = Pick<
  Claimed,
  'message_id' | 'customer_id' | 'channel' | 'content' | 'origin_kind' | 'origin_id'
>

/**
 * In the order of the messages. What links lead to is stored with them. `device` is what they are read on, when somebody
 * reads them right now.
 */
export async function compose(
  ctx: Context,
  messages: readonly Written[],
  pen: Pen,
  device?: DeviceKind,
): Promise<Composed[]> {
  if (messages.length === 0) return []
  const { slug } = await findSender(ctx)
  const tracked = await trackedPeople(
    ctx,
    messages.map(({ customer_id }) => customer_id),
  )
  const groups = await readGroups(ctx, messages, pen, device)
  const composed = messages.map((message): Composed => {
    const { content, customer_id, channel, message_id } = message
    const ref = 'template_id' in content ? content : null
    const links = linksFor(pen.keys, {
      public_url: pen.public_url,
      tenant_id: ctx.tenant_id,
      slug,
      message_id,
      origin: { kind: message.origin_kind, id: message.origin_id },
      template_id: ref?.template_id ?? null,
      version: ref?.version ?? null,
      tracked: tracked.has(customer_id),
      short: channel === 'sms',
    })
    if (!('template_id' in content)) return { words: { ...content, missing: [] }, links }
    const group = groups.get(keyOf(content))
    if (!group) return { why: 'no_template' }
    const reader = group.readers.get(customer_id)
    if (!reader) return { why: 'left' }
    const words = group.opened.render(reader, withCode(pen.codes, content.values), links)
    if (words.missing.length > 0) return { why: `missing: ${words.missing.join(', ')}` }
    // Where a touch on a notification leads is made when it is handed over: it must be stored by then.
    if (words.push?.target) links.follow(words.push.target, 0)
    return { words, links }
  })
  await keepLinks(
    ctx,
    composed.flatMap((one) => {
      if (!('links' in one)) return []
      const { links, codes } = one.links
      return [{ links: links.filter(({ link_id }) => !pen.stored.has(link_id)), codes }]
    }),
  )
  return composed
}

const keyOf = ({ template_id, version, language }: ContentRef) => `${template_id} ${version} ${language}`

type Group = { opened: Opened; readers: Map<string, Reader> }

async function readGroups(ctx: Context, messages: readonly Written[], { codes }: Pen, device?: DeviceKind) {
  const wanted = new Map<string, { ref: ContentRef; people: Set<string> }>()
  for (const { content, customer_id } of messages) {
    if (!('template_id' in content)) continue
    const group = wanted.get(keyOf(content)) ?? { ref: content, people: new Set() }
    group.people.add(customer_id)
    wanted.set(keyOf(content), group)
  }
  const groups = new Map<string, Group>()
  for (const [key, { ref, people }] of wanted) {
    const opened = await open(ctx, ref)
    if (!opened) continue
    const options = { codes, language: ref.language, device }
    const readers = await readReaders(ctx, [...people], opened.needs, options)
    groups.set(key, { opened, readers })
  }
  return groups
}

/** A template that is gone is the message's affair, not its neighbours'. */
async function open(ctx: Context, ref: ContentRef): Promise<Opened | null> {
  try {
    return await openTemplate(ctx, ref)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
