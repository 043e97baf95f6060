/** Storing where links lead, and finding it again. */
import type { Context } from '../../platform/database.ts'
import { addCodes, addLinks, findByCode, findLink, listTracked } from './queries.ts'
import { openToken, type CodeRow, type LinkKeys, type LinkRow, type MadeLinks } from './sign.ts'

/** The same link of many messages is stored once. In the transaction that hands the messages over. */
export async function keepLinks(ctx: Context, made: readonly Pick<MadeLinks, 'links' | 'codes'>[]) {
  const links = new Map<string, LinkRow>()
  const codes = new Map<string, CodeRow>()
  for (const one of made) {
    for (const row of one.links) links.set(row.link_id, row)
    for (const row of one.codes) codes.set(row.code, row)
  }
  await addLinks(
    ctx,
    [...links.values()].toSorted((a, b) => (a.link_id < b.link_id ? -1 : 1)),
  )
  await addCodes(ctx, [...codes.values()])
}

/** Who may be followed: the others' messages have no pixel, and the same links for everybody. */
export const trackedPeople = async (ctx: Context, customer_ids: string[]) =>
  new Set(await listTracked(ctx, customer_ids))

export type Target = { link_id: string; url: string; message_id: string | null }

const CODE = /^[A-Za-z0-9_-]{10}$/
const LINK = /^[A-Za-z0-9_-]{16}$/

/** Where a link's token leads; null for whatever is not one of ours. */
export async function targetOf(ctx: Context, keys: LinkKeys, token: string): Promise<Target | null> {
  if (CODE.test(token)) return (await findByCode(ctx, token)) ?? null
  if (LINK.test(token)) {
    const link = await findLink(ctx, token)
    return link ? { ...link, message_id: null } : null
  }
  const opened = openToken(keys, 'l', ctx.tenant_id, token)
  if (opened === null || opened === 'expired' || opened.link_id === null) return null
  const link = await findLink(ctx, opened.link_id)
  return link ? { ...link, message_id: opened.message_id } : null
}
