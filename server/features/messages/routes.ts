import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { Id, Moment, PageQuery, type Routes } from '../../platform/http.ts'
import { isBuiltIn } from './post.ts'
import { listMailbox, readMailbox } from './read-mailbox.ts'
import { refuse } from './refusals.ts'

const may = ['owner', 'marketing', 'service'] as const
const Nullable = Type.Union([Type.String(), Type.Null()])
const Summary = {
  received_id: Id,
  channel: Type.String(),
  sender: Type.String(),
  recipient: Type.String(),
  subject: Nullable,
  received_at: Moment,
}

/** What the built-in mailbox and handset received: there only where nothing really leaves. */
export const messageRoutes =
  (config: Config): Routes =>
  async (app) => {
    const onlyBuiltIn = async () => {
      if (!isBuiltIn(config)) throw refuse('no_mailbox')
    }
    app.get(
      '/mailbox',
      {
        preHandler: onlyBuiltIn,
        config: { may },
        schema: {
          operationId: 'listMailbox',
          summary: 'What the built-in mailbox and handset received, newest first',
          tags: ['messages'],
          querystring: Type.Object(PageQuery, { additionalProperties: false }),
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ ...Summary, preview: Type.String() })),
              next_cursor: Nullable,
            }),
          },
        },
      },
      ({ query, inTenant }) => inTenant((ctx) => listMailbox(ctx, query.cursor ?? null, query.limit ?? 50)),
    )
    app.get(
      '/mailbox/:received_id',
      {
        preHandler: onlyBuiltIn,
        config: { may },
        schema: {
          operationId: 'getMailboxMessage',
          summary: 'One message as it was received; its HTML is for a sandboxed frame only',
          tags: ['messages'],
          params: Type.Object({ received_id: Id }),
          response: {
            200: Type.Object({
              ...Summary,
              body_text: Type.String(),
              body_html: Nullable,
              raw: Type.String(),
            }),
          },
        },
      },
      ({ params, inTenant }) => inTenant((ctx) => readMailbox(ctx, params.received_id)),
    )
  }
