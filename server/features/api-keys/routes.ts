import { Type } from 'typebox'
import { ROLES, type Role } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { forgetAccess } from '../../platform/authenticate.ts'
import { Id, Time, type Routes } from '../../platform/http.ts'
import { putApiKey, revokeApiKey } from './actions.ts'
import { listApiKeys, type ApiKey } from './queries.ts'

const Params = Type.Object({ api_key_id: Id })
const RoleName = Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] })
const TimeOrNull = Type.Union([Time, Type.Null()])
const fields = {
  api_key_id: Id,
  name: Type.String(),
  hint: Type.String({ description: 'What one sees of the key: its last four characters' }),
  role: RoleName,
  created_by: Type.String(),
  created_at: Time,
  last_used_at: TimeOrNull,
  revoked_at: TimeOrNull,
}
const Answer = Type.Object(fields)
const WithKey = Type.Object({
  ...fields,
  key: Type.Union([Type.String(), Type.Null()], { description: 'Shown this once' }),
})
const Body = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100 }), role: RoleName },
  { additionalProperties: false },
)
const config = { may: ['owner'] } as const
const tags = ['api-keys']

const say = <K extends ApiKey>(key: K) => ({
  ...key,
  created_at: key.created_at.toISOString(),
  last_used_at: key.last_used_at?.toISOString() ?? null,
  revoked_at: key.revoked_at?.toISOString() ?? null,
})

export const apiKeyRoutes: Routes = async (app) => {
  app.get(
    '/api-keys',
    {
      config,
      schema: {
        operationId: 'listApiKeys',
        summary: 'The keys of other programs',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Answer) }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({ items: (await listApiKeys(ctx.tx, ctx.tenant_id)).map(say) })),
  )
  app.put(
    '/api-keys/:api_key_id',
    {
      config,
      schema: {
        operationId: 'putApiKey',
        summary: 'Make a key, shown this once; or rename it',
        tags,
        params: Params,
        body: Body,
        response: { 200: WithKey },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const made = await putApiKey(ctx, request.params.api_key_id, request.body)
        const { name, role, key } = made
        await audit(ctx, request, {
          action: key ? 'api_key.made' : 'api_key.renamed',
          subject: `api_key:${made.api_key_id}`,
          details: { name, role },
        })
        return say(made)
      }),
  )
  app.delete(
    '/api-keys/:api_key_id',
    {
      config,
      schema: {
        operationId: 'revokeApiKey',
        summary: 'Stop a key at once',
        tags,
        params: Params,
        response: { 200: Answer },
      },
    },
    async (request) => {
      const { api_key_id } = request.params
      const revoked = await request.inTenant(async (ctx) => {
        const key = await revokeApiKey(ctx, api_key_id)
        await audit(ctx, request, { action: 'api_key.revoked', subject: `api_key:${api_key_id}` })
        return key
      })
      await forgetAccess(api_key_id)
      return say(revoked)
    },
  )
}
