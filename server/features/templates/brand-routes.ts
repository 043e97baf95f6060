import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { SANDBOX } from '../../platform/headers.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { removeSharedBlock, writeSharedBlock } from './actions.ts'
import { readBrand, writeBrand } from './brand.ts'
import { drawCode } from './code-picture.ts'
import { listSharedBlocks } from './queries.ts'
import { Brand, closed, oneOf, SharedBlocks } from './schemas.ts'

const tags = ['templates']
const Shared = Type.Object({
  shared_block_id: Id,
  name: Type.String(),
  blocks: SharedBlocks,
  used_by: Type.Array(Type.Object({ template_id: Id, name: Type.String() })),
})
const YEAR_S = 31_536_000

export const brandRoutes: Routes = async (app) => {
  const office = { may: ['owner', 'marketing', 'store_manager'] as const }
  const marketing = { may: ['owner', 'marketing'] as const }
  app.get(
    '/brand',
    {
      config: { may: ['owner', 'marketing', 'store_manager', 'service'] },
      schema: {
        operationId: 'readBrand',
        summary: 'The look and the sender of what is sent; what was not set comes from the shop',
        tags,
        response: { 200: Brand },
      },
    },
    (request) => request.inTenant(readBrand),
  )
  app.put(
    '/brand',
    {
      config: marketing,
      schema: {
        operationId: 'writeBrand',
        summary: 'Set the look and the sender; null takes what is known of the shop',
        tags,
        body: Brand,
        response: { 200: Brand, '4xx': Problem },
      },
    },
    (request) => request.inTenant((ctx) => writeBrand(ctx, request.body)),
  )
  app.get(
    '/shared-blocks',
    {
      config: office,
      schema: {
        operationId: 'listSharedBlocks',
        summary: 'Blocks that several templates share, and which do',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Shared) }) },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listSharedBlocks(ctx) })),
  )
  app.put(
    '/shared-blocks/:shared_block_id',
    {
      config: marketing,
      schema: {
        operationId: 'writeSharedBlock',
        summary: 'Write a shared block; versions in service keep what they had',
        tags,
        params: Type.Object({ shared_block_id: Id }),
        body: Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 120 }), blocks: SharedBlocks },
          closed,
        ),
        response: { 200: Shared, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant((ctx) => writeSharedBlock(ctx, request.params.shared_block_id, request.body)),
  )
  app.delete(
    '/shared-blocks/:shared_block_id',
    {
      config: marketing,
      schema: {
        operationId: 'removeSharedBlock',
        summary: 'Remove a shared block that no template uses',
        tags,
        params: Type.Object({ shared_block_id: Id }),
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => removeSharedBlock(ctx, request.params.shared_block_id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/code-pictures/:show/:code',
    {
      // The code is the secret: whoever has the address has it already.
      config: { may: ['public'], bare: true },
      schema: {
        operationId: 'drawCode',
        summary: 'A voucher’s code as a picture, for mail programs',
        tags,
        params: Type.Object({
          show: oneOf('qr', 'barcode'),
          code: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }),
        }),
        produces: ['image/png'],
        response: { 200: Type.Any(), '4xx': Problem },
      },
    },
    async ({ params: { show, code } }, reply) => {
      const picture = await drawCode(show, code)
      reply.headers({
        'cache-control': `public, max-age=${YEAR_S}, immutable`,
        etag: `"${createHash('sha256').update(picture).digest('base64url')}"`,
        'content-security-policy': SANDBOX,
        'cross-origin-resource-policy': 'cross-origin',
      })
      return reply.type('image/png').send(picture)
    },
  )
}
