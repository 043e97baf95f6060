import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, Moment, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { linkReceipt, mailReceipt, openReceipt, type Links } from './actions.ts'
import { Receipt } from './receipt.ts'

const may = ['owner', 'service', 'store_manager', 'seller', 'device'] as const
const tags = ['receipts']

export const receiptRoutes =
  (links: Links): Routes =>
  async (app, { db }) => {
    app.put(
      '/sales/:sale_id/receipt-link',
      {
        config: { may },
        schema: {
          operationId: 'linkReceipt',
          summary: 'The link of an e-receipt, for a QR code: no address needed',
          tags,
          params: Type.Object({ sale_id: Id }),
          response: { 200: Type.Object({ url: Type.String(), expires_at: Moment }) },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          linkReceipt(ctx, links, request.params.sale_id, storesOf(request.principal)),
        ),
    )
    app.put(
      '/sales/:sale_id/receipt-mails/:message_id',
      {
        config: { may },
        schema: {
          operationId: 'mailReceipt',
          summary: 'Send a receipt by e-mail, once per message_id',
          description:
            'Without `email` it goes to the address of the sale’s customer. A given address is not kept.',
          tags,
          params: Type.Object({ sale_id: Id, message_id: Id }),
          body: Maybe(
            Type.Object(
              { email: Type.Optional(Type.String({ maxLength: 320 })) },
              { additionalProperties: false },
            ),
          ),
          response: { 200: Type.Object({ message_id: Id, state: Type.String() }) },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          mailReceipt(ctx, links, { ...request.params, ...request.body }, storesOf(request.principal)),
        ),
    )
    app.get(
      '/receipts/:token',
      {
        config: { may: ['public'] },
        schema: {
          operationId: 'openReceipt',
          summary: 'The e-receipt behind a link',
          tags,
          params: Type.Object({ token: Type.String({ pattern: '^rl_[A-Za-z0-9_-]{32}$' }) }),
          response: { 200: Receipt },
        },
      },
      async (request, reply) => {
        const receipt = await openReceipt(db, request.params.token, request.tenant)
        void reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex')
        return receipt
      },
    )
  }
