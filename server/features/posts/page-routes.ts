import { Type } from 'typebox'
import { actorOf } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { openSeal } from '../../platform/seal.ts'
import { connectPage, disconnectPage, readPages, type PostSettings } from './pages.ts'

const tags = ['posts']
const closed = { additionalProperties: false }
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

/** Its key is never in an answer. */
const Page = Type.Object({
  page_id: Id,
  kind: Type.Enum(['facebook', 'webhook']),
  name: Type.String(),
  address: Type.String(),
  page_ref: Maybe(Type.String()),
  connected_at: Moment,
  problem: Maybe(Type.String()),
})

/** The pages where a shop publishes. */
export const socialPageRoutes =
  (settings: PostSettings): Routes =>
  async (app, { db }) => {
    const seal = openSeal(settings.home, 'social-pages')
    const params = Type.Object({ page_id: Id })
    app.get(
      '/social-pages',
      {
        config: { may: ['owner', 'marketing', 'store_manager', 'service'] },
        schema: {
          operationId: 'listSocialPages',
          summary: 'The pages where the shop publishes',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Page) }) },
        },
      },
      (request) => request.inTenant(readPages),
    )
    app.put(
      '/social-pages/:page_id',
      {
        config: { may: ['owner'] },
        schema: {
          operationId: 'connectSocialPage',
          summary: 'Connect a page, or give it a new key; the network is asked whether the key opens it',
          tags,
          params,
          body: Type.Object(
            {
              kind: Type.Enum(['facebook', 'webhook']),
              name: Type.String({ maxLength: 120 }),
              address: Type.Optional(Maybe(Type.String({ maxLength: 1000 }))),
              page_ref: Type.Optional(Maybe(Type.String({ maxLength: 100 }))),
              token: Type.Optional(Maybe(Type.String({ maxLength: 2000 }))),
            },
            closed,
          ),
          response: { 200: Page, '4xx': Problem, '5xx': Problem },
        },
      },
      async (request) => {
        const who = { tenant_id: request.tenant!.tenant_id, actor: actorOf(request.principal) }
        const page = await connectPage(db, settings, seal, who, { ...request.params, ...request.body })
        await request.inTenant((ctx) =>
          audit(ctx, request, {
            action: 'social_page.connected',
            subject: `social_page:${page.page_id}`,
            details: { kind: page.kind, name: page.name },
          }),
        )
        return page
      },
    )
    app.delete(
      '/social-pages/:page_id',
      {
        config: { may: ['owner'] },
        schema: {
          operationId: 'disconnectSocialPage',
          summary: 'Publish there no more; its key is forgotten',
          tags,
          params,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        await request.inTenant(async (ctx) => {
          await disconnectPage(ctx, request.params.page_id)
          await audit(ctx, request, {
            action: 'social_page.disconnected',
            subject: `social_page:${request.params.page_id}`,
          })
        })
        return reply.code(204).send(null)
      },
    )
  }
