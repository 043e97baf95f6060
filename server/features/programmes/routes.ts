import { Type } from 'typebox'
import { Time, type Routes } from '../../platform/http.ts'
import {
  describeProgramme,
  findProgramme,
  sayProgramme,
  withdrawProgramme,
  writeProgramme,
} from './actions.ts'
import { listNewest } from './queries.ts'
import { refuse } from './refusals.ts'
import { ProgrammeShape, Said, Words } from './shape.ts'

const tags = ['programmes']
const STAFF = ['owner', 'marketing', 'service', 'store_manager', 'seller', 'delivery'] as const
/** Every reward that is changed adds a version, and each is a whole programme. */
const PAGE = 50
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const Both = Type.Object({ fr: Words, en: Words })
const Described = { problems: Said, warnings: Said, words: Both }

/** `changed` is told the tenant, so that the next sale is judged by the new version at once. */
export const programmeRoutes =
  (changed: (tenant_id: string) => void): Routes =>
  async (app) => {
    app.get(
      '/programmes',
      {
        config: { may: STAFF },
        schema: {
          operationId: 'listProgrammes',
          summary: 'The versions of the programme, newest first, page by page',
          tags,
          querystring: Type.Object(
            {
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
              before: Type.Optional(Version),
            },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  version: Version,
                  programme: ProgrammeShape,
                  effective_at: Time,
                  written_by: Type.String(),
                  written_at: Time,
                  withdrawn_at: Type.Union([Time, Type.Null()]),
                }),
              ),
              next_before: Type.Union([Version, Type.Null()], {
                description: 'Sent back as `before` for the versions before these',
              }),
            }),
          },
        },
      },
      (request) => {
        const { limit = PAGE, before = null } = request.query
        return request.inTenant(async (ctx) => {
          const found = await listNewest(ctx, limit + 1, before)
          const items = found.slice(0, limit).map(iso)
          return { items, next_before: found.length > limit ? items.at(-1)!.version : null }
        })
      },
    )

    app.get(
      '/programmes/current',
      {
        config: { may: [...STAFF, 'device', 'customer'] },
        schema: {
          operationId: 'currentProgramme',
          summary: 'The programme in force, with its rules in plain words',
          tags,
          response: {
            200: Type.Object({
              version: Version,
              programme: ProgrammeShape,
              effective_at: Time,
              words: Both,
            }),
          },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          const current = await findProgramme(ctx)
          if (!current) throw refuse('programme_not_found')
          const { version, programme, effective_at } = current
          return {
            version,
            programme,
            effective_at: effective_at.toISOString(),
            words: await sayProgramme(ctx, programme),
          }
        }),
    )

    app.put(
      '/programmes/:version',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'writeProgramme',
          summary: 'Write the next version of the programme, in force from a date',
          tags,
          params: Type.Object({ version: Version }),
          body: Type.Object(
            { programme: ProgrammeShape, effective_at: Type.Optional(Time) },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              version: Version,
              programme: ProgrammeShape,
              effective_at: Time,
              ...Described,
            }),
          },
        },
      },
      async (request) => {
        const written = await request.inTenant((ctx) =>
          writeProgramme(ctx, { ...request.params, ...request.body }),
        )
        changed(request.tenant!.tenant_id)
        return { ...written, effective_at: written.effective_at.toISOString() }
      },
    )

    app.put(
      '/programmes/:version/withdrawal',
      {
        config: { may: ['owner', 'marketing'] },
        schema: {
          operationId: 'withdrawProgramme',
          summary: 'Take back a version that has not begun',
          tags,
          params: Type.Object({ version: Version }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await request.inTenant((ctx) => withdrawProgramme(ctx, request.params.version))
        changed(request.tenant!.tenant_id)
        return reply.code(204).send(null)
      },
    )

    app.post(
      '/programmes/preview',
      {
        config: { may: ['owner', 'marketing', 'store_manager'] },
        schema: {
          operationId: 'previewProgramme',
          summary: 'A draft in plain words, with its problems and its traps; nothing is written',
          tags,
          body: Type.Object({ programme: ProgrammeShape }, { additionalProperties: false }),
          response: { 200: Type.Object(Described) },
        },
      },
      (request) => request.inTenant((ctx) => describeProgramme(ctx, request.body.programme)),
    )
  }

const iso = <T extends { effective_at: Date; written_at: Date; withdrawn_at: Date | null }>(row: T) => ({
  ...row,
  effective_at: row.effective_at.toISOString(),
  written_at: row.written_at.toISOString(),
  withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
})
