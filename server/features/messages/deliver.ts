/** The job that hands a message over, and what finds the ones that a crash left behind. */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { whyNot } from './actions.ts'
import { MessageSent } from './events.ts'
import type { Handed, Post } from './post.ts'
import { enqueueSending, listOrigins } from './outbox-queries.ts'
import { claimMessage, endTry, enqueueDelivery, findSender, forgetWords, listStalled } from './queries.ts'
import { BY_WIRE } from './queue.ts'
import { rememberNumbers } from './text-ways.ts'
import { giveBackSlices } from './slice-queries.ts'
import { hintOf, outcomeOf, smsSender, type Outcome, type Purpose } from './rules.ts'

type Named = { tenant_id: string; message_id: string }
type Claimed = NonNullable<Awaited<ReturnType<typeof claimMessage>>>
type Sender = { name: string }

/** Longer than any hand-over lasts: what is still under way after this belongs to a process that is gone. */
const LEASE_MS = 120_000

export async function deliverMessage(
  db: Database,
  post: Post,
  { tenant_id, message_id }: Named,
): Promise<void> {
  const who = () => ({ tenant_id, actor: 'system' })
  const claimed = await inTenant(db, who(), (ctx) => claim(ctx, message_id))
  if (!claimed) return
  const { message, sender } = claimed
  // `handing_over` is committed: from the next line on something may leave this machine.
  const handed = await handOver(post, message, sender)
  await inTenant(db, who(), (ctx) => finish(ctx, message, handed))
}

async function claim(ctx: Context, message_id: string) {
  const message = await claimMessage(ctx, message_id)
  if (!message) return null
  const too_late = message.useful_until && message.useful_until <= ctx.now ? 'too_late' : null
  const refused = too_late ?? (await whyNot(ctx, message))
  if (!refused) {
    if (message.channel === 'sms') await rememberNumbers(ctx, [message.recipient])
    return { message, sender: await findSender(ctx) }
  }
  await end(ctx, message, { state: 'refused', due_at: null, error: refused })
  return null
}

async function handOver(post: Post, message: Claimed, sender: Sender): Promise<Handed> {
  const { tenant_id, message_id, recipient, body_text: text } = message
  try {
    if (message.channel === 'sms')
      return await post.sms({ tenant_id, sender: smsSender(sender.name), recipient, text })
    const { subject, body_html: html } = message
    return await post.mail({
      tenant_id,
      message_id,
      sender_name: sender.name,
      recipient,
      subject: subject ?? '',
      text,
      html,
    })
  } catch (error) {
    // Nothing was opened or composed, so nothing left.
    return { failure: 'later', error: (error as Error).message }
  }
}

async function finish(ctx: Context, message: Claimed, handed: Handed) {
  const { message_id, attempts, purpose, useful_until, customer_id } = message
  if (handed)
    return end(
      ctx,
      message,
      outcomeOf(
        { purpose: purpose as Purpose, attempts, useful_until },
        handed.failure,
        handed.error,
        ctx.now,
      ),
    )
  if (
    !(await endTry(ctx, message_id, attempts, { state: 'sent', error: null, due_at: null, sent_at: ctx.now }))
  )
    return
  if (message.forget) await forgetWords(ctx, message_id, hintOf(message.recipient))
  if (!customer_id) return
  const { channel, template, subject } = message
  const content = { message_id, channel: channel as 'email', purpose: purpose as Purpose, template, subject }
  await publish(ctx, MessageSent, content, { customer_id, subject_id: message_id })
}

type Ending = Pick<Claimed, 'message_id' | 'attempts' | 'forget' | 'recipient'> & { for_many?: boolean }

async function end(ctx: Context, message: Ending, outcome: Outcome) {
  if (!(await endTry(ctx, message.message_id, message.attempts, outcome))) return
  if (message.for_many) return
  if (outcome.due_at) await enqueueDelivery(ctx, message.message_id, outcome.due_at)
  else if (message.forget) await forgetWords(ctx, message.message_id, hintOf(message.recipient))
}

/**
 * Every minute, and at the start of a program that is alone on its database (`lease_ms` 0, since nobody else can be
 * sending): what was claimed and never offered goes on; a message that was under way when a process died is decided by
 * its purpose, one whose job died with it is asked for again. Answers how many there were.
 */
export async function recoverMessages(db: Database, lease_ms = LEASE_MS): Promise<number> {
  let found = 0
  for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
    found += await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      const before = new Date(ctx.now.getTime() - lease_ms)
      const given_back = await giveBackSlices(ctx, before)
      const stalled = await listStalled(ctx, before)
      for (const message of stalled) {
        if (message.state !== 'handing_over') {
          await enqueueDelivery(ctx, message.message_id, ctx.now)
          continue
        }
        const tried = { ...message, purpose: message.purpose as Purpose }
        await end(
          ctx,
          { ...message, for_many: !!message.for_many },
          outcomeOf(tried, 'unsure', 'interrupted', ctx.now),
        )
      }
      for (const channel of BY_WIRE)
        if ((await listOrigins(ctx, channel)).some(({ due_at }) => due_at <= ctx.now))
          await enqueueSending(ctx, channel, ctx.now)
      return given_back + stalled.length
    })
  return found
}
