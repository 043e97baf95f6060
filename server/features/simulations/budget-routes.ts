import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { adoptVariant, dropBudget, readBudgets, writeBudget } from './budgets.ts'

const closed = { additionalProperties: false }
const config = { may: ['owner', 'marketing'] as const }
const tags = ['simulations']
const params = Type.Object({
  period: Type.String({ pattern: '^\\d{4}(-(0[1-9]|1[0-2]))?$', description: '2026-03, or 2026 for a year' }),
})
const Cents = Type.Integer()
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Budgets = Type.Object({
  months: Type.Array(
    Type.Object({
      month: Type.String(),
      budget_cents: Maybe(Cents),
      cost_cents: Type.Integer({ description: 'Rewards used and points that paid, in the month' }),
      turnover_cents: Cents,
      expected_cents: Maybe(
        Type.Integer({ description: 'As its simulation had it, of what was sold; null without one' }),
      ),
    }),
  ),
  years: Type.Array(Type.Object({ year: Type.String(), budget_cents: Maybe(Cents), cost_cents: Cents })),
  adoption: Maybe(
    Type.Object({
      version: Type.Integer(),
      effective_at: Moment,
      simulation_id: Id,
      simulation_name: Type.String(),
      variant_id: Type.String(),
      variant_name: Type.String(),
    }),
  ),
})

export const budgetRoutes: Routes = async (app) => {
  app.get(
    '/programme-budgets',
    {
      config,
      schema: {
        operationId: 'readProgrammeBudgets',
        summary: 'Thirteen months: what the programme cost, its budget, and what its simulation said',
        tags,
        response: { 200: Budgets },
      },
    },
    (request) => request.inTenant(readBudgets) as never,
  )

  app.put(
    '/programme-budgets/:period',
    {
      config,
      schema: {
        operationId: 'writeProgrammeBudget',
        summary: 'What the programme may cost in a month or a year; alerts at 80 and at 100 %',
        tags,
        params,
        body: Type.Object({ budget_cents: Type.Integer({ minimum: 1, maximum: 100_000_000_000 }) }, closed),
        response: { 200: Budgets },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { period } = request.params
        const budgets = await writeBudget(ctx, period, request.body.budget_cents)
        await audit(ctx, request, { action: 'programme.budget_written', subject: `budget:${period}` })
        return budgets as never
      }),
  )

  app.delete(
    '/programme-budgets/:period',
    {
      config,
      schema: {
        operationId: 'removeProgrammeBudget',
        summary: 'Have no budget for this time',
        tags,
        params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => dropBudget(ctx, request.params.period))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/simulations/:simulation_id/adoption',
    {
      config,
      schema: {
        operationId: 'adoptVariant',
        summary: 'Say that a variant became a version: its months are held against what was simulated',
        tags,
        params: Type.Object({ simulation_id: Id }),
        body: Type.Object(
          {
            variant_id: Type.String({ minLength: 1, maxLength: 60 }),
            version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          },
          closed,
        ),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => adoptVariant(ctx, { ...request.params, ...request.body }))
      return reply.code(204).send(null)
    },
  )
}
