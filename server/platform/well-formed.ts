/**
 * Text that PostgreSQL cannot keep is refused at the door. JSON can say NUL and half a surrogate pair; a text column
 * takes neither, and one such sale would fail the statement that it shares with other tills' sales.
 */
import type { FastifyInstance } from 'fastify'

const UNKEEPABLE =
  /\\u0000|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/

/** A backslash that is itself escaped begins no escape: taken out first, it cannot be mistaken for one. */
export const isKeepable = (json: string): boolean =>
  !json.includes('\\u') || !UNKEEPABLE.test(json.replaceAll('\\\\', ''))

const refusal = () =>
  Object.assign(new Error('A text holds a character that no text may hold.'), { statusCode: 400 })

export function wellFormedTexts(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isKeepable(body)) void parse(request, body, done)
    else done(refusal(), undefined)
  })
  app.addHook('onRequest', async (request) => {
    if (request.url.includes('%00')) throw refusal()
  })
}
