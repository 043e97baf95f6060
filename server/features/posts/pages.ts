/** The pages where a shop publishes: connected with a key that nobody reads again. */
import type { Config } from '../../config.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Seal } from '../../platform/seal.ts'
import { isBuiltIn } from '../messages/post.ts'
import { GRAPH, nameOf, type Page } from './networks.ts'
import { endPage, findPage, listPages, savePage } from './queries.ts'
import { refuse } from './refusals.ts'

export type PostSettings = Pick<Config, 'home' | 'public_url' | 'smtp_url' | 'smpp_url'>
export type PageWish = {
  page_id: string
  kind: 'facebook' | 'webhook'
  name: string
  address?: string | null
  page_ref?: string | null
  /** Left out, the key that stands stays. */
  token?: string | null
}
type Who = { tenant_id: string; actor: string }

export const readPages = async (ctx: Context) => ({ items: await listPages(ctx) })

/** Asked for outside any transaction: the network is somebody else's time. */
export async function connectPage(
  db: Database,
  settings: PostSettings,
  seal: Seal,
  who: Who,
  wish: PageWish,
) {
  const { page_id, kind } = wish
  const before = await inTenant(db, who, (ctx) => findPage(ctx, page_id))
  if (before && before.kind !== kind) throw refuse('page_kind_fixed')
  const address = addressOf(wish, settings)
  const kept = before?.token_sealed ? seal.open(before.token_sealed, sealedFor(who.tenant_id, page_id)) : null
  const token = wish.token?.trim() || kept
  const page_ref = kind === 'facebook' ? (wish.page_ref?.trim() ?? '') : null
  if (kind === 'facebook' && !token) throw refuse('page_token_missing')
  if (page_ref !== null && !/^[A-Za-z0-9_.-]{1,100}$/.test(page_ref)) throw refuse('page_refused')
  const page = { kind, address, page_ref, token: token ?? '', allow_private: isOwn(address, settings) }
  const found = await nameOf(page)
  if ('failure' in found) throw refuse(found.failure === 'later' ? 'page_away' : 'page_refused')
  return inTenant(db, who, async (ctx) => {
    const token_sealed = seal.close(token ?? '', sealedFor(who.tenant_id, page_id))
    await savePage(ctx, {
      page_id,
      kind,
      name: wish.name.trim() || found.name || page_ref || new URL(address).hostname,
      address,
      page_ref,
      token_sealed,
    })
    return (await listPages(ctx)).find((one) => one.page_id === page_id)!
  })
}

export async function disconnectPage(ctx: Context, page_id: string): Promise<void> {
  if (!(await endPage(ctx, page_id))) throw refuse('page_not_found')
}

export const sealedFor = (tenant_id: string, page_id: string) => `${tenant_id}/${page_id}`

/** An address on this machine is for trying, where no real server is set up at all. */
export const isOwn = (address: string, settings: PostSettings) =>
  isBuiltIn(settings) && /^http:\/\/127\.0\.0\.1:\d+(\/|$)/.test(address)

function addressOf({ kind, address }: PageWish, settings: PostSettings): string {
  const given = address?.trim().replace(/\/+$/, '') ?? ''
  if (kind === 'facebook' && (given === '' || !isOwn(given, settings))) return GRAPH
  const secure = URL.canParse(given) && new URL(given).protocol === 'https:' && !new URL(given).username
  if (!secure && !isOwn(given, settings)) throw refuse('page_address_refused')
  return given
}

/** null once it is disconnected. */
export async function openPage(
  ctx: Context,
  settings: PostSettings,
  seal: Seal,
  page_id: string,
): Promise<Page | null> {
  const row = await findPage(ctx, page_id)
  if (!row?.token_sealed || row.disconnected_at) return null
  return {
    kind: row.kind,
    address: row.address,
    page_ref: row.page_ref,
    token: seal.open(row.token_sealed, sealedFor(ctx.tenant_id, page_id)),
    allow_private: isOwn(row.address, settings),
  }
}
