import { Type } from 'typebox'
import { SANDBOX } from '../../platform/headers.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { keepPicture, PICTURE_BYTES_MAX, showPicture } from './actions.ts'
import { refuse } from './refusals.ts'

const tags = ['pictures']
const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp']
const params = Type.Object({ picture_id: Id })
const YEAR_S = 31_536_000

export const pictureRoutes: Routes = async (app) => {
  // A little more than is kept, so that what is too large is refused by its own code.
  const bodyLimit = PICTURE_BYTES_MAX + 1024
  app.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  )

  app.put(
    '/pictures/:picture_id',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      bodyLimit,
      schema: {
        operationId: 'putPicture',
        summary: 'Keep a JPEG, PNG or WebP of 3 MB at most, sent as it is; it is shown to whoever has its id',
        tags,
        params,
        consumes: MEDIA_TYPES,
        response: {
          200: Type.Object({
            picture_id: Id,
            media_type: Type.String(),
            width: Type.Integer(),
            height: Type.Integer(),
            byte_count: Type.Integer(),
          }),
          '4xx': Problem,
        },
      },
    },
    (request) => {
      const { body } = request
      if (!Buffer.isBuffer(body)) throw refuse('picture_unreadable')
      return request.inTenant((ctx) => keepPicture(ctx, request.params.picture_id, body))
    },
  )

  app.get(
    '/pictures/:picture_id',
    {
      config: { may: ['public'] },
      schema: {
        operationId: 'getPicture',
        summary: 'A picture, for whoever has its id',
        tags,
        params,
        produces: MEDIA_TYPES,
        response: { 200: Type.Any(), 304: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const held = request.headers['if-none-match']
      const { etag, media_type, content } = await request.inTenant((ctx) =>
        showPicture(ctx, request.params.picture_id, held),
      )
      // A picture never changes. Mail programs and a shop's own site show it; whatever it may be, it is never run.
      reply.headers({
        'cache-control': `public, max-age=${YEAR_S}, immutable`,
        etag,
        'content-security-policy': SANDBOX,
        'cross-origin-resource-policy': 'cross-origin',
        'content-disposition': 'inline',
      })
      return content ? reply.type(media_type).send(content) : reply.code(304).send(null)
    },
  )
}
