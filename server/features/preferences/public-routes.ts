/** Stopping and choosing from a message, without a sign-in: the signed address says whose it is. */
import type { FastifyRequest } from 'fastify'
import { deviceKind } from '../../lib/device-kind.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Routes } from '../../platform/http.ts'
import type { Pen } from '../messages/compose.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import { sendPage, unknownPage } from '../links/pages.ts'
import { openToken, signToken, type Kind } from '../links/sign.ts'
import { answerPreferences, readPreferences, unsubscribe, type Answers } from './actions.ts'
import { askToStop, choosePage, hasStopped } from './page.ts'
import { viewMessage } from './view.ts'

const config = { may: ['public'] } as const
const schema = { hide: true } as const
type ByToken = { Params: { token: string } }
type Form = ByToken & { Body: URLSearchParams | null }

/** A mail is somebody's words in HTML: pictures and its own style, links that open, and nothing that runs. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' https: data:",
  "font-src 'self' https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
].join('; ')

/** A form of ours is short; a mail program sends one word. */
const BODY_BYTES_MAX = 16_384

export const preferenceRoutes =
  (pen: Pen): Routes =>
  async (app, { db }) => {
    const { keys, public_url } = pen
    const limits = { parseAs: 'string', bodyLimit: BODY_BYTES_MAX } as const
    app.addContentTypeParser<string>('application/x-www-form-urlencoded', limits, (_request, body, done) =>
      done(null, new URLSearchParams(body)),
    )
    // RFC 8058 allows this form too. It says nothing that the address does not say.
    app.addContentTypeParser<string>('multipart/form-data', limits, (_request, _body, done) =>
      done(null, null),
    )

    const waysOf = (request: FastifyRequest, message_id: string) => {
      const { slug, tenant_id } = request.tenant!
      // A path, so that the form goes back to the host it came from.
      const home = new URL(shopUrl(public_url, { slug })).pathname
      const way = (kind: Kind) => `${home}/${kind}/${signToken(keys, kind, tenant_id, message_id)}`
      return { stop: way('u'), choose: way('p') }
    }
    const messageOf = (request: FastifyRequest<ByToken>, kind: Kind) => {
      const opened = request.tenant && openToken(keys, kind, request.tenant.tenant_id, request.params.token)
      return opened && opened !== 'expired' ? opened.message_id : null
    }

    app.get<ByToken>('/u/:token', { config, schema }, async (request, reply) => {
      const message_id = messageOf(request, 'u')
      const known =
        message_id && (await request.inTenant((ctx) => readPreferences(ctx, request.tenant!, message_id)))
      if (!known) return unknownPage(request, reply)
      const { recipient, hints } = known
      return sendPage(
        reply,
        askToStop(request.tenant!, recipient, hints[recipient.channel], waysOf(request, message_id)),
      )
    })
    app.post<Form>('/u/:token', { config, schema }, async (request, reply) => {
      const message_id = messageOf(request, 'u')
      const recipient = message_id && (await asHolder(db, request, (ctx) => unsubscribe(ctx, message_id)))
      if (!recipient) return unknownPage(request, reply)
      return sendPage(reply, hasStopped(request.tenant!, recipient, waysOf(request, message_id)))
    })
    app.get<ByToken>('/v/:token', { config, schema }, async (request, reply) => {
      const message_id = messageOf(request, 'v')
      const device = deviceKind(request.headers)
      const html = message_id && (await request.inTenant((ctx) => viewMessage(ctx, pen, message_id, device)))
      if (!html) return unknownPage(request, reply)
      return sendPage(reply, html, MAIL_POLICY)
    })
    app.get<ByToken>('/p/:token', { config, schema }, async (request, reply) => {
      const message_id = messageOf(request, 'p')
      const known =
        message_id && (await request.inTenant((ctx) => readPreferences(ctx, request.tenant!, message_id)))
      if (!known) return unknownPage(request, reply)
      return sendPage(reply, choosePage(request.tenant!, known, waysOf(request, message_id), null))
    })
    app.post<Form>('/p/:token', { config, schema }, async (request, reply) => {
      const message_id = messageOf(request, 'p')
      const answers = answersOf(request.body)
      const known =
        message_id &&
        (await asHolder(db, request, (ctx) => answerPreferences(ctx, request.tenant!, message_id, answers)))
      if (!known) return unknownPage(request, reply)
      const said = answers.all_off ? 'all_off_done' : 'saved'
      return sendPage(reply, choosePage(request.tenant!, known, waysOf(request, message_id), said))
    })
  }

/** Whoever holds the message answers: the row says so, and not that somebody signed in. */
const asHolder = <T>(db: Database, request: FastifyRequest, work: (ctx: Context) => Promise<T>) =>
  inTenant(db, { tenant_id: request.tenant!.tenant_id, actor: 'link' }, work)

function answersOf(form: URLSearchParams | null): Answers {
  const all = form instanceof URLSearchParams ? form : new URLSearchParams()
  const frequency = all.get('frequency')
  const known = (['normal', 'less', 'pause'] as const).find((one) => one === frequency)
  return {
    asked: new Set(all.getAll('asked')),
    yes: new Set(all.getAll('yes')),
    frequency: known ?? null,
    all_off: all.get('do') === 'all_off',
  }
}
