/** Opening a card: by a code, by the till's link; and the link itself. */
import { Type } from 'typebox'
import { hashToken } from '../../platform/access.ts'
import { forgetAccess } from '../../platform/authenticate.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { linkCard, openLink, signIn } from './access.ts'
import { askForCode } from './codes.ts'
import { revokeToken } from './queries.ts'
import { Holder, SignInAnswer } from './schemas.ts'

const tags = ['card']
const closed = { additionalProperties: false }
export const Recipient = Type.String({ minLength: 3, maxLength: 320 })
export const Code = Type.String({ minLength: 6, maxLength: 12 })
export const tokenOf = (headers: { authorization?: string }) =>
  headers.authorization?.slice('Bearer '.length) ?? ''

export const cardAccessRoutes =
  ({ home, public_url }: { home: string; public_url: string }): Routes =>
  async (app, { db }) => {
    app.post(
      '/card/codes',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'askForCardCode',
          summary: 'Ask for a six-figure code; answers the same whether a card is known there or not',
          tags,
          body: Type.Object(
            { recipient: Recipient, channel: Type.Union([Type.Literal('email'), Type.Literal('sms')]) },
            closed,
          ),
          response: { 202: Type.Object({ expires_at: Moment }) },
        },
      },
      async (request, reply) => {
        const answer = await request.inTenant((ctx) => askForCode(ctx, { ...request.body, ip: request.ip }))
        return reply.code(202).send(answer)
      },
    )
    app.post(
      '/card/sign-in',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'signInToCard',
          summary: 'Open a card on this phone with the code that was sent',
          tags,
          body: Type.Object({ recipient: Recipient, code: Code, customer_id: Type.Optional(Id) }, closed),
          response: { 200: SignInAnswer },
        },
      },
      (request) => signIn(db, home, request.tenant, request.body),
    )
    app.post(
      '/card/open',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'openCardLink',
          summary: 'Open a card on this phone with the link of the till’s QR code',
          tags,
          body: Type.Object({ link: Type.String({ pattern: '^cl_[A-Za-z0-9_-]{32}$' }) }, closed),
          response: { 200: Type.Object({ token: Type.String(), customer: Holder }) },
        },
      },
      (request) => openLink(db, request.tenant, request.body.link),
    )
    app.delete(
      '/card/session',
      {
        config: { may: ['customer'] },
        schema: {
          operationId: 'closeCard',
          summary: 'Take the card off this phone',
          tags,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const token = tokenOf(request.headers)
        await request.inTenant((ctx) => revokeToken(ctx, hashToken(token)))
        if (request.principal.kind === 'customer') await forgetAccess(request.principal.customer_id)
        return reply.code(204).send(null)
      },
    )
    app.put(
      '/customers/:customer_id/card-link',
      {
        config: { may: ['owner', 'service', 'store_manager', 'seller', 'device'] },
        schema: {
          operationId: 'linkCard',
          summary:
            'A link, shown as a QR code, that opens the card on the customer’s phone; the one before it ends',
          tags,
          params: Type.Object({ customer_id: Id }),
          response: { 200: Type.Object({ url: Type.String(), expires_at: Moment }) },
        },
      },
      (request) => request.inTenant((ctx) => linkCard(ctx, public_url, request.params.customer_id)),
    )
  }
