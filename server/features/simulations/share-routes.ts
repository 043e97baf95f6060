import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { audit } from '../../platform/audit.ts'
import { SANDBOX } from '../../platform/headers.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { printPaper } from './report/print.ts'
import { ResultShown } from './schemas.ts'
import { openShared, readPaper, shareSimulation, unshareSimulation } from './share.ts'

const config = { may: ['owner', 'marketing'] as const }
const tags = ['simulations']
const params = Type.Object({ simulation_id: Id })
const Token = Type.String({ pattern: '^sl_[A-Za-z0-9_-]{32}$' })
const InLanguage = Type.Object(
  { language: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')])) },
  { additionalProperties: false },
)
const PDF = { produces: ['application/pdf'], response: { 200: Type.Any() } }
const HEADERS = {
  'content-disposition': 'attachment; filename="simulation.pdf"',
  'content-security-policy': SANDBOX,
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex',
}

export const sharedSimulationRoutes =
  (links: Pick<Config, 'home' | 'public_url'>): Routes =>
  async (app, { db }) => {
    app.put(
      '/simulations/:simulation_id/share',
      {
        config,
        schema: {
          operationId: 'shareSimulation',
          summary:
            'A link to a finished comparison, read only; the same link each time until it is taken back',
          tags,
          params,
          response: { 200: Type.Object({ url: Type.String(), shared_at: Moment }) },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { simulation_id } = request.params
          const link = await shareSimulation(ctx, links, simulation_id)
          await audit(ctx, request, { action: 'simulation.shared', subject: `simulation:${simulation_id}` })
          return link as never
        }),
    )

    app.delete(
      '/simulations/:simulation_id/share',
      {
        config,
        schema: {
          operationId: 'unshareSimulation',
          summary: 'Take the link back',
          tags,
          params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => unshareSimulation(ctx, request.params.simulation_id))
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/shared-simulations/:token',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'openSharedSimulation',
          summary: 'The comparison behind a link; no customer is in it',
          tags,
          params: Type.Object({ token: Type.String({ pattern: '^sl_[A-Za-z0-9_-]{32}$' }) }),
          response: {
            200: Type.Object({
              shop_name: Type.String(),
              name: Type.String(),
              ended_at: Moment,
              result: ResultShown,
            }),
          },
        },
      },
      async (request, reply) => {
        const shared = await openShared(db, request.params.token, request.tenant)
        void reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex')
        return shared as never
      },
    )

    app.get(
      '/simulations/:simulation_id/report.pdf',
      {
        config,
        schema: {
          operationId: 'printSimulation',
          summary: 'A finished comparison as a PDF',
          tags,
          params,
          querystring: InLanguage,
          ...PDF,
        },
      },
      async (request, reply) => {
        const paper = await request.inTenant((ctx) => readPaper(ctx, request.params.simulation_id))
        const pdf = await printPaper(paper, request.query.language ?? request.language)
        return reply.type('application/pdf').headers(HEADERS).send(pdf)
      },
    )

    app.get(
      '/shared-simulations/:token/report.pdf',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'printSharedSimulation',
          summary: 'The comparison behind a link as a PDF',
          tags,
          params: Type.Object({ token: Token }),
          querystring: InLanguage,
          ...PDF,
        },
      },
      async (request, reply) => {
        const paper = await openShared(db, request.params.token, request.tenant)
        const pdf = await printPaper(paper, request.query.language ?? request.language)
        return reply.type('application/pdf').headers(HEADERS).send(pdf)
      },
    )
  }
