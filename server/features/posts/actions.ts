/** Posts: written, planned, looked at. What has left is not changed any more. */
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import { closeTrace, writeTrace } from '../links/trace.ts'
import { readVersion } from '../templates/actions.ts'
import { openTemplate } from '../templates/open.ts'
import type { Content, SocialVariant } from '../templates/schemas.ts'
import {
  answerPublication,
  enqueuePublishing,
  hasLeft,
  listPublications,
  planPublications,
  type Publication,
} from './publication-queries.ts'
import {
  countFollowed,
  countPictures,
  findCampaignTemplate,
  findPost,
  findShop,
  findTemplateInService,
  listPages,
  listPosts,
  lockPost,
  removePost,
  savePost,
  type Picture,
  type PostRow,
} from './queries.ts'
import { refuse } from './refusals.ts'

export type PostWish = {
  post_id: string
  text: string
  pictures: Picture[]
  link_url: string | null
  page_ids: string[]
  /** null is a draft; what is past goes at once. */
  due_at: Date | null
  template_id?: string | null
  campaign_id?: string | null
}

/** Written again before it leaves, it is what was written last. */
export async function writePost(ctx: Context, public_url: string, wish: PostWish) {
  const { post_id, pictures, page_ids, due_at, template_id = null, campaign_id = null } = wish
  const [text, link_url] = [wish.text.trim(), wish.link_url?.trim() || null]
  if (text === '' && pictures.length === 0) throw refuse('post_empty')
  if (due_at !== null && page_ids.length === 0) throw refuse('post_without_page')
  const before = await lockPost(ctx, post_id)
  if (before?.removed_at) throw refuse('post_not_found')
  if (before && (await hasLeft(ctx, post_id))) throw refuse('post_has_left')
  const known = new Set((await listPages(ctx)).map(({ page_id }) => page_id))
  if (page_ids.some((page_id) => !known.has(page_id))) throw refuse('page_not_found')
  const ids = [...new Set(pictures.map(({ picture_id }) => picture_id))]
  if ((await countPictures(ctx, ids)) < ids.length) throw refuse('post_picture_unknown')
  if (link_url) await traceLink(ctx, public_url, { post_id, text, link_url, campaign_id })
  await savePost(ctx, { post_id, text, pictures, link_url, due_at, template_id, campaign_id })
  await planPublications(ctx, post_id, [...new Set(page_ids)], due_at)
  if (due_at !== null && due_at <= ctx.now) await enqueuePublishing(ctx)
  return readPost(ctx, post_id)
}

type Traced = { post_id: string; text: string; link_url: string; campaign_id: string | null }

/** The link of a post is one of the shop's own short addresses: who follows it is counted, and nothing else is known. */
async function traceLink(ctx: Context, public_url: string, { post_id, text, link_url, campaign_id }: Traced) {
  const name = text.slice(0, 60).split('\n')[0]!.trim() || 'Publication'
  const wish = { code_id: post_id, name, place: 'Publication', target_url: link_url, campaign_id }
  await writeTrace(ctx, public_url, await findShop(ctx), wish)
}

export async function readPost(ctx: Context, post_id: string) {
  const post = await findPost(ctx, post_id)
  if (!post) throw refuse('post_not_found')
  return (await withResults(ctx, [post]))[0]!
}

export async function pageOfPosts(ctx: Context, cursor: string | null, limit: number) {
  const from = cursor === null ? null : readCursor(cursor)
  const before = from && { written_at: from.at, post_id: from.id }
  const rows = await listPosts(ctx, before, limit + 1)
  const items = await withResults(ctx, rows.slice(0, limit))
  const last = items.at(-1)
  return {
    items,
    next_cursor: rows.length > limit && last ? writeCursor(last.written_at, last.post_id) : null,
  }
}

async function withResults(ctx: Context, posts: PostRow[]) {
  const ids = posts.map(({ post_id }) => post_id)
  const [all, followed] = [await listPublications(ctx, ids), await countFollowed(ctx, ids)]
  return posts.map((post) => {
    const publications = all
      .filter(({ post_id }) => post_id === post.post_id)
      .map(({ post_id: _, ...publication }) => publication)
    return {
      ...post,
      standing: standingOf(post, publications),
      followed: followed.get(post.post_id) ?? 0,
      publications,
    }
  })
}

type Standing = 'draft' | 'planned' | 'publishing' | 'published' | 'attention'

/** Of a post on several pages, what a person has to do comes first. */
function standingOf({ due_at }: PostRow, publications: Pick<Publication, 'state'>[]): Standing {
  const any = (...states: Publication['state'][]) => publications.some(({ state }) => states.includes(state))
  if (any('failed', 'unknown')) return 'attention'
  if (any('publishing')) return 'publishing'
  if (any('planned')) return due_at === null ? 'draft' : 'planned'
  return any('published') ? 'published' : 'draft'
}

/** Only what nobody has seen. */
export async function deletePost(ctx: Context, post_id: string): Promise<void> {
  const post = await lockPost(ctx, post_id)
  if (!post || post.removed_at) throw refuse('post_not_found')
  if (await hasLeft(ctx, post_id)) throw refuse('post_has_left')
  await planPublications(ctx, post_id, [], null)
  await removePost(ctx, post_id)
  if (post.link_url) await closeTrace(ctx, post_id)
}

export async function answerFor(
  ctx: Context,
  where: { post_id: string; page_id: string },
  answer: 'published' | 'again',
) {
  await readPost(ctx, where.post_id)
  if (!(await answerPublication(ctx, where, answer))) throw refuse('publication_not_open')
  if (answer === 'again') await enqueuePublishing(ctx)
  return readPost(ctx, where.post_id)
}

/** Nobody reads it in particular: whatever a template asks of a reader is missing, and then it is no post. */
const NOBODY = { customer_id: null, values: {} }
const PLAIN = { unsubscribe: '#', preferences: '#', view: '#', pixel: '', follow: (url: string) => url }

/** The words of a template's post, or of what a campaign says on networks, to be written further. */
export async function wordsFrom(
  ctx: Context,
  from: { template_id?: string; campaign_id?: string },
  language: 'fr' | 'en',
) {
  const asked = from.template_id ?? (from.campaign_id && (await findCampaignTemplate(ctx, from.campaign_id)))
  const template = asked ? await findTemplateInService(ctx, asked) : undefined
  if (!template) throw refuse('post_words_not_found')
  const { template_id, last_version: version } = template
  const content = (await readVersion(ctx, template_id, version)).content as Content
  const written = (content[language] ?? content.fr ?? content.en) as SocialVariant
  const opened = await openTemplate(ctx, { template_id, version, language })
  const { text, missing } = opened.render({ ...NOBODY, language }, {}, PLAIN)
  if (missing.length > 0) throw refuse('post_personal', { missing })
  // A template's address stands below its words; here it is the post's own link.
  const paragraphs = text.split('\n\n')
  const last = written.url ? paragraphs.at(-1)! : ''
  const link_url = /^https?:\/\//.test(last) ? last : null
  return {
    template_id,
    text: (link_url ? paragraphs.slice(0, -1) : paragraphs).join('\n\n'),
    pictures: written.picture_id ? [{ picture_id: written.picture_id, alt: written.alt }] : [],
    link_url,
  }
}

export const pictureUrl = (public_url: string, shop: { slug: string }, picture_id: string) =>
  `${shopUrl(public_url, shop)}/api/pictures/${picture_id}`
