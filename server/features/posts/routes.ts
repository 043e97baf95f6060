import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, PageQuery, Problem, Time, type Routes } from '../../platform/http.ts'
import { answerFor, deletePost, pageOfPosts, readPost, wordsFrom, writePost } from './actions.ts'
import { WHYS } from './rules.ts'

const tags = ['posts']
const closed = { additionalProperties: false }
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Pictures = Type.Array(Type.Object({ picture_id: Id, alt: Type.String({ maxLength: 300 }) }, closed), {
  maxItems: 4,
})
const Text = Type.String({ maxLength: 3000 })
const Url = Type.String({ maxLength: 1000 })

const Post = Type.Object({
  post_id: Id,
  text: Text,
  pictures: Pictures,
  link_url: Maybe(Type.String()),
  due_at: Maybe(Moment),
  template_id: Maybe(Id),
  campaign_id: Maybe(Id),
  written_at: Moment,
  standing: Type.Enum(['draft', 'planned', 'publishing', 'published', 'attention']),
  followed: Type.Integer({ description: 'How many people followed its link' }),
  publications: Type.Array(
    Type.Object({
      page_id: Id,
      page_name: Type.String(),
      state: Type.Enum(['planned', 'publishing', 'published', 'failed', 'unknown']),
      due_at: Maybe(Moment),
      published_at: Maybe(Moment),
      address: Maybe(Type.String()),
      why: Maybe(Type.Enum([...WHYS])),
    }),
  ),
})
const params = Type.Object({ post_id: Id })
const reads = ['owner', 'marketing', 'store_manager', 'service'] as const
const writes = ['owner', 'marketing'] as const

/** Posts for the shop's pages. */
export const postRoutes =
  (public_url: string): Routes =>
  async (app) => {
    app.get(
      '/posts',
      {
        config: { may: reads },
        schema: {
          operationId: 'listPosts',
          summary: 'Posts, the last written first, with what became of them on each page',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: { 200: Type.Object({ items: Type.Array(Post), next_cursor: Maybe(Type.String()) }) },
        },
      },
      ({ query, inTenant }) => inTenant((ctx) => pageOfPosts(ctx, query.cursor ?? null, query.limit ?? 30)),
    )
    app.get(
      '/posts/:post_id',
      {
        config: { may: reads },
        schema: {
          operationId: 'readPost',
          summary: 'One post, with what became of it on each page',
          tags,
          params,
          response: { 200: Post, '4xx': Problem },
        },
      },
      ({ params: { post_id }, inTenant }) => inTenant((ctx) => readPost(ctx, post_id)),
    )
    app.put(
      '/posts/:post_id',
      {
        config: { may: writes },
        schema: {
          operationId: 'writePost',
          summary:
            'Write a post, and plan it: without a time it is a draft, with one that is past it goes at once',
          tags,
          params,
          body: Type.Object(
            {
              text: Text,
              pictures: Pictures,
              link_url: Maybe(Url),
              page_ids: Type.Array(Id, { maxItems: 20 }),
              due_at: Maybe(Time),
              template_id: Type.Optional(Maybe(Id)),
              campaign_id: Type.Optional(Maybe(Id)),
            },
            closed,
          ),
          response: { 200: Post, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { due_at, ...body } = request.body
          const wish = { ...request.params, ...body, due_at: due_at === null ? null : new Date(due_at) }
          const written = await writePost(ctx, public_url, wish)
          if (wish.due_at !== null)
            await audit(ctx, request, {
              action: 'post.planned',
              subject: `post:${written.post_id}`,
              details: { due_at, page_ids: body.page_ids },
            })
          return written
        }),
    )
    app.delete(
      '/posts/:post_id',
      {
        config: { may: writes },
        schema: {
          operationId: 'deletePost',
          summary: 'Take back a post that nobody has seen',
          tags,
          params,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async ({ params: { post_id }, inTenant }, reply) => {
        await inTenant((ctx) => deletePost(ctx, post_id))
        return reply.code(204).send(null)
      },
    )
    app.put(
      '/posts/:post_id/publications/:page_id/answer',
      {
        config: { may: writes },
        schema: {
          operationId: 'answerPublication',
          summary: 'Say of a post that failed, or whose fate is unknown: it stands there, or it goes again',
          tags,
          params: Type.Object({ post_id: Id, page_id: Id }),
          body: Type.Object({ answer: Type.Enum(['published', 'again']) }, closed),
          response: { 200: Post, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { post_id, page_id } = request.params
          const answered = await answerFor(ctx, { post_id, page_id }, request.body.answer)
          await audit(ctx, request, {
            action: 'post.answered',
            subject: `post:${post_id}`,
            details: { page_id, answer: request.body.answer },
          })
          return answered
        }),
    )
    app.get(
      '/post-words',
      {
        config: { may: writes },
        schema: {
          operationId: 'readPostWords',
          summary: 'The words of a template’s post, or of what a campaign says on networks',
          tags,
          querystring: Type.Object(
            { template_id: Type.Optional(Id), campaign_id: Type.Optional(Id) },
            closed,
          ),
          response: {
            200: Type.Object({
              template_id: Id,
              text: Text,
              pictures: Pictures,
              link_url: Maybe(Type.String()),
            }),
            '4xx': Problem,
          },
        },
      },
      ({ query, inTenant, tenant }) => inTenant((ctx) => wordsFrom(ctx, query, tenant!.language)),
    )
  }
