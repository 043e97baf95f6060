import multipart from '@fastify/multipart'
import { Type } from 'typebox'
import { ROLES } from '../../platform/access.ts'
import { SANDBOX } from '../../platform/headers.ts'
import { Id, PageQuery, Time, type Routes } from '../../platform/http.ts'
import { refuse as sayNo } from '../../platform/refusal.ts'
import { getProduct, productsSince, putPhoto, putProduct, setRetirement } from './actions.ts'
import { countProducts, findPhoto, listCategories, listProducts, type Shown } from './queries.ts'
import { refuse } from './refusals.ts'
import { PHOTO_BYTES_MAX, searchWords } from './rules.ts'

const closed = { additionalProperties: false }
const Word = Type.Union([Type.String({ maxLength: 100 }), Type.Null()])
const TimeOrNull = Type.Union([Time, Type.Null()])
const Cents = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const fields = {
  sku: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  price_cents: Cents,
}
const Product = Type.Object({
  product_id: Id,
  ...fields,
  category: Word,
  brand: Word,
  supplier: Word,
  barcode: Word,
  has_photo: Type.Boolean(),
  created_at: Time,
  updated_at: Time,
  retired_at: TimeOrNull,
})
const Body = Type.Object(
  {
    ...fields,
    category: Type.Optional(Word),
    brand: Type.Optional(Word),
    supplier: Type.Optional(Word),
    barcode: Type.Optional(Word),
  },
  closed,
)
const Query = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    category: Type.Optional(Type.String({ maxLength: 100 })),
    retired: Type.Optional(Type.Boolean({ description: 'Those that are no longer sold, instead' })),
    ...PageQuery,
  },
  closed,
)
const Params = Type.Object({ product_id: Id })
const Page = Type.Object({
  items: Type.Array(Product),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
  total: Type.Integer(),
})
const writers = ['owner', 'marketing', 'store_manager'] as const
const readers = [...ROLES, 'device'] as const
const tags = ['catalogue']

const say = (product: Shown) => ({
  ...product,
  created_at: product.created_at.toISOString(),
  updated_at: product.updated_at.toISOString(),
  retired_at: product.retired_at?.toISOString() ?? null,
})

export const catalogueRoutes: Routes = async (app) => {
  await app.register(multipart, { limits: { files: 1, fileSize: PHOTO_BYTES_MAX, fields: 5 } })

  app.get(
    '/products',
    {
      config: { may: readers },
      schema: {
        operationId: 'listProducts',
        summary: 'What the shop sells',
        tags,
        querystring: Query,
        response: { 200: Page },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { q = '', category, retired = false, cursor, limit = 50 } = request.query
        const filter = { words: searchWords(q), retired, ...(category && { category }) }
        const found = await listProducts(ctx, {
          ...filter,
          limit: limit + 1,
          ...(cursor && { after: readCursor(cursor) }),
        })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const next_cursor = found.length > limit && last ? writeCursor(last) : null
        return { items: items.map(say), next_cursor, total: await countProducts(ctx, filter) }
      }),
  )
  app.get(
    '/products/:product_id',
    {
      config: { may: readers },
      schema: {
        operationId: 'getProduct',
        summary: 'One product',
        tags,
        params: Params,
        response: { 200: Product },
      },
    },
    (request) => request.inTenant(async (ctx) => say(await getProduct(ctx, request.params.product_id))),
  )
  app.put(
    '/products/:product_id',
    {
      config: { may: writers },
      schema: {
        operationId: 'putProduct',
        summary: 'Add a product or change it',
        tags,
        params: Params,
        body: Body,
        response: { 200: Product },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => say(await putProduct(ctx, request.params.product_id, request.body))),
  )
  for (const [method, retired, operationId, summary] of [
    ['PUT', true, 'retireProduct', 'No longer sold; its past sales stay'],
    ['DELETE', false, 'sellAgain', 'Sell a retired product again'],
  ] as const)
    app.route({
      method,
      url: '/products/:product_id/retirement',
      config: { may: writers },
      schema: { operationId, summary, tags, params: Params, response: { 200: Product } },
      handler: (request) =>
        request.inTenant(async (ctx) => say(await setRetirement(ctx, request.params.product_id, retired))),
    })
  app.put(
    '/products/:product_id/photo',
    {
      config: { may: writers },
      schema: {
        operationId: 'putPhoto',
        summary: 'A JPEG, PNG or WebP of 2 MB at most',
        tags,
        params: Params,
        consumes: ['multipart/form-data'],
        response: { 200: Product },
      },
    },
    async (request) => {
      const file = await request.file()
      if (!file) throw refuse('photo_unreadable')
      const bytes = await file.toBuffer().catch((error: { code?: string }) => {
        throw error.code === 'FST_REQ_FILE_TOO_LARGE' ? refuse('photo_too_large') : error
      })
      return request.inTenant(async (ctx) => say(await putPhoto(ctx, request.params.product_id, bytes)))
    },
  )
  app.get(
    '/products/:product_id/photo',
    {
      config: { may: readers },
      schema: {
        operationId: 'getPhoto',
        summary: 'The picture of a product',
        tags,
        params: Params,
        produces: ['image/jpeg', 'image/png', 'image/webp'],
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const photo = await request.inTenant((ctx) => findPhoto(ctx, request.params.product_id))
      if (!photo) throw refuse('photo_not_found')
      // Private: it is the shop's; and whatever it may be, it is shown as a picture and never run.
      reply.headers({
        'cache-control': 'private, max-age=86400',
        'content-security-policy': SANDBOX,
        'content-disposition': 'inline',
      })
      return reply.type(photo.type).send(photo.content)
    },
  )
  app.get(
    '/categories',
    {
      config: { may: readers },
      schema: {
        operationId: 'listCategories',
        summary: 'The categories in use',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ category: Type.String(), products: Type.Integer() })),
          }),
        },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => ({
        items: (await listCategories(ctx)).map(({ category, products }) => ({
          category: category ?? '',
          products,
        })),
      })),
  )
  app.get(
    '/till/products',
    {
      config: { may: readers },
      schema: {
        operationId: 'listTillProducts',
        summary: 'Everything a till sells, or what changed since the version it holds',
        tags: ['till'],
        querystring: Type.Object({ since: Type.Optional(Time) }, closed),
        response: { 200: Type.Object({ items: Type.Array(Product), version: TimeOrNull }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { items, version } = await productsSince(
          ctx,
          request.query.since ? new Date(request.query.since) : null,
        )
        return { items: items.map(say), version: version?.toISOString() ?? null }
      }),
  )
}

const writeCursor = ({ name, product_id }: Shown) =>
  Buffer.from(JSON.stringify([name, product_id])).toString('base64url')

function readCursor(cursor: string) {
  const text = Buffer.from(cursor, 'base64url').toString()
  const match = /^\["(.*)","([0-9a-f-]{36})"\]$/s.exec(text)
  if (!match) throw sayNo('invalid_request', { detail: 'cursor' })
  return { name: JSON.parse(`"${match[1]}"`) as string, product_id: match[2]! }
}
