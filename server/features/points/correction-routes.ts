import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { Id, Moment, Problem, type Routes } from '../../platform/http.ts'
import { decideCorrection, listCorrections } from './approve-correction.ts'
import { corrector } from './routes.ts'

const MAY = ['owner', 'service'] as const
const tags = ['points']
const Name = Type.Union([Type.String(), Type.Null()])
const Why = Type.Object(
  { why: Type.Optional(Type.String({ minLength: 3, maxLength: 500 })) },
  { additionalProperties: false },
)
const Decided = Type.Object({
  correction_id: Id,
  outcome: Type.Unsafe<'approved' | 'refused'>({ type: 'string', enum: ['approved', 'refused'] }),
  alone: Type.Boolean(),
})
type May = 'decide' | 'alone' | 'withdraw' | 'refuse'

export const correctionRoutes: Routes = async (app) => {
  const decide = (
    request: FastifyRequest<{ Params: { correction_id: string }; Body: { why?: string } }>,
    outcome: 'approved' | 'refused',
  ) =>
    request.inTenant(async (ctx) => {
      const { correction_id } = request.params
      const { why = null } = request.body
      const by = { ...corrector(request), is_person: request.principal.kind === 'staff' }
      const decided = await decideCorrection(ctx, { correction_id, outcome, why, by })
      const action = decided.alone ? 'correction.approved_alone' : `correction.${outcome}`
      await audit(ctx, request, {
        action,
        subject: `correction:${correction_id}`,
        details: why ? { why } : {},
      })
      return decided
    })

  app.get(
    '/corrections/waiting',
    {
      config: { may: MAY },
      schema: {
        operationId: 'listWaitingCorrections',
        summary: 'Corrections that wait for a second person',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                correction_id: Id,
                customer_id: Id,
                first_name: Name,
                last_name: Name,
                unit: Type.String(),
                amount: Type.Integer(),
                reason: Type.String(),
                asked_by_name: Type.String(),
                asked_at: Moment,
                lapses_at: Moment,
                may: Type.Unsafe<May>({ type: 'string', enum: ['decide', 'alone', 'withdraw', 'refuse'] }),
              }),
            ),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listCorrections(ctx, corrector(request)) })),
  )

  app.put(
    '/corrections/:correction_id/approval',
    {
      config: { may: MAY },
      schema: {
        operationId: 'approveCorrection',
        summary: 'Approve a correction that somebody else asked for; it is written then',
        tags,
        params: Type.Object({ correction_id: Id }),
        body: Why,
        response: { 200: Decided, '4xx': Problem },
      },
    },
    (request) => decide(request, 'approved'),
  )

  app.put(
    '/corrections/:correction_id/refusal',
    {
      config: { may: MAY },
      schema: {
        operationId: 'refuseCorrection',
        summary: 'Refuse a correction, or take back one’s own; nothing is written',
        tags,
        params: Type.Object({ correction_id: Id }),
        body: Why,
        response: { 200: Decided, '4xx': Problem },
      },
    },
    (request) => decide(request, 'refused'),
  )
}
