import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { audit } from '../../platform/audit.ts'
import type { Principal } from '../../platform/access.ts'
import { following } from '../../platform/follow.ts'
import { Id, Moment, PageQuery, type Routes } from '../../platform/http.ts'
import {
  askSimulation,
  cancelSimulation,
  getSimulation,
  readSimulations,
  readStart,
  removeSimulation,
} from './actions.ts'
import type { SimulationRow } from './queries.ts'
import { ProgressShown, progressOf, ResultShown } from './schemas.ts'
import { linkOf } from './share.ts'
import { BehaviourShape, MarginShape, SimulationWish } from './wish.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing'] as const }
const tags = ['simulations']
const params = Type.Object({ simulation_id: Id })
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Whole = Type.Intersect([
  ProgressShown,
  Type.Object({
    wish: SimulationWish,
    share_url: Maybe(Type.String()),
    result: Maybe(ResultShown),
  }),
])

const nameOf = (principal: Principal): string =>
  principal.kind === 'staff' || principal.kind === 'user' ? principal.name : 'API'

/** A simulation moves faster than a file. */
const EVERY_MS = 200

const UNDER_WAY = ['waiting', 'running']

export const simulationRoutes =
  (links: Pick<Config, 'home' | 'public_url'>): Routes =>
  async (app) => {
    const shown = async (ctx: Parameters<typeof linkOf>[0], row: SimulationRow) => ({
      ...progressOf(row, ctx.now),
      wish: row.wish,
      share_url: await linkOf(ctx, links, row),
      result: row.result,
    })

    app.get(
      '/simulations',
      {
        config,
        schema: {
          operationId: 'listSimulations',
          summary: 'Simulations, newest first, with their verdicts',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Intersect([
                  ProgressShown,
                  Type.Object({
                    verdicts: Maybe(
                      Type.Array(
                        Type.Object({
                          name: Type.String(),
                          verdict: Type.Object({ fr: Type.String(), en: Type.String() }),
                        }),
                      ),
                    ),
                  }),
                ]),
              ),
              next_cursor: Maybe(Type.String()),
            }),
          },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { items, next_cursor } = await readSimulations(ctx, request.query)
          return {
            items: items.map((row) => ({ ...progressOf(row, ctx.now), verdicts: row.verdicts })),
            next_cursor,
          } as never
        }),
    )

    app.get(
      '/simulation-start',
      {
        config,
        schema: {
          operationId: 'getSimulationStart',
          summary: 'What there is to replay, and what customers are taken to do',
          tags,
          response: {
            200: Type.Object({
              sales: Type.Integer(),
              members: Type.Integer(),
              anonymous_sales: Type.Integer(),
              from: Maybe(Moment),
              to: Maybe(Moment),
              margin: MarginShape,
              margin_was_said: Type.Boolean(),
              behaviour: BehaviourShape,
              behaviour_from_past: Type.Array(Type.String()),
              categories: Type.Array(Type.String()),
            }),
          },
        },
      },
      (request) => request.inTenant(readStart) as never,
    )

    app.put(
      '/simulations/:simulation_id',
      {
        config,
        schema: {
          operationId: 'askSimulation',
          summary: 'Replay up to four programmes on the sales of the shop or of a file; once per id',
          tags,
          params,
          body: SimulationWish,
          response: { 200: Whole },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const { simulation_id } = request.params
          const by_name = nameOf(request.principal)
          const row = await askSimulation(ctx, { simulation_id, by_name, wish: request.body })
          await audit(ctx, request, { action: 'simulation.asked', subject: `simulation:${simulation_id}` })
          return (await shown(ctx, row)) as never
        }),
    )

    app.get(
      '/simulations/:simulation_id',
      {
        config,
        schema: {
          operationId: 'getSimulation',
          summary: 'What was asked, how far it is, and what it came to',
          tags,
          params,
          response: { 200: Whole },
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) => (await shown(ctx, await getSimulation(ctx, request.params.simulation_id))) as never,
        ),
    )

    app.delete(
      '/simulations/:simulation_id',
      {
        config,
        schema: {
          operationId: 'removeSimulation',
          summary: 'Put a simulation away; its link is no longer good',
          tags,
          params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => removeSimulation(ctx, request.params.simulation_id))
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/simulations/:simulation_id/events',
      {
        config,
        schema: {
          operationId: 'followSimulation',
          summary: 'How far it is, as server-sent events',
          tags,
          params,
          produces: ['text/event-stream'],
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const read = () =>
          request.inTenant(async (ctx) => {
            const row = await getSimulation(ctx, request.params.simulation_id)
            return { told: progressOf(row, ctx.now), is_over: !UNDER_WAY.includes(row.state) }
          })
        await read()
        const gone = () => request.raw.destroyed && reply.raw.destroyed
        return reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          .send(Readable.from(following(read, gone, EVERY_MS)))
      },
    )

    app.put(
      '/simulations/:simulation_id/cancellation',
      {
        config,
        schema: {
          operationId: 'cancelSimulation',
          summary: 'Call off a simulation under way; its thread ends at once',
          tags,
          params,
          response: { 200: ProgressShown },
        },
      },
      (request) =>
        request.inTenant(
          async (ctx) =>
            progressOf(await cancelSimulation(ctx, request.params.simulation_id), ctx.now) as never,
        ),
    )
  }
