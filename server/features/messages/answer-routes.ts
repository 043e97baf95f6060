import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { assert } from '../../lib/assert.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { Id, type Routes } from '../../platform/http.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import {
  addressOf,
  BOUNCES,
  writeAnswer,
  writeBounce,
  writeComplaint,
  type BounceKind,
} from './answer-mail.ts'
import { isBuiltIn, type Post } from './post.ts'
import { findReceived } from './queries.ts'
import { refuse } from './refusals.ts'

const may = ['owner', 'marketing', 'service'] as const
const HOWS = ['answer', 'stop', 'bounce', 'complain'] as const

export type MailboxAnswer = {
  how: (typeof HOWS)[number]
  text?: string | undefined
  bounce?: BounceKind | undefined
}

/** What whoever received a message would do: it takes the way that a real answer, bounce or complaint takes. */
export const answerRoutes =
  (config: Pick<Config, 'smtp_url' | 'smpp_url'>): Routes =>
  async (app) => {
    app.put(
      '/mailbox/:received_id/answers/:answer_id',
      {
        config: { may },
        preHandler: async () => {
          if (!isBuiltIn(config)) throw refuse('no_mailbox')
        },
        schema: {
          operationId: 'answerFromMailbox',
          summary: 'Answer a message of the trial mailbox, send it back, call it unwanted, or say STOP',
          tags: ['messages'],
          params: Type.Object({ received_id: Id, answer_id: Id }),
          body: Type.Object(
            {
              how: Type.Enum([...HOWS]),
              text: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
              bounce: Type.Optional(Type.Enum(Object.keys(BOUNCES) as BounceKind[])),
            },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ answer_id: Id }) },
        },
      },
      ({ params, body, inTenant: within }) =>
        within(async (ctx) => {
          const message = await findReceived(ctx, params.received_id)
          if (!message) throw refusePlatform('not_found')
          if (message.channel === 'sms' && (body.how === 'bounce' || body.how === 'complain'))
            throw refuse('not_by_text')
          await enqueueAnswer(ctx, params.received_id, params.answer_id, body)
          return { answer_id: params.answer_id }
        }),
    )
  }

function enqueueAnswer(
  { tx, tenant_id }: Context,
  received_id: string,
  answer_id: string,
  answer: MailboxAnswer,
) {
  const payload = JSON.stringify({ tenant_id, received_id, answer_id, ...answer })
  return sql`select enqueue('answer_from_mailbox', ${payload}::json, null, ${`answer:${answer_id}`})`.execute(
    tx,
  )
}

export type AnswerJob = MailboxAnswer & { tenant_id: string; received_id: string; answer_id: string }

export async function answerFromMailbox(db: Database, post: Post, job: AnswerJob): Promise<void> {
  const message = await inTenant(db, { tenant_id: job.tenant_id, actor: 'system' }, (ctx) =>
    findReceived(ctx, job.received_id),
  )
  assert(message, 'what is answered was received')
  const text = job.how === 'stop' ? 'STOP' : (job.text ?? '')
  if (message.channel === 'sms') return post.comeBack.text(message.recipient, text)
  const raw =
    job.how === 'bounce'
      ? writeBounce(message, job.bounce ?? 'hard')
      : job.how === 'complain'
        ? writeComplaint(message)
        : writeAnswer(message, job.how === 'stop' ? 'STOP' : `Re: ${message.subject ?? ''}`, text)
  const taken = await post.comeBack.mail(raw, addressOf(message.sender))
  assert(taken === null, 'what comes back is taken in')
}
