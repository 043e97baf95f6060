/** Errors as application/problem+json (RFC 9457), in the reader's language, with a number to quote. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, sayRefusal } from './refusal.ts'

export function problems(app: FastifyInstance) {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const { code, details } = nameOf(error)
    const answer = sayRefusal(code, request.language ?? 'fr')
    if (answer.status >= 500) request.log.error({ err: error, request_id: request.id }, 'request failed')
    else request.log.info({ code, request_id: request.id }, 'refused')
    return send(request, reply, code, details)
  })
  app.setNotFoundHandler((request, reply) => send(request, reply, 'not_found'))
}

function send(request: FastifyRequest, reply: FastifyReply, code: string, details: object = {}) {
  const { status, title } = sayRefusal(code, request.language ?? 'fr')
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/docs/errors#${code}`,
        title,
        status,
        code,
        ...inLanguage(details, request.language ?? 'fr'),
        request_id: request.id,
      }),
    )
}

/** A detail that is said in both languages is told in the reader's. */
function inLanguage(details: object, language: 'fr' | 'en'): object {
  const { detail } = details as { detail?: Record<'fr' | 'en', string> | string }
  return typeof detail === 'object' ? { ...details, detail: detail[language] } : details
}

function nameOf(error: FastifyError | Refusal): { code: string; details?: object } {
  if (error instanceof Refusal) return error
  if (error.validation)
    return {
      code: 'invalid_request',
      details: {
        errors: error.validation.map((v) => ({
          at: `${error.validationContext ?? 'body'}${v.instancePath}`,
          problem: v.message,
          ...v.params,
        })),
      },
    }
  if (error.statusCode === 413) return { code: 'too_large' }
  if (error.statusCode && error.statusCode < 500)
    return { code: 'invalid_request', details: { detail: error.message } }
  if (isDatabaseAway(error)) return { code: 'database_away' }
  return { code: 'internal_error' }
}

/** Connection refused or lost, or the server is starting or stopping (class 57P). */
const isDatabaseAway = (error: { code?: string; message: string }) =>
  ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001'].includes(
    error.code ?? '',
  ) ||
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(
    error.message,
  )
