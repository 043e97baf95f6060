/**
 * Puts posts on their pages. A post is claimed, its pictures are brought, and that it is about to be seen is committed
 * before the one call that shows it: what stops after that is unknown, and only a person sends it again.
 */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import type { Seal } from '../../platform/seal.ts'
import { shortUrl } from '../links/trace.ts'
import { pictureUrl } from './actions.ts'
import { PostFailed, PostPublished } from './events.ts'
import { networkOf, type Page, type Post } from './networks.ts'
import { openPage, type PostSettings } from './pages.ts'
import {
  claimNext,
  endPublication,
  enqueuePublishing,
  hasDue,
  noteHanded,
  recoverStalled,
  type Claimed,
} from './publication-queries.ts'
import { findPost, findShop, writePageProblem } from './queries.ts'
import { standingAfter, stopsPage, type Tried } from './rules.ts'

/** Longer than any call may take: five pictures and the post, fifteen seconds each. */
const LEASE_MS = 5 * 60_000

type With = { settings: PostSettings; seal: Seal }

export async function publishDue(db: Database, tools: With, tenant_id: string): Promise<void> {
  const who = { tenant_id, actor: 'system' }
  for (;;) {
    const claimed = await inTenant(db, who, claimNext)
    if (!claimed) return
    await publishOne(db, tools, who, claimed)
  }
}

type Who = { tenant_id: string; actor: string }

async function publishOne(db: Database, tools: With, who: Who, claimed: Claimed) {
  const ready = await inTenant(db, who, (ctx) => prepare(ctx, tools, claimed))
  const handing = () => inTenant(db, who, (ctx) => noteHanded(ctx, claimed))
  const tried: Tried = ready
    ? await networkOf(ready.page.kind)(ready.page, ready.post, handing)
    : { done: false, failure: 'refused', why: 'disconnected' }
  await inTenant(db, who, (ctx) => finish(ctx, claimed, tried))
}

async function prepare(
  ctx: Context,
  { settings, seal }: With,
  { post_id, page_id }: Claimed,
): Promise<{ page: Page; post: Post } | null> {
  const [page, row] = [await openPage(ctx, settings, seal, page_id), await findPost(ctx, post_id)]
  if (!page || !row) return null
  const shop = await findShop(ctx)
  const { public_url } = settings
  const link = row.link_url && (await shortLink(ctx, public_url, shop, post_id, row.link_url))
  const pictures = row.pictures.map(({ picture_id, alt }) => ({
    url: pictureUrl(public_url, shop, picture_id),
    alt,
  }))
  return { page, post: { key: `${post_id}/${page_id}`, text: row.text, link, pictures } }
}

/** Where it is not known, the post still leads to its place. */
async function shortLink(
  { tx, tenant_id }: Context,
  public_url: string,
  shop: { slug: string },
  post_id: string,
  link_url: string,
) {
  const trace = await tx
    .selectFrom('trace_code')
    .select('code')
    .where('tenant_id', '=', tenant_id)
    .where('code_id', '=', post_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return trace ? shortUrl(public_url, shop, trace.code) : link_url
}

async function finish(ctx: Context, claimed: Claimed, tried: Tried) {
  const { post_id, page_id, tries, planned_at } = claimed
  const standing = standingAfter(tried, { tries, planned_at, now: ctx.now })
  const told = tried.done ? { remote_ref: tried.ref, address: tried.address } : {}
  if (!(await endPublication(ctx, claimed, { ...standing, ...told }))) return
  if (standing.state === 'published') {
    await writePageProblem(ctx, page_id, null)
    const content = { post_id, page_id, address: tried.done ? tried.address : null }
    return publish(ctx, PostPublished, content, { subject_id: post_id })
  }
  if (stopsPage(standing.why)) await writePageProblem(ctx, page_id, standing.why)
  if (standing.state === 'planned') return
  const content = { post_id, page_id, state: standing.state, why: standing.why! }
  await publish(ctx, PostFailed, content, { subject_id: post_id })
}

/** Every minute: what is due, and what a program left in the middle when it ended. */
export async function wakePosts(db: Database, lease_ms = LEASE_MS): Promise<void> {
  for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      for (const { post_id, page_id, state } of await recoverStalled(
        ctx,
        new Date(ctx.now.getTime() - lease_ms),
      ))
        if (state === 'unknown') {
          const content = { post_id, page_id, state: 'unknown' as const, why: 'interrupted' }
          await publish(ctx, PostFailed, content, { subject_id: post_id })
        }
      if (await hasDue(ctx)) await enqueuePublishing(ctx)
    })
}
