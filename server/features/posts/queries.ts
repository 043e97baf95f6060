import { sql } from 'kysely'
import type { Context } from '../../platform/database.ts'

type PageRow = {
  page_id: string
  kind: 'facebook' | 'webhook'
  name: string
  address: string
  page_ref: string | null
  connected_at: Date
  problem: string | null
}

const PAGE = ['page_id', 'kind', 'name', 'address', 'page_ref', 'connected_at', 'problem'] as const

export const listPages = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('social_page')
    .select([...PAGE])
    .where('tenant_id', '=', tenant_id)
    .where('disconnected_at', 'is', null)
    .orderBy('name')
    .orderBy('page_id')
    .limit(100)
    .execute() as Promise<PageRow[]>

export const findPage = ({ tx, tenant_id }: Context, page_id: string) =>
  tx
    .selectFrom('social_page')
    .select([...PAGE, 'token_sealed', 'disconnected_at'])
    .where('tenant_id', '=', tenant_id)
    .where('page_id', '=', page_id)
    .executeTakeFirst() as Promise<
    (PageRow & { token_sealed: Buffer | null; disconnected_at: Date | null }) | undefined
  >

type NewPage = Pick<PageRow, 'page_id' | 'kind' | 'name' | 'address' | 'page_ref'> & { token_sealed: Buffer }

/** Connected again, it is as new: what was wrong with its key is forgotten. */
export function savePage({ tx, tenant_id, now, actor }: Context, row: NewPage) {
  return tx
    .insertInto('social_page')
    .values({ ...row, tenant_id, connected_by: actor, connected_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'page_id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        address: eb.ref('excluded.address'),
        page_ref: eb.ref('excluded.page_ref'),
        token_sealed: eb.ref('excluded.token_sealed'),
        connected_by: eb.ref('excluded.connected_by'),
        connected_at: eb.ref('excluded.connected_at'),
        disconnected_at: null,
        problem: null,
      })),
    )
    .execute()
}

/** The key is gone with it. */
export function endPage({ tx, tenant_id, now }: Context, page_id: string) {
  return tx
    .updateTable('social_page')
    .set((eb) => ({ token_sealed: null, disconnected_at: eb.fn.coalesce('disconnected_at', eb.val(now)) }))
    .where('tenant_id', '=', tenant_id)
    .where('page_id', '=', page_id)
    .returning('page_id')
    .executeTakeFirst()
}

export function writePageProblem({ tx, tenant_id }: Context, page_id: string, problem: string | null) {
  return tx
    .updateTable('social_page')
    .set({ problem })
    .where('tenant_id', '=', tenant_id)
    .where('page_id', '=', page_id)
    .execute()
}

export type Picture = { picture_id: string; alt: string }
export type PostRow = {
  post_id: string
  text: string
  pictures: Picture[]
  link_url: string | null
  due_at: Date | null
  template_id: string | null
  campaign_id: string | null
  written_at: Date
}

const POST = [
  'post_id',
  'body as text',
  'pictures',
  'link_url',
  'due_at',
  'template_id',
  'campaign_id',
  'written_at',
] as const

/** Held until the end of the transaction: a post that is written while it leaves waits. */
export const lockPost = ({ tx, tenant_id }: Context, post_id: string) =>
  tx
    .selectFrom('social_post')
    .select([...POST, 'removed_at'])
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .forUpdate()
    .executeTakeFirst() as Promise<(PostRow & { removed_at: Date | null }) | undefined>

export const findPost = ({ tx, tenant_id }: Context, post_id: string) =>
  tx
    .selectFrom('social_post')
    .select([...POST])
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst() as Promise<PostRow | undefined>

export function savePost(
  { tx, tenant_id, now, actor }: Context,
  { text, pictures, ...post }: Omit<PostRow, 'written_at'>,
) {
  return tx
    .insertInto('social_post')
    .values({
      ...post,
      body: text,
      pictures: JSON.stringify(pictures),
      tenant_id,
      written_by: actor,
      written_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'post_id']).doUpdateSet((eb) => ({
        body: eb.ref('excluded.body'),
        pictures: eb.ref('excluded.pictures'),
        link_url: eb.ref('excluded.link_url'),
        due_at: eb.ref('excluded.due_at'),
        template_id: eb.ref('excluded.template_id'),
        campaign_id: eb.ref('excluded.campaign_id'),
        written_by: eb.ref('excluded.written_by'),
      })),
    )
    .execute()
}

export function removePost({ tx, tenant_id, now }: Context, post_id: string) {
  return tx
    .updateTable('social_post')
    .set({ removed_at: now })
    .where('tenant_id', '=', tenant_id)
    .where('post_id', '=', post_id)
    .execute()
}

type Before = { written_at: Date; post_id: string } | null

export const listPosts = ({ tx, tenant_id }: Context, before: Before, limit: number) =>
  tx
    .selectFrom('social_post')
    .select([...POST])
    .where('tenant_id', '=', tenant_id)
    .where('removed_at', 'is', null)
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('written_at', 'post_id'), '<', tuple(before!.written_at, before!.post_id)),
      ),
    )
    .orderBy('written_at', 'desc')
    .orderBy('post_id', 'desc')
    .limit(limit)
    .execute() as Promise<PostRow[]>

export const countPictures = async ({ tx, tenant_id }: Context, picture_ids: string[]) =>
  picture_ids.length === 0
    ? 0
    : (
        await tx
          .selectFrom('picture')
          .select('picture_id')
          .where('tenant_id', '=', tenant_id)
          .where('picture_id', 'in', picture_ids)
          .execute()
      ).length

/** How many people followed the link of each. */
export async function countFollowed({ tx, tenant_id }: Context, post_ids: string[]) {
  const { rows } = await sql<{ code_id: string; people: number }>`
    select code_id, sum(people) as people from trace_scan_day
    where tenant_id = ${tenant_id} and code_id = any(${post_ids}::uuid[]) group by code_id`.execute(tx)
  return new Map(rows.map(({ code_id, people }) => [code_id, people]))
}

/** The template with which a campaign speaks on networks. */
export async function findCampaignTemplate({ tx, tenant_id }: Context, campaign_id: string) {
  const { rows } = await sql<{ template_id: string }>`
    select m ->> 'template_id' as template_id from campaign c,
      jsonb_array_elements(c.plan -> 'variants') v, jsonb_array_elements(v -> 'messages') m
    where c.tenant_id = ${tenant_id} and c.campaign_id = ${campaign_id} and m ->> 'channel' = 'social'
    order by v ->> 'variant', m ->> 'template_id' limit 1`.execute(tx)
  return rows[0]?.template_id
}

export const findTemplateInService = ({ tx, tenant_id }: Context, template_id: string) =>
  tx
    .selectFrom('template')
    .select(['template_id', 'last_version'])
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .where('channel', '=', 'social')
    .where('archived_at', 'is', null)
    .where('last_version', '>', 0)
    .executeTakeFirst()

export const findShop = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('tenant')
    .select(['slug', 'name', 'language'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
