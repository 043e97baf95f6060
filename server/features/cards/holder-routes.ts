/** What the holder of a card sees and does on the phone. Every route acts on the caller's own card and no other. */
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assert } from '../../lib/assert.ts'
import { Id, PageQuery, type Routes } from '../../platform/http.ts'
import { recordConsents } from '../consents/actions.ts'
import { leave } from '../customers/departure.ts'
import { exportCustomer } from '../customers/export-customer.ts'
import { placeOf } from '../customers/place.ts'
import { Address, ConsentWish, Day, Language, Maybe } from '../customers/schemas.ts'
import { Receipt } from '../receipts/receipt.ts'
import type { Codes } from '../vouchers/codes.ts'
import { keepSignedIn } from './access.ts'
import { changeMe, readMe, verifyMine } from './me.ts'
import { readCard } from './read-card.ts'
import { pageOfSales, readOwnSale } from './read-sales.ts'
import { Code, Recipient, tokenOf } from './routes.ts'
import { Card, Departure, Me, SaleItem } from './schemas.ts'

const tags = ['card']
const config = { may: ['customer'] } as const
const closed = { additionalProperties: false }
const Name = Type.Optional(Maybe(Type.String({ maxLength: 120 })))

function mine({ principal }: FastifyRequest): string {
  assert(principal.kind === 'customer', 'only a customer comes this far')
  return principal.customer_id
}

export const cardRoutes =
  ({ home, codes, public_url }: { home: string; codes: Codes; public_url: string }): Routes =>
  async (app, { db }) => {
    app.get(
      '/card',
      {
        config,
        schema: {
          operationId: 'getCard',
          summary: 'Everything the card’s screen shows, to be kept for when there is no network',
          tags,
          response: { 200: Card },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await keepSignedIn(ctx, tokenOf(request.headers))
          return readCard(ctx, { codes, public_url }, mine(request), request.language)
        }),
    )
    app.get(
      '/card/sales',
      {
        config,
        schema: {
          operationId: 'listCardSales',
          summary: 'My purchases, newest first',
          tags,
          querystring: Type.Object(PageQuery, closed),
          response: {
            200: Type.Object({
              items: Type.Array(SaleItem),
              next_cursor: Type.Union([Type.String(), Type.Null()]),
            }),
          },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          pageOfSales(
            ctx,
            mine(request),
            request.query.cursor ?? null,
            request.query.limit ?? 20,
            request.language,
          ),
        ),
    )
    app.get(
      '/card/sales/:sale_id',
      {
        config,
        schema: {
          operationId: 'getCardSale',
          summary: 'The e-receipt of one of my purchases',
          tags,
          params: Type.Object({ sale_id: Id }),
          response: { 200: Receipt },
        },
      },
      (request) => request.inTenant((ctx) => readOwnSale(ctx, mine(request), request.params.sale_id)),
    )
    app.get(
      '/card/me',
      {
        config,
        schema: {
          operationId: 'getCardHolder',
          summary: 'What the shop knows of me, and what it asks me',
          tags,
          response: { 200: Me },
        },
      },
      (request) => request.inTenant((ctx) => readMe(ctx, mine(request))),
    )
    const Change = Type.Object(
      {
        first_name: Name,
        last_name: Name,
        birth_date: Type.Optional(Maybe(Day)),
        language: Type.Optional(Language),
        address: Type.Optional(Type.Union([Address, Type.Null()])),
        email: Type.Optional(Recipient),
        phone: Type.Optional(Recipient),
      },
      closed,
    )
    const Waiting = Type.Object({ recipient: Type.String(), channel: Type.String() })
    app.patch(
      '/card/me',
      {
        config,
        schema: {
          operationId: 'changeMe',
          summary: 'Change what the shop knows of me; a new e-mail or phone counts once its code came back',
          tags,
          body: Change,
          response: { 200: Type.Object({ ...Me.properties, to_verify: Type.Array(Waiting) }) },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          changeMe(ctx, mine(request), request.body, placeOf(request.principal), request.ip),
        ),
    )
    app.post(
      '/card/verifications',
      {
        config,
        schema: {
          operationId: 'verifyMyAddress',
          summary: 'The code that came to my new e-mail or phone',
          tags,
          body: Type.Object({ recipient: Recipient, code: Code }, closed),
          response: { 200: Me },
        },
      },
      (request) =>
        verifyMine(
          db,
          home,
          request.tenant!,
          { ...request.body, customer_id: mine(request) },
          placeOf(request.principal),
        ),
    )
    const { consent_id: _inPath, ...answer } = ConsentWish.properties
    app.put(
      '/card/consents/:consent_id',
      {
        config,
        schema: {
          operationId: 'answerConsent',
          summary: 'Say yes or no to one question',
          tags,
          params: Type.Object({ consent_id: Id }),
          body: Type.Object(answer, closed),
          response: { 200: Me },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => {
          await recordConsents(
            ctx,
            mine(request),
            [{ ...request.body, ...request.params }],
            placeOf(request.principal),
          )
          return readMe(ctx, mine(request))
        }),
    )
    app.put(
      '/card/departure',
      {
        config,
        schema: {
          operationId: 'leaveByCard',
          summary: 'Leave: the card closes at once; says what stays and why',
          tags,
          body: Maybe(Type.Object({ why: Type.Optional(Type.String({ maxLength: 1000 })) }, closed)),
          response: { 200: Departure },
        },
      },
      (request) => {
        const wish = {
          customer_id: mine(request),
          why: request.body?.why ?? null,
          language: request.language,
        }
        return request.inTenant((ctx) => leave(ctx, wish, placeOf(request.principal)))
      },
    )
    app.get(
      '/card/export',
      {
        config,
        schema: {
          operationId: 'exportMe',
          summary: 'Everything the shop knows of me, as a file',
          tags,
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const file = await request.inTenant((ctx) => exportCustomer(ctx, mine(request)))
        void reply.header('content-disposition', 'attachment; filename="mes-donnees.json"')
        return file
      },
    )
  }
